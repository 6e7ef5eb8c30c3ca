// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of a new server key.
public record KeyRequest(
    @OpenApiRequired String name,
    @OpenApiRequired List<String> scopes,
    @OpenApiNullable @OpenApiName("lifetime_seconds") @Nullable Long lifetimeSeconds) {
  public KeyRequest {
    scopes = List.copyOf(scopes);
  }
}
