// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a session ended, as the store keeps it. The figures are the server's own.
///
/// @param reason null only for rows from before reasons were kept
public record SessionEnd(
    Instant leftAt, long durationSeconds, long speakingSeconds, @Nullable EndReason reason) {}
