// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import org.jspecify.annotations.Nullable;

/// What is to be different about a world; what is left out stays.
public record WorldChangeRequest(
    @OpenApiNullable @OpenApiName("open_to_guests") @Nullable Boolean openToGuests,
    @OpenApiNullable @OpenApiName("network_bans") @Nullable Boolean networkBans) {}
