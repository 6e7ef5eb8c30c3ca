// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;
import palaver.rooms.alert.Alert;
import palaver.rooms.alert.StoredAlert;

/// One alert.
public record AlertEntry(
    @OpenApiRequired @OpenApiName("alert_id") String alertId,
    @OpenApiRequired String kind,
    @OpenApiNullable @Nullable String world,
    @OpenApiName("room_id") @OpenApiNullable @Nullable String roomId,
    @OpenApiNullable @Nullable String subject,
    @OpenApiRequired String text,
    @OpenApiName("held_back") int heldBack,
    @OpenApiRequired @OpenApiName("raised_at") String raisedAt,
    @OpenApiName("acknowledged_at") @OpenApiNullable @Nullable String acknowledgedAt,
    @OpenApiName("acknowledged_by") @OpenApiNullable @Nullable String acknowledgedBy) {

  /// An alert as the API, the live socket and webhooks show it.
  public static AlertEntry of(StoredAlert stored) {
    Alert alert = stored.alert();
    return new AlertEntry(
        stored.alertId(),
        alert.kind().wireName(),
        alert.world(),
        alert.roomId(),
        alert.subject(),
        alert.text(),
        alert.heldBack(),
        Wire.iso(stored.raisedAt()),
        stored.acknowledgedAt() == null ? null : Wire.iso(stored.acknowledgedAt()),
        stored.acknowledgedBy());
  }
}
