// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages of a room, the newest first.
///
/// @param next the `before` of the next page, or null when this is the last
public record ChatAnswer(
    boolean success,
    @OpenApiRequired List<ChatEntry> messages,
    @OpenApiNullable @Nullable Long next) {
  public ChatAnswer {
    messages = List.copyOf(messages);
  }
}
