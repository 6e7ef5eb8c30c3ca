// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Alerts, the newest first.
///
/// @param before what to ask for to get the next page, or null when this was the last
public record AlertsAnswer(
    boolean success,
    @OpenApiRequired List<AlertEntry> alerts,
    @OpenApiNullable @Nullable Long before) {
  public AlertsAnswer {
    alerts = List.copyOf(alerts);
  }
}
