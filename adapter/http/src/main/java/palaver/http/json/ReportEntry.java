// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One report.
public record ReportEntry(
    @OpenApiRequired @OpenApiName("report_id") String reportId,
    @OpenApiRequired String world,
    @OpenApiRequired @OpenApiName("room_id") String roomId,
    @OpenApiRequired @OpenApiName("reporter_user_id") String reporterUserId,
    @OpenApiRequired @OpenApiName("reported_user_id") String reportedUserId,
    @OpenApiName("reported_username") @OpenApiNullable @Nullable String reportedUsername,
    @OpenApiRequired String reason,
    @OpenApiName("message_id") @OpenApiNullable @Nullable String messageId,
    @OpenApiRequired @OpenApiName("filed_at") String filedAt,
    @OpenApiRequired String state,
    @OpenApiName("taken_by") @OpenApiNullable @Nullable String takenBy,
    @OpenApiName("resolved_at") @OpenApiNullable @Nullable String resolvedAt,
    @OpenApiRequired List<ReportNote> notes) {
  public ReportEntry {
    notes = List.copyOf(notes);
  }
}
