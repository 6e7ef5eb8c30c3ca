// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// Somebody who is in a room.
public record PresentPerson(
    @OpenApiRequired @OpenApiName("user_id") String userId, @OpenApiRequired String username) {}
