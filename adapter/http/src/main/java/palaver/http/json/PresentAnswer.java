// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// Who is in a room, in the order of their arrival.
public record PresentAnswer(boolean success, @OpenApiRequired List<PresentPerson> participants) {
  public PresentAnswer {
    participants = List.copyOf(participants);
  }
}
