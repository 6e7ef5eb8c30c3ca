// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import palaver.rtc.ConnectionQuality;

/// How a session ended, as the store keeps it. The figures are the server's own.
///
/// @param reason null only for rows from before reasons were kept
/// @param measured what was measured along the way; null when nothing was, or when the end was read
///   from the session's row
public record SessionEnd(
    Instant leftAt,
    long durationSeconds,
    long speakingSeconds,
    @Nullable EndReason reason,
    @Nullable Measured measured) {

  /// An end without measurements.
  public SessionEnd(
      Instant leftAt, long durationSeconds, long speakingSeconds, @Nullable EndReason reason) {
    this(leftAt, durationSeconds, speakingSeconds, reason, null);
  }

  /// What was measured of a session.
  ///
  /// @param participantsPeak the most people who were in the room at once, this one included
  /// @param quality of the media path; null when it never came up
  public record Measured(int participantsPeak, @Nullable ConnectionQuality quality) {}
}
