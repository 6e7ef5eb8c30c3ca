// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;

/// One user.
public record UserProfileAnswer(boolean success, @OpenApiRequired UserProfile user) {}
