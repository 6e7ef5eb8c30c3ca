// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// Whether the audit log is what it was.
///
/// @param defect the first thing that is wrong, or null when the log is whole
public record AuditVerdict(
    boolean whole,
    long entries,
    @OpenApiName("signed_heads") long signedHeads,
    @OpenApiNullable @Nullable String defect,
    @OpenApiRequired @OpenApiName("verified_at") String verifiedAt) {}
