// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiNullable;
import org.jspecify.annotations.Nullable;

/// What a moderator does with a report.
///
/// @param state `open`, `taken` or `resolved`; without it only the note is written
public record ReportChange(
    @OpenApiNullable @Nullable String state, @OpenApiNullable @Nullable String note) {}
