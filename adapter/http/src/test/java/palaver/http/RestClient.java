// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Calls a server as a program or as a browser's page.
///
/// @param headers sent with each call, name and value in turn
record RestClient(String base, List<String> headers) {
  static final JsonMapper JSON = JsonMapper.builder().build();
  static final HttpClient HTTP = HttpClient.newHttpClient();

  RestClient {
    headers = List.copyOf(headers);
  }

  RestClient(String base) {
    this(base, List.of());
  }

  /// What came back.
  record Response(int status, String body, HttpResponse<String> http) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String text(String field) {
      return json().path(field).asString();
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    List<String> fields() {
      return List.copyOf(json().propertyNames());
    }
  }

  RestClient with(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new RestClient(base, more);
  }

  RestClient bearer(String token) {
    return with("Authorization", "Bearer " + token);
  }

  RestClient withKey() {
    return bearer(ServerFixture.API_KEY);
  }

  /// As a page that the server itself served.
  RestClient asPage() {
    return with("Origin", base);
  }

  Response get(String path) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  Response post(String path, String body) {
    return send("POST", path, HttpRequest.BodyPublishers.ofString(body));
  }

  Response send(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.method(method, body).build(), HttpResponse.BodyHandlers.ofString());
      return new Response(response.statusCode(), response.body(), response);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// A guest ticket for this page.
  Response guest() {
    return asPage().post("/api/voice/guest", "{}");
  }

  Response join(String world, String room, String userId, String username) {
    return post("/api/voice/join", joinBody(world, room, userId, username).toString());
  }

  Response leave(String sessionId) {
    return post(
        "/api/voice/leave", JSON.createObjectNode().put("session_id", sessionId).toString());
  }

  static ObjectNode joinBody(String world, String room, String userId, String username) {
    return JSON.createObjectNode()
        .put("room_id", room)
        .put("user_id", userId)
        .put("username", username)
        .put("world", world);
  }
}
