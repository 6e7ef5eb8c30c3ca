// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is logged in.
public record AccountAnswer(
    boolean success,
    @OpenApiRequired String name,
    @OpenApiRequired String role,
    @OpenApiRequired List<String> permissions,
    @OpenApiRequired @OpenApiName("expires_at") String expiresAt,
    @OpenApiRequired @OpenApiName("second_factor_enrolled") boolean secondFactorEnrolled,
    @OpenApiRequired @OpenApiName("second_factor_open") boolean secondFactorOpen,
    @OpenApiNullable @OpenApiName("csrf_token") @Nullable String csrfToken) {
  public AccountAnswer {
    permissions = List.copyOf(permissions);
  }

  @Override
  public String toString() {
    return "AccountAnswer[]";
  }
}
