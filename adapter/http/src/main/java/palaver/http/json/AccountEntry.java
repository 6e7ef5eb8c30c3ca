// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One account in a list.
public record AccountEntry(
    @OpenApiRequired String name,
    @OpenApiRequired String role,
    @OpenApiRequired List<String> permissions,
    @OpenApiRequired @OpenApiName("created_at") String createdAt,
    @OpenApiNullable @OpenApiName("disabled_at") @Nullable String disabledAt,
    @OpenApiRequired @OpenApiName("second_factor_enrolled") boolean secondFactorEnrolled) {
  public AccountEntry {
    permissions = List.copyOf(permissions);
  }
}
