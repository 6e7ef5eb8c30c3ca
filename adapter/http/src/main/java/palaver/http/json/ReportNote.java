// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// What a moderator wrote on a report.
public record ReportNote(
    @OpenApiRequired @OpenApiName("admin_user_id") String adminUserId,
    @OpenApiRequired String text,
    @OpenApiRequired @OpenApiName("created_at") String createdAt) {}
