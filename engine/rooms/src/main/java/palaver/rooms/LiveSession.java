// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rtc.ConnectionQuality;

/// A session that is going on.
///
/// @param durationNs since the join answer, by the monotonic clock
/// @param speakingNs how long they spoke in that time
/// @param speaking whether they speak now
/// @param quality as last measured; null before the first measurement
public record LiveSession(
    SessionId session,
    RoomKey room,
    String userId,
    String username,
    long durationNs,
    long speakingNs,
    boolean speaking,
    @Nullable ConnectionQuality quality) {}
