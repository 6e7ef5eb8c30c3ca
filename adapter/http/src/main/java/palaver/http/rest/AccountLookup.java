// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import palaver.http.access.Caller;
import palaver.identity.Account;
import palaver.identity.AccountRecords;
import palaver.identity.Role;

/// Looks up log-ins on a call's own thread.
record AccountLookup(AccountRecords records, InstantSource wallClock, Patience patience) {

  /// The account behind a log-in as it is now, if the log-in is live.
  Optional<Caller> find(String sessionId) {
    Instant now = wallClock.instant();
    return patience
        .stored(records.find(sessionId))
        .filter(session -> session.isLive(now))
        .map(session -> Caller.Account.of(session, session.secondFactorOpen(now)));
  }

  /// The role of a user: that of their account, which may be disabled, or USER without one.
  Role role(String userId) {
    return patience.stored(records.account(userId)).map(Account::role).orElse(Role.USER);
  }
}
