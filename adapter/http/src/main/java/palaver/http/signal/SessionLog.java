// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import java.util.concurrent.CompletableFuture;
import palaver.base.SessionId;
import palaver.rooms.SessionEnd;

/// The port that takes the ends of sessions; [palaver.rooms.SessionRecords#end] fits.
@FunctionalInterface
public interface SessionLog {

  /// Notes the end of a session. Never blocks and never throws; the future completes when the end
  /// is durable, exceptionally when it could not be written.
  CompletableFuture<Boolean> ended(SessionId session, SessionEnd end);
}
