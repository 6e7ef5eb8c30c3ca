// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;

/// A report as it is now.
public record ReportAnswer(
    boolean success, @OpenApiRequired ReportEntry report, @OpenApiRequired String timestamp) {}
