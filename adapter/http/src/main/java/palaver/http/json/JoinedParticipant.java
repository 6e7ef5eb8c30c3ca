// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;
import palaver.rooms.Participant;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// One person in the answer to a join.
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record JoinedParticipant(
    @OpenApiRequired String userId,
    @OpenApiRequired String username,
    boolean isMuted,
    boolean isSpeaking) {

  public static JoinedParticipant of(Participant person) {
    return new JoinedParticipant(
        person.userId(), person.username(), person.muted() || person.silenced(), person.speaking());
  }
}
