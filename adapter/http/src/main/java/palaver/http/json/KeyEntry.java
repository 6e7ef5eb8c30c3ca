// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One server key in a list; never the key itself.
public record KeyEntry(
    @OpenApiRequired String id,
    @OpenApiRequired String name,
    @OpenApiRequired List<String> scopes,
    @OpenApiRequired @OpenApiName("created_at") String createdAt,
    @OpenApiNullable @OpenApiName("expires_at") @Nullable String expiresAt,
    @OpenApiNullable @OpenApiName("revoked_at") @Nullable String revokedAt,
    @OpenApiRequired boolean valid) {
  public KeyEntry {
    scopes = List.copyOf(scopes);
  }
}
