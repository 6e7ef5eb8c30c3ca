// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import palaver.http.json.Wire;

/// Sends answers.
final class Answers {
  private Answers() {}

  static void send(Context context, int status, Object body) {
    context.status(status);
    context.contentType("application/json");
    context.header("Cache-Control", "no-store");
    context.result(Wire.JSON.writeValueAsBytes(body));
  }
}
