// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody logged in. Programs get the token; pages have it in a cookie and get what they show
/// with each call that changes something.
public record LoginAnswer(
    boolean success,
    @OpenApiNullable @Nullable String token,
    @OpenApiNullable @OpenApiName("csrf_token") @Nullable String csrfToken,
    @OpenApiRequired String name,
    @OpenApiRequired String role,
    @OpenApiRequired List<String> permissions,
    @OpenApiRequired @OpenApiName("expires_at") String expiresAt) {
  public LoginAnswer {
    permissions = List.copyOf(permissions);
  }

  @Override
  public String toString() {
    return "LoginAnswer[]";
  }
}
