// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A moderator of a running server, with a token that counts as a second factor.
final class Moderator {

  static final String PASSWORD = "a long password of mo";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServerProcess server;
  private final String token;

  private Moderator(ServerProcess server, String token) {
    this.server = server;
    this.token = token;
  }

  /// Adds the account `mo` to a server, which may run.
  static void add(Path data) {
    add(data, "moderator");
  }

  /// The same with a role.
  static void add(Path data, String role) {
    admin(
        "a long password of mo",
        "user",
        "add",
        "mo",
        "--role",
        role,
        "--password-stdin",
        "--data",
        data.toString());
  }

  static Moderator of(ServerProcess server, Path data) {
    return new Moderator(server, admin("", "token", "mo", "--data", data.toString()).strip());
  }

  private static String admin(String input, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("palaver.app.Main", "admin"));
    command.addAll(List.of(words));
    try {
      Process process = new ProcessBuilder(command).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("palaver admin " + List.of(words) + " failed");
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Does `action` to somebody in a room of `materie`.
  void act(String action, String room, String userId) {
    String body =
        "{\"world\":\"materie\",\"room_id\":\"%s\",\"user_id\":\"%s\",\"reason\":\"noise\",\"seconds\":600}"
            .formatted(room, userId);
    send("POST", "/api/admin/moderation/" + action, body);
  }

  /// Makes a room of `materie` one whose browsers connect to each other, which only who runs the
  /// server does.
  void makeMesh(String room) {
    change(
        "/api/admin/worlds/materie/rooms/" + room,
        "{\"topology\":\"mesh\",\"max_participants\":5}");
  }

  /// Changes what a path of the admin API stands for.
  private void change(String path, String body) {
    send("PATCH", path, body);
  }

  private void send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
