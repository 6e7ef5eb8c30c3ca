// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// Who came and went in a room, in the order of time.
public record TimelineAnswer(boolean success, @OpenApiRequired List<MovementEntry> events) {}
