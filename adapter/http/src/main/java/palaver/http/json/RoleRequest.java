// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of a change of role: the role, and permissions beyond it.
public record RoleRequest(
    @OpenApiRequired String role, @OpenApiNullable @Nullable List<String> permissions) {
  public RoleRequest {
    permissions = permissions == null ? null : List.copyOf(permissions);
  }
}
