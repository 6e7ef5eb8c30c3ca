// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// The calls of a world that go on now.
public record CallsAnswer(boolean success, @OpenApiRequired List<CallEntry> calls) {
  public CallsAnswer {
    calls = List.copyOf(calls);
  }
}
