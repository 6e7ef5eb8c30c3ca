// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.ServerOptions.TlsChoice;
import palaver.app.start.StartFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The whole server in one process")
final class PalaverServerTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aReadyServerIsHealthyAndSaysWhere() throws Exception {
    try (PalaverServer server = PalaverServer.start(options(0, 0))) {
      StringWriter said = new StringWriter();
      ServerRun.announce(server, new PrintWriter(said));

      assertThat(said.toString().lines())
          .containsExactly(
              "Palaver is ready: http://localhost:" + server.address().getPort(),
              "Media ports (UDP): "
                  + server.mediaPorts().get(0)
                  + ", "
                  + server.mediaPorts().get(1),
              "There is no admin yet. Make the first one within an hour: "
                  + server.firstAdminLink());
      HttpResponse<String> health = get(server, "/api/health");
      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(health.body()).get("status").asString()).isEqualTo("ok");
    }
  }

  @Test
  void aJoinWithTheServersKeyIsARowAndALeaveEndsIt() throws Exception {
    try (PalaverServer server = PalaverServer.start(options(0, 0))) {
      JsonNode joined = join(server, "u1");

      assertThat(joined.get("success").asBoolean()).isTrue();
      assertThat(joined.get("current_participant_count").asInt()).isEqualTo(1);
      String session = joined.get("session_id").asString();
      assertThat(row(session)).containsEntry("left_at", null).containsEntry("user_id", "u1");

      post(server, "/api/voice/leave", Map.of("session_id", session));

      assertThat(row(session)).containsEntry("end_reason", "left");
      assertThat(row(session).get("left_at")).isNotNull();
    }
  }

  @Test
  void aServerThatStopsEndsItsSessions() throws Exception {
    String session;
    try (PalaverServer server = PalaverServer.start(options(0, 0))) {
      session = join(server, "u1").get("session_id").asString();
    }

    assertThat(row(session)).containsEntry("end_reason", "server_stopping");
  }

  @Test
  void aSecondServerOnTheSameDataFolderIsRefused() throws Exception {
    try (PalaverServer first = PalaverServer.start(options(0, 0))) {
      assertThat(first.mediaPorts()).hasSize(2);
      assertRefused(options(0, 0), "another server runs on the data folder");
    }
    PalaverServer.start(options(0, 0)).close();
  }

  @Test
  void aBusyHttpPortIsRefusedAndEverythingElseIsFreed() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(options(busy.getLocalPort(), 0), String.valueOf(busy.getLocalPort()));
    }
    PalaverServer.start(options(0, 0)).close();
  }

  @Test
  void aBusyMediaPortIsRefusedAndEverythingElseIsFreed() throws Exception {
    try (DatagramSocket busy = new DatagramSocket()) {
      assertRefused(options(0, busy.getLocalPort()), String.valueOf(busy.getLocalPort()));
    }
    PalaverServer.start(options(0, 0)).close();
  }

  private void assertRefused(ServerOptions options, String told) {
    assertThatThrownBy(() -> PalaverServer.start(options))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(told);
  }

  private ServerOptions options(int port, int mediaPort) {
    return new ServerOptions(
        "127.0.0.1",
        port,
        null,
        mediaPort,
        2,
        null,
        List.of(),
        List.of(),
        folder,
        null,
        new TlsChoice.Off(),
        MonitoringOptions.QUIET);
  }

  private JsonNode join(PalaverServer server, String user) throws Exception {
    return JSON.readTree(
        post(
                server,
                "/api/voice/join",
                Map.of(
                    "room_id", "materie-1", "user_id", user, "username", "Ada", "world", "materie"))
            .body());
  }

  private HttpResponse<String> get(PalaverServer server, String path) throws Exception {
    URI uri = server.address().resolve(path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(PalaverServer server, String path, Object body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .header("Authorization", "Bearer " + Files.readString(folder.resolve("api-key")))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private Map<String, Object> row(String session) {
    return Jdbi.create("jdbc:sqlite:" + folder.resolve("palaver.db"))
        .withHandle(handle ->
            handle
                .createQuery("SELECT * FROM voice_sessions WHERE session_id = :session")
                .bind("session", session)
                .mapToMap()
                .one());
  }
}
