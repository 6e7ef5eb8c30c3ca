// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// Whether the server can serve.
public record HealthAnswer(
    @OpenApiRequired String status,
    @OpenApiRequired String version,
    @OpenApiRequired List<String> features,
    @OpenApiRequired String database,
    @OpenApiRequired String timestamp) {
  public HealthAnswer {
    features = List.copyOf(features);
  }
}
