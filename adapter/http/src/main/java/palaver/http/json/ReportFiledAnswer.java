// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// A report was filed.
public record ReportFiledAnswer(
    boolean success,
    @OpenApiRequired @OpenApiName("report_id") String reportId,
    @OpenApiRequired String message,
    @OpenApiRequired String timestamp) {}
