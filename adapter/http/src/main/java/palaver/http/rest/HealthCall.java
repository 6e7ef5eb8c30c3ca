// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.HealthAnswer;
import palaver.http.json.Wire;
import palaver.http.signal.SignalDriver;
import palaver.rooms.SessionRecords;

/// `GET /api/health`: 200 only when the server can serve.
final class HealthCall {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SessionRecords records;
  private final HealthChecks checks;
  private final SignalDriver signal;
  private final InstantSource wallClock;
  private final String version;
  private final List<String> features;

  HealthCall(
      SessionRecords records,
      HealthChecks checks,
      SignalDriver signal,
      InstantSource wallClock,
      String version,
      List<String> features) {
    this.records = records;
    this.checks = checks;
    this.signal = signal;
    this.wallClock = wallClock;
    this.version = version;
    this.features = features;
  }

  @OpenApi(
      path = "/api/health",
      methods = HttpMethod.GET,
      operationId = "health",
      summary = "Whether the server can serve",
      tags = "health",
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "It can",
            content = @OpenApiContent(from = HealthAnswer.class)),
        @OpenApiResponse(
            status = "503",
            description = "It cannot",
            content = @OpenApiContent(from = HealthAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "What failed",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void handle(Context context) {
    boolean database = writable();
    boolean serves = database && checks.mediaRunning() && signal.running();
    Answers.send(
        context,
        serves ? 200 : 503,
        new HealthAnswer(
            serves ? "ok" : "unavailable",
            version,
            features,
            database ? "connected" : "unavailable",
            Wire.iso(wallClock.instant())));
  }

  private boolean writable() {
    CompletableFuture<Boolean> writable = records.writable();
    return RoomsClient.settledWithin(writable, PATIENCE) && writable.getNow(false);
  }
}
