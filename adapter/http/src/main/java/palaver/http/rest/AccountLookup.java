// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import palaver.http.access.Caller;
import palaver.identity.AccountSessions;

/// Looks up log-ins on a call's own thread.
record AccountLookup(AccountSessions sessions, InstantSource wallClock, Patience patience) {

  /// The account behind a log-in as it is now, if the log-in is live.
  Optional<Caller> find(String sessionId) {
    Instant now = wallClock.instant();
    return patience
        .stored(sessions.find(sessionId))
        .filter(session -> session.isLive(now))
        .map(session -> Caller.Account.of(session, session.secondFactorOpen(now)));
  }
}
