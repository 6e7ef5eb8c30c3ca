// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// The rooms of a world.
public record RoomsAnswer(boolean success, @OpenApiRequired List<RoomEntry> rooms) {
  public RoomsAnswer {
    rooms = List.copyOf(rooms);
  }
}
