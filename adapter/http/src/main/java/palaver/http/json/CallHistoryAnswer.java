// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Past calls, the latest first. `next_cursor` goes on behind them, or is null at the end.
public record CallHistoryAnswer(
    boolean success,
    @OpenApiRequired List<PastCallEntry> calls,
    @OpenApiName("next_cursor") @OpenApiNullable @Nullable String nextCursor) {}
