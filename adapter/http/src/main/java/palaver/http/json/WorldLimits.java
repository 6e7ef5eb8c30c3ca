// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;

/// Within which bounds worlds and rooms can be added and changed.
///
/// @param roomsMax rooms of one world
public record WorldLimits(
    @OpenApiName("max_participants_min") int maxParticipantsMin,
    @OpenApiName("max_participants_max") int maxParticipantsMax,
    @OpenApiName("room_name_chars_max") int roomNameCharsMax,
    @OpenApiName("worlds_max") int worldsMax,
    @OpenApiName("rooms_max") int roomsMax) {}
