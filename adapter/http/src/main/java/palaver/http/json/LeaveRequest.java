// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// The body of a leave; a page that goes away sends its signaling ticket instead of a header.
public record LeaveRequest(
    @OpenApiRequired @OpenApiName("session_id") String sessionId,
    @OpenApiNullable @Nullable String ticket) {
  @Override
  public String toString() {
    return "LeaveRequest[sessionId=" + sessionId + "]";
  }
}
