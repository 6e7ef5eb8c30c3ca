// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// A world to be added, at first without rooms. What is left out is true.
public record WorldRequest(
    @OpenApiRequired String world,
    @OpenApiNullable @OpenApiName("open_to_guests") @Nullable Boolean openToGuests,
    @OpenApiNullable @OpenApiName("network_bans") @Nullable Boolean networkBans) {}
