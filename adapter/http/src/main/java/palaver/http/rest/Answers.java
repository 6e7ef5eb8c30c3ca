// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import java.time.Instant;
import palaver.http.json.DoneAnswer;
import palaver.http.json.Wire;

/// Sends answers.
final class Answers {
  private Answers() {}

  static void done(Context context, String message, Instant now) {
    send(context, 200, new DoneAnswer(true, message, Wire.iso(now)));
  }

  static void send(Context context, int status, Object body) {
    context.status(status);
    context.contentType("application/json");
    context.header("Cache-Control", "no-store");
    context.result(Wire.JSON.writeValueAsBytes(body));
  }
}
