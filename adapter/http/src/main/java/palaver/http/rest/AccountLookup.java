// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import palaver.identity.AccountSession;
import palaver.identity.AccountSessions;

/// Looks up log-ins on a call's own thread.
///
/// @param patience how long the store may take
record AccountLookup(AccountSessions sessions, InstantSource wallClock, Duration patience) {

  /// The log-in as it is now, if it is live.
  Optional<AccountSession> find(String sessionId) {
    Instant now = wallClock.instant();
    try {
      return sessions
          .find(sessionId)
          .get(patience.toMillis(), TimeUnit.MILLISECONDS)
          .filter(session -> session.isLive(now));
    } catch (TimeoutException | ExecutionException _) {
      throw RoomsClient.storeUnavailable();
    } catch (InterruptedException e) {
      throw new IllegalStateException("a request was interrupted", e);
    }
  }
}
