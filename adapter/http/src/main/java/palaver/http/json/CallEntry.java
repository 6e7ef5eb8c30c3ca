// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// A call that goes on.
///
/// @param observers the moderators who listen
public record CallEntry(
    @OpenApiRequired @OpenApiName("room_id") String roomId,
    @OpenApiRequired @OpenApiName("room_name") String roomName,
    @OpenApiName("participant_count") int participantCount,
    @OpenApiRequired List<CallParticipant> participants,
    @OpenApiRequired List<CallParticipant> observers,
    @OpenApiRequired @OpenApiName("started_at") String startedAt,
    @OpenApiName("duration_seconds") long durationSeconds) {
  public CallEntry {
    participants = List.copyOf(participants);
    observers = List.copyOf(observers);
  }
}
