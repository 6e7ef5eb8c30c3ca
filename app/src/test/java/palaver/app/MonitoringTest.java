// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.ServerOptions.TlsChoice;
import palaver.app.start.StartFailure;
import palaver.monitor.Metric;
import palaver.monitor.hook.HookTarget;
import palaver.monitor.hook.Signature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A whole server that is watched (R165-R168, R523)")
final class MonitoringTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  private record Hook(String signature, String body) {}

  @Test
  void everyMetricIsOnThePageAndNoOther() throws Exception { // R168, R523
    try (PalaverServer server = PalaverServer.start(options(MonitoringOptions.QUIET))) {
      String session = join(server, "u1").get("session_id").asString();
      JsonNode report = post(server, "/api/voice/report", report());
      assertThat(report.get("success").asBoolean()).isTrue();
      sendGarbage(server.mediaPorts().getFirst());
      String page = pageWith(server, "received_datagrams_total\\{[^}]*kind=\"other\"[^}]*} [1-9]");

      List<String> types =
          page.lines()
              .filter(line -> line.startsWith("# TYPE palaver_"))
              .map(line -> line.split(" ", -1)[2])
              .toList();
      assertThat(types)
          .containsExactlyInAnyOrderElementsOf(
              List.of(Metric.values()).stream().map(Metric::exposedName).toList());
      assertThat(page.lines())
          .contains(
              "palaver_joins_total{result=\"ok\"} 1.0",
              "palaver_sessions 1.0",
              "palaver_rooms 1.0",
              "palaver_reports_filed_total 1.0",
              "palaver_store_writable 1.0",
              "palaver_store_lost_writes_total{of=\"sessions\"} 0.0",
              "palaver_media_up{thread=\"media-0\"} 1.0");
      assertThat(page).contains("palaver_http_request_duration_seconds_count{", "jvm_gc_");

      post(server, "/api/voice/leave", Map.of("session_id", session));
      assertThat(pageWith(server, "sessions_ended_total\\{reason=\"left\"} 1"))
          .contains("palaver_sessions 0.0");
    }
  }

  @Test
  void aReportReachesAWebhookSignedAndTheStore() throws Exception { // R167
    BlockingQueue<Hook> hooks = new LinkedBlockingQueue<>();
    HttpServer sink = sink(hooks);
    try (PalaverServer server =
        PalaverServer.start(options(hook(sink.getAddress().getPort(), true)))) {
      post(server, "/api/voice/report", report());

      Hook hook = hooks.poll(10, TimeUnit.SECONDS);
      assertThat(hook).isNotNull();
      JsonNode alert = JSON.readTree(hook.body()).path("alert");
      assertThat(alert.path("kind").asString()).isEqualTo("report_filed");
      assertThat(alert.path("room_id").asString()).isEqualTo("materie-1");
      assertThat(hook.body()).doesNotContain("troll", "u2");
      String secret = Files.readString(folder.resolve(MonitoringParts.SECRET_FILE));
      long at = Long.parseLong(hook.signature().substring(2, hook.signature().indexOf(',')));
      assertThat(hook.signature()).isEqualTo(Signature.of(secret, at, hook.body().getBytes(UTF_8)));
      assertThat(pageWith(server, "deliveries_total\\{result=\"delivered\"} 1"))
          .contains("palaver_alerts_total{kind=\"report_filed\"} 1.0");
    } finally {
      sink.stop(0);
    }
    List<String> kinds =
        Jdbi.create("jdbc:sqlite:" + folder.resolve("palaver.db"))
            .withHandle(h -> h.createQuery("SELECT kind FROM alerts").mapTo(String.class).list());
    assertThat(kinds).containsExactly("report_filed");
  }

  @Test
  void aPrivateWebhookIsRefusedUnlessItIsAllowed() throws Exception {
    BlockingQueue<Hook> hooks = new LinkedBlockingQueue<>();
    HttpServer sink = sink(hooks);
    try (PalaverServer server =
        PalaverServer.start(options(hook(sink.getAddress().getPort(), false)))) {
      post(server, "/api/voice/report", report());
      assertThat(pageWith(server, "deliveries_total\\{result=\"given_up\"} 1"))
          .contains("palaver_webhook_deliveries_total{result=\"delivered\"} 0.0");
    } finally {
      sink.stop(0);
    }
    assertThat(hooks).isEmpty();
  }

  @Test
  void aWrongDsnStopsTheStartAndIsNotRepeated() {
    MonitoringOptions wrong = new MonitoringOptions(List.of(), null, false, "https://x:secret@y");
    assertThatThrownBy(() -> PalaverServer.start(options(wrong)))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("--sentry-dsn")
        .hasMessageNotContaining("secret");
  }

  private static MonitoringOptions hook(int port, boolean privateAllowed) {
    return new MonitoringOptions(
        List.of(HookTarget.parse("http://127.0.0.1:" + port + "/")), null, privateAllowed, null);
  }

  private static HttpServer sink(BlockingQueue<Hook> hooks) throws IOException {
    HttpServer sink =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sink.createContext("/", exchange -> take(exchange, hooks));
    sink.start();
    return sink;
  }

  private static void take(HttpExchange exchange, BlockingQueue<Hook> hooks) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      hooks.add(new Hook(exchange.getRequestHeaders().getFirst(Signature.HEADER), body));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private static void sendGarbage(int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] garbage = "\u00ffgarbage".getBytes(ISO_8859_1);
      socket.send(
          new DatagramPacket(garbage, garbage.length, InetAddress.getLoopbackAddress(), port));
    }
  }

  private static Map<String, Object> report() {
    return Map.of(
        "world",
        "materie",
        "room_id",
        "materie-1",
        "user_id",
        "u1",
        "reported_user_id",
        "u2",
        "reported_username",
        "troll",
        "reason",
        "noise");
  }

  /// The page once a line of it matches; figures of media threads come every five seconds.
  private String pageWith(PalaverServer server, String expression) throws Exception {
    Pattern wanted = Pattern.compile(expression);
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    String page = "";
    while (System.nanoTime() - deadlineNs < 0) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + server.address().getPort() + "/metrics"))
              .build();
      page = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      if (wanted.matcher(page).find()) {
        return page;
      }
    }
    throw new AssertionError("nothing like " + expression + " in " + page);
  }

  private JsonNode join(PalaverServer server, String user) throws Exception {
    return post(
        server,
        "/api/voice/join",
        Map.of("room_id", "materie-1", "user_id", user, "username", "Ada", "world", "materie"));
  }

  private JsonNode post(PalaverServer server, String path, Map<String, Object> body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .header("Authorization", "Bearer " + Files.readString(folder.resolve("api-key")))
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private ServerOptions options(MonitoringOptions monitoring) {
    return new ServerOptions(
        "127.0.0.1",
        0,
        "127.0.0.1",
        0,
        1,
        null,
        List.of(),
        List.of(),
        folder,
        null,
        new TlsChoice.Off(),
        monitoring);
  }
}
