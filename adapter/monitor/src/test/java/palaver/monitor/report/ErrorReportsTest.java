// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.monitor.hook.HookSink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Errors reach a server that speaks Sentry's protocol, and nothing secret does (R165).
class ErrorReportsTest {
  private static final Logger LOG = LoggerFactory.getLogger("palaver.test");
  private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl";

  private final AtomicInteger reported = new AtomicInteger();

  private static String text(HookSink.Received received) throws IOException {
    byte[] body = received.body();
    boolean zipped = body.length > 1 && body[0] == 0x1f && (body[1] & 0xff) == 0x8b;
    return new String(
        zipped ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body, UTF_8);
  }

  @Test
  void whatIsLoggedAsAnErrorIsReportedWithItsCauseAndWithoutSecrets() throws Exception {
    try (HookSink sink = new HookSink(0);
        ErrorReports reports =
            ErrorReports.start(
                "http://public-key@127.0.0.1:" + sink.port() + "/7",
                "palaver@1.2.3",
                reported::incrementAndGet);
        ErrorAppender _ = ErrorAppender.install(reports)) {
      LOG.warn("only a warning");
      LOG.atError()
          .addKeyValue("correlation_id", "r-1234567890")
          .setCause(new IllegalStateException("the ticket=abcdef is " + TOKEN))
          .log("GET /api/x?user=ada failed, Bearer abc.def");

      HookSink.Received received = sink.next();
      assertThat(received.path()).isEqualTo("/api/7/envelope/");
      String envelope = text(received);
      JsonNode event = JsonMapper.shared().readTree(envelope.lines().toList().get(2));
      assertThat(event.at("/message/formatted").asString())
          .isEqualTo("GET /api/x?[scrubbed] failed, Bearer [scrubbed]");
      assertThat(event.at("/exception/values/0/type").asString())
          .isEqualTo("IllegalStateException");
      assertThat(event.at("/exception/values/0/value").asString())
          .isEqualTo("the ticket=[scrubbed] is [scrubbed]");
      assertThat(event.at("/exception/values/0/stacktrace/frames").toString())
          .contains("ErrorReportsTest");
      assertThat(event.at("/tags/correlation_id").asString()).isEqualTo("r-1234567890");
      assertThat(event.path("release").asString()).isEqualTo("palaver@1.2.3");
      assertThat(event.path("logger").asString()).isEqualTo("palaver.test");
      assertThat(envelope)
          .doesNotContain(TOKEN, "abcdef", "abc.def", "user=ada", "only a warning", "server_name");
      assertThat(reported).hasValue(1);
    }
    LOG.error("nobody listens any more");
    assertThat(reported).hasValue(1);
  }

  @Test
  void aReporterThatIsDownKeepsNobodyWaiting() {
    try (ErrorReports reports =
        ErrorReports.start("http://k@127.0.0.1:9/7", "palaver@1", reported::incrementAndGet)) {
      long beganNs = System.nanoTime();
      for (int i = 0; i < 500; i++) {
        reports.report("x", "failure " + i, null, java.util.Map.of());
      }
      assertThat(System.nanoTime() - beganNs).isLessThan(5_000_000_000L);
    }
  }

  @Test
  void aWrongDsnIsRefusedWithoutRepeatingIt() {
    for (String dsn : List.of("", "x", "https://host/1", "https://key@host/", "ftp://key@host/1")) {
      assertThatThrownBy(() -> ErrorReports.start(dsn, "r", () -> {}))
          .as(dsn)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a DSN looks like https://KEY@HOST/PROJECT");
    }
  }

  @Test
  void secretsAreTakenOutAndOrdinaryTextIsLeft() {
    for (String text :
        List.of(
            "Authorization: Bearer abc",
            "{\"ticket\":\"5f3b\"}",
            "password=hunter2",
            "postgresql://palaver:hunter2@db/palaver",
            "key 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
            "a token " + TOKEN)) {
      assertThat(Scrubber.scrub(text))
          .contains("[scrubbed]")
          .doesNotContain("abc ", "5f3b", "hunter2", "ccddeeff", TOKEN);
    }
    for (String text :
        List.of(
            "The store cannot be written now.",
            "palaver.store.RetriedWrites.onFirstFailureOfSomethingLong(RetriedWrites.java:91)",
            "session 7b3c9a44-8e0e-4f4e-9f86-0d1d1c1b1a19 ended: media_lost")) {
      assertThat(Scrubber.scrub(text)).isEqualTo(text);
    }
    assertThat(Scrubber.scrub("x".repeat(10) + " " + "y ".repeat(10_000))).hasSize(4_096);
  }
}
