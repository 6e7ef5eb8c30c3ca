// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// All server keys, the newest first.
public record KeysAnswer(boolean success, @OpenApiRequired List<KeyEntry> keys) {
  public KeysAnswer {
    keys = List.copyOf(keys);
  }
}
