// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.moderation;

import org.jspecify.annotations.Nullable;

/// What the store notes of one action, all of it or nothing.
///
/// @param imposed the sanction that holds from now on, or null
/// @param lifted the one that holds no longer, or null
public record ModerationEntry(
    AdminAction action, @Nullable Sanction imposed, Moderation.@Nullable Lift lifted) {}
