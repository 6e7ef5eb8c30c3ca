// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiPropertyType;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that is stored about a person: table by table, each with its rows.
public record PersonAnswer(
    boolean success,
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiRequired String at,
    @OpenApiRequired @OpenApiPropertyType(definedBy = Object.class)
        Map<String, List<Map<String, @Nullable Object>>> data) {}
