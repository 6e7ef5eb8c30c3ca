// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// The answer to a join that got a seat.
public record JoinAnswer(
    boolean success,
    @OpenApiRequired @OpenApiName("session_id") String sessionId,
    @OpenApiName("current_participant_count") int currentParticipantCount,
    @OpenApiName("max_participants") int maxParticipants,
    @OpenApiRequired List<JoinedParticipant> participants,
    @OpenApiRequired String message,
    @OpenApiRequired @OpenApiName("signaling_url") String signalingUrl,
    @OpenApiRequired @OpenApiName("signaling_ticket") String signalingTicket,
    @OpenApiRequired @OpenApiName("ice_servers") List<String> iceServers,
    @OpenApiRequired String topology,
    int slots) {
  public JoinAnswer {
    participants = List.copyOf(participants);
    iceServers = List.copyOf(iceServers);
  }

  @Override
  public String toString() {
    return "JoinAnswer[sessionId=" + sessionId + "]";
  }
}
