// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Entries of the audit log, the newest first, and whether the whole of it is what it was.
///
/// @param next the `before` of the next page, or null when this is the last
public record AuditAnswer(
    boolean success,
    @OpenApiRequired List<AuditRow> entries,
    @OpenApiRequired AuditVerdict verification,
    @OpenApiNullable @Nullable Long next) {
  public AuditAnswer {
    entries = List.copyOf(entries);
  }
}
