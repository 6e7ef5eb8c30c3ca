// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// Reports of a world, the oldest first.
public record ReportsAnswer(boolean success, @OpenApiRequired List<ReportEntry> reports) {
  public ReportsAnswer {
    reports = List.copyOf(reports);
  }
}
