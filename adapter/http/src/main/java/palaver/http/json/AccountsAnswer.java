// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// All accounts by name.
public record AccountsAnswer(boolean success, @OpenApiRequired List<AccountEntry> accounts) {
  public AccountsAnswer {
    accounts = List.copyOf(accounts);
  }
}
