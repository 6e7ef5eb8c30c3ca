// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// A call that is over. `max_participants` is the most people who were there at once.
public record PastCallEntry(
    @OpenApiRequired @OpenApiName("room_id") String roomId,
    @OpenApiRequired @OpenApiName("started_at") String startedAt,
    @OpenApiRequired @OpenApiName("ended_at") String endedAt,
    @OpenApiName("duration_seconds") long durationSeconds,
    @OpenApiName("max_participants") int maxParticipants,
    @OpenApiName("total_messages") long totalMessages) {}
