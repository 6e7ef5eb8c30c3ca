// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;
import palaver.rooms.audit.AuditEntry;

/// One entry of the audit log. `actor`, `target` and `note` are null when there was none, and when
/// they were erased.
public record AuditRow(
    long sequence,
    @OpenApiRequired String at,
    @OpenApiRequired String action,
    @OpenApiNullable @Nullable String world,
    @OpenApiName("room_id") @OpenApiNullable @Nullable String roomId,
    @OpenApiNullable @Nullable String actor,
    @OpenApiNullable @Nullable String target,
    @OpenApiNullable @Nullable String note,
    @OpenApiRequired String hash) {

  public static AuditRow of(AuditEntry entry) {
    return new AuditRow(
        entry.sequence(),
        entry.at(),
        entry.action(),
        entry.world(),
        entry.roomId(),
        entry.actor().value(),
        entry.target().value(),
        entry.note().value(),
        entry.hash());
  }
}
