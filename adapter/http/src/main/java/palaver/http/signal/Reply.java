// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import palaver.rooms.Answer;
import palaver.rooms.SessionEnd;

/// The rooms' answer to one request.
///
/// @param ending the end of the session that a [Answer.Left] speaks of
public record Reply(Answer answer, @Nullable Ending ending) {

  /// An end, and the future of its row.
  public record Ending(SessionEnd end, CompletableFuture<Boolean> stored) {}
}
