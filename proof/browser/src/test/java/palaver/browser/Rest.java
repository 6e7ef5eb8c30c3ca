// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The REST API as a host's own server calls it, with the API key.
final class Rest {

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.builder().build();
  private final URI address;
  private final String apiKey;

  Rest(ServerProcess server) {
    address = server.address();
    apiKey = server.apiKey();
  }

  /// A status and a JSON body.
  record Reply(int status, JsonNode body) {}

  Reply join(String world, String room, String userId, String username) {
    return post(
        "/api/voice/join",
        Map.of("room_id", room, "user_id", userId, "username", username, "world", world));
  }

  /// A guest ticket for a person whom the host's own server knows.
  String guest() {
    return post("/api/voice/guest", Map.of()).body().path("ticket").asString();
  }

  Reply leave(String sessionId) {
    return post("/api/voice/leave", Map.of("session_id", sessionId));
  }

  private Reply post(String path, Map<String, String> body) {
    return send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
  }

  Reply get(String path) {
    return send(HttpRequest.newBuilder(address.resolve(path)).GET());
  }

  /// How many people the server counts in a room.
  int participantCount(String world, String room) {
    for (JsonNode each : get("/api/voice/rooms/" + world).body().get("rooms")) {
      if (each.get("room_id").asString().equals(room)) {
        return each.get("participant_count").asInt();
      }
    }
    return 0;
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(
              request.header("Authorization", "Bearer " + apiKey).build(),
              HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), json.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
