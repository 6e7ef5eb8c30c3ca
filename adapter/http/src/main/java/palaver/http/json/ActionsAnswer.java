// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Actions, the newest first.
///
/// @param next the `before` of the next page, or null when this is the last
public record ActionsAnswer(
    boolean success,
    @OpenApiRequired List<ActionEntry> actions,
    @OpenApiNullable @Nullable Long next) {
  public ActionsAnswer {
    actions = List.copyOf(actions);
  }
}
