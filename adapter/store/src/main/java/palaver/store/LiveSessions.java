// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import palaver.rooms.LiveSession;

/// The port to whoever knows which sessions are going on.
@FunctionalInterface
public interface LiveSessions {

  /// All of them. May complete exceptionally when nobody can tell now.
  CompletableFuture<List<LiveSession>> now();
}
