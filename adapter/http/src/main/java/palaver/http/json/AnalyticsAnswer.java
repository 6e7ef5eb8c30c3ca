// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiPropertyType;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A report: its columns, and its rows as objects with a value for each.
public record AnalyticsAnswer(
    boolean success,
    @OpenApiRequired String report,
    @OpenApiRequired String from,
    @OpenApiRequired String to,
    @OpenApiRequired List<String> columns,
    @OpenApiRequired @OpenApiPropertyType(definedBy = Object[].class)
        List<Map<String, @Nullable Object>> rows) {}
