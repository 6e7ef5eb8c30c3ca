// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

import org.jspecify.annotations.Nullable;

/// Something that needs a person.
///
/// @param world where, or null when it concerns the whole server
/// @param roomId where, or null when it concerns a world or the whole server
/// @param subject what it is about: a report's id, a media thread, or null
/// @param text what happened, in one English sentence without personal data
/// @param heldBack how many of the same the cooldown has held back since the last one
public record Alert(
    AlertKind kind,
    @Nullable String world,
    @Nullable String roomId,
    @Nullable String subject,
    String text,
    int heldBack) {}
