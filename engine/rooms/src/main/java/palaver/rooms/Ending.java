// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import palaver.rooms.moderation.Sanction;

/// Why sessions end, and what their people are told.
///
/// @param retryAfterMs when a client may try again by itself, or null
/// @param note what a moderator says, or null
/// @param until when somebody who was sent away may come back, or null
record Ending(
    EndReason reason, @Nullable Long retryAfterMs, @Nullable String note, @Nullable Instant until) {

  static Ending of(EndReason reason) {
    return new Ending(reason, null, null, null);
  }

  static Ending of(EndReason reason, @Nullable String note) {
    return new Ending(reason, null, note, null);
  }

  static Ending by(EndReason reason, Sanction sanction) {
    return new Ending(reason, null, sanction.reason(), sanction.endsAt());
  }

  static Ending stopping(long retryAfterMs) {
    return new Ending(EndReason.SERVER_STOPPING, retryAfterMs, null, null);
  }

  ServerMessage message() {
    return new ServerMessage.Ended(reason, text(), retryAfterMs, note, until);
  }

  private String text() {
    return Endings.text(reason);
  }
}
