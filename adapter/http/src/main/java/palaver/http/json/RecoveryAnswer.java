// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// The recovery codes of a new authenticator; shown once.
public record RecoveryAnswer(
    boolean success, @OpenApiRequired @OpenApiName("recovery_codes") List<String> recoveryCodes) {
  public RecoveryAnswer {
    recoveryCodes = List.copyOf(recoveryCodes);
  }

  @Override
  public String toString() {
    return "RecoveryAnswer[]";
  }
}
