// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import org.jspecify.annotations.Nullable;

/// What the sums need to know of a finished session. Times are milliseconds since 1970.
record UsageSession(
    String world,
    String roomId,
    String userId,
    @Nullable String username,
    long joinedMs,
    long leftMs,
    long durationSeconds,
    long speakingSeconds,
    @Nullable Double latencyMs,
    @Nullable Double jitterMs,
    long packetsExpected,
    long packetsLost,
    @Nullable String grade) {}
