// SPDX-License-Identifier: Apache-2.0
package palaver.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The server's REST API, as far as a room client needs it.
final class RoomService {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http;

  RoomService(HttpClient http) {
    this.http = http;
  }

  /// What a join gives (docs/protocol-signaling.md, section 1).
  ///
  /// @param signaling where the WebSocket is
  /// @param ticket opens the WebSocket; a secret
  record Joined(String sessionId, URI signaling, String ticket, int slots) {}

  /// @throws JoinRefused when the server says no
  Joined join(Invitation invitation) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("room_id", invitation.roomId());
    request.put("user_id", invitation.userId());
    request.put("username", invitation.username());
    request.put("world", invitation.world());
    JsonNode answer = post(invitation, "/api/voice/join", JSON.writeValueAsString(request));
    if (!answer.path("success").asBoolean()) {
      throw new JoinRefused(answer.path("error").asString(), answer.path("message").asString());
    }
    URI base = invitation.server();
    URI http = base.resolve(answer.path("signaling_url").asString());
    String scheme = "https".equals(http.getScheme()) ? "wss" : "ws";
    return new Joined(
        answer.path("session_id").asString(),
        URI.create(scheme + "://" + http.getAuthority() + http.getPath()),
        answer.path("signaling_ticket").asString(),
        answer.path("slots").asInt());
  }

  private JsonNode post(Invitation invitation, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(invitation.server().resolve(path))
            .header("Authorization", "Bearer " + invitation.token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
