// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// Until when actions that demand the second factor are open.
public record SecondFactorAnswer(
    boolean success, @OpenApiRequired @OpenApiName("open_until") String openUntil) {}
