// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// The answer to a leave.
///
/// @param persisted false when the store could not be written: the end is kept in memory and
///   written as soon as it can be
public record LeaveAnswer(
    boolean success,
    @OpenApiRequired @OpenApiName("session_id") String sessionId,
    @OpenApiName("duration_seconds") long durationSeconds,
    @OpenApiRequired @OpenApiName("left_at") String leftAt,
    boolean persisted,
    @OpenApiRequired String message,
    @OpenApiRequired String timestamp) {}
