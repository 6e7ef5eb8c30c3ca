// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import org.jspecify.annotations.Nullable;

/// The body of a rotation: how long the old key stays valid.
public record RotateRequest(
    @OpenApiNullable @OpenApiName("overlap_seconds") @Nullable Long overlapSeconds) {}
