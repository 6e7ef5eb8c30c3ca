// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.moderation;

import java.time.Instant;
import palaver.base.RoomKey;

/// One text message in a room.
///
/// @param messageId a UUID, made by the server
/// @param text 1 to 1,000 characters, line breaks among them
/// @param at when it reached the server
public record ChatMessage(
    String messageId, RoomKey room, String userId, String username, String text, Instant at) {}
