// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;

/// A code of the second factor, or a recovery code.
public record CodeRequest(@OpenApiRequired String code) {
  @Override
  public String toString() {
    return "CodeRequest[]";
  }
}
