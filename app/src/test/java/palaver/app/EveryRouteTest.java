// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.ServerOptions.TlsChoice;
import palaver.identity.Totp;
import palaver.store.Database;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A day of a community, told to the whole server by REST: every route of the API answers with
/// success once at least, on either database. A new route must be part of the day.
@DisplayName("Every route on a whole server")
final class EveryRouteTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PASSWORD = "correct horse battery";
  private static final List<String> REPORTS =
      List.of(
          "summary",
          "users",
          "rooms",
          "capacity",
          "peak-times",
          "concurrency",
          "trends",
          "quality",
          "actions",
          "action-days",
          "moderated-users",
          "response-times",
          "anomalies");
  private static final String WORLD = "materie";
  private static final String ROOM = "materie-1";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> called = new TreeSet<>();
  private URI address = URI.create("http://localhost");
  private String key = "";

  @Test
  void onSqlite() throws Exception {
    aDay(null);
  }

  @Test
  void onPostgresql() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("fsync", "off")
            .start()) {
      aDay(
          Database.Postgres.parse(
              "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres"));
    }
  }

  private void aDay(@Nullable Database database) throws Exception {
    try (PalaverServer server = PalaverServer.start(options(database))) {
      address = server.address();
      key = Files.readString(folder.resolve("api-key")).strip();
      String admin = firstAdmin(server);
      people(admin);
      records(admin);
      moderation(admin);
      desks(admin);
      ends(admin);
      assertThat(called).containsExactlyInAnyOrderElementsOf(described());
    }
  }

  /// The first admin comes in, with a second factor that is open for ten minutes.
  private String firstAdmin(PalaverServer server) throws Exception {
    assertThat(get("/api/health", null).path("status").asString()).isEqualTo("ok");
    String page = String.valueOf(server.firstAdminLink());
    String link = page.substring(page.indexOf('#') + 1);
    post("/api/first-admin", null, Map.of("link", link, "name", "ada", "password", PASSWORD));
    JsonNode login = post("/api/account/login", null, Map.of("name", "ada", "password", PASSWORD));
    String admin = login.path("token").asString();
    JsonNode enrolled =
        post("/api/account/second-factor/enrol", admin, Map.of("password", PASSWORD));
    byte[] secret = base32(enrolled.path("secret").asString());
    InstantSource clock = InstantSource.system();
    String now = Totp.code(secret, clock.instant());
    assertThat(
            post("/api/account/second-factor/confirm", admin, Map.of("code", now))
                .path("recovery_codes"))
        .hasSize(10);
    // A step is good once: the next one is within its tolerance.
    String next = Totp.code(secret, clock.instant().plusSeconds(30));
    post("/api/account/second-factor", admin, Map.of("code", next));
    assertThat(get("/api/account", admin).path("second_factor_open").asBoolean()).isTrue();
    return admin;
  }

  /// RFC 4648, section 6.
  private static byte[] base32(String text) {
    BigInteger bits = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(i));
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(value));
    }
    byte[] secret = new byte[5 * text.length() / 8];
    for (int i = secret.length - 1; i >= 0; i--) {
      secret[i] = bits.byteValue();
      bits = bits.shiftRight(8);
    }
    return secret;
  }

  /// Two members and a guest.
  private void people(String admin) throws Exception {
    assertThat(post("/api/voice/guest", key, Map.of("world", WORLD)).path("ticket").asString())
        .isNotEmpty();
    JsonNode token =
        post("/api/voice/token", key, Map.of("user_id", "u1", "world", WORLD, "room_id", ROOM));
    String own = token.path("token").asString();
    JsonNode joined = join(own, "u1", "Ada");
    String session = joined.path("session_id").asString();
    assertThat(join(key, "u2", "Ben").path("current_participant_count").asInt()).isEqualTo(2);
    Map<String, String> start =
        Map.of(
            "session_id",
            session,
            "room_id",
            ROOM,
            "user_id",
            "u1",
            "username",
            "Ada",
            "world",
            WORLD);
    post("/api/admin/voice-session/start", own, start);
    assertThat(get("/api/voice/rooms/{world}", own, WORLD).path("rooms")).isNotEmpty();
    get("/api/voice/rooms/{world}/{room_id}", own, WORLD, ROOM);
    get("/api/voice/chat/{world}/{room_id}", own, WORLD, ROOM);
    assertThat(get("/api/admin/voice-calls/{world}", admin, WORLD).path("calls")).hasSize(1);
    assertThat(get("/api/voice/my-data", own).path("user_id").asString()).isEqualTo("u1");
    report(own);
    post("/api/admin/observe", admin, Map.of("world", WORLD, "room_id", ROOM));
    post(
        "/api/admin/voice-session/end",
        own,
        Map.of("session_id", session, "room_id", ROOM, "user_id", "u1"));
    post("/api/voice/leave", own, Map.of("session_id", session));
  }

  private JsonNode join(String bearer, String user, String name) throws Exception {
    return post(
        "/api/voice/join",
        bearer,
        Map.of("room_id", ROOM, "user_id", user, "username", name, "world", WORLD));
  }

  private void report(String bearer) throws Exception {
    post(
        "/api/voice/report",
        bearer,
        Map.of(
            "world",
            WORLD,
            "room_id",
            ROOM,
            "user_id",
            "u1",
            "reported_user_id",
            "u2",
            "reason",
            "shouts"));
  }

  private void records(String admin) throws Exception {
    assertThat(get("/api/admin/sessions", admin).path("sessions")).hasSize(2);
    assertThat(get("/api/admin/call-history/{world}", admin, WORLD).path("success").asBoolean())
        .isTrue();
    assertThat(
            get("/api/admin/user-profile/{user_id}", admin, "u1").at("/user/total_calls").asInt())
        .isEqualTo(1);
    assertThat(get("/api/admin/timeline/{world}/{room_id}", admin, WORLD, ROOM).path("events"))
        .isNotEmpty();
    for (String report : REPORTS) {
      JsonNode answer = get("/api/admin/analytics/{report}", admin, report);
      assertThat(answer.path("columns")).as(report).isNotEmpty();
    }
    assertThat(get("/api/admin/export/sessions", admin)).isNotEmpty();
    assertThat(get("/api/admin/people/{user_id}/export", admin, "u1").path("data")).isNotEmpty();
  }

  private void moderation(String admin) throws Exception {
    Map<String, String> ben =
        Map.of("world", WORLD, "room_id", ROOM, "user_id", "u2", "reason", "shouts");
    for (String action : List.of("mute", "unmute", "warn", "kick")) {
      post("/api/admin/moderation/{action}", admin, ben, action);
    }
    post("/api/admin/moderation/ban", admin, ben);
    assertThat(get("/api/admin/sanctions/{world}", admin, WORLD).path("sanctions")).hasSize(2);
    post("/api/admin/moderation/unban", admin, ben);
    post(
        "/api/admin/action/log",
        admin,
        Map.of("action_type", "warn", "target_user_id", "u2", "world", WORLD, "reason", "again"));
    assertThat(get("/api/admin/actions/{world}", admin, WORLD).path("actions"))
        .hasSizeGreaterThanOrEqualTo(7);
    String report =
        get("/api/admin/reports/{world}", admin, WORLD).at("/reports/0/report_id").asString();
    JsonNode changed =
        post(
            "/api/admin/reports/{report_id}",
            admin,
            Map.of("state", "resolved", "note", "spoke with Ben"),
            report);
    assertThat(changed.at("/report/state").asString()).isEqualTo("resolved");
    String alert = get("/api/admin/alerts", admin).at("/alerts/0/alert_id").asString();
    post("/api/admin/alerts/{alert_id}/acknowledge", admin, null, alert);
    JsonNode audit = get("/api/admin/audit", admin);
    assertThat(audit.path("entries")).hasSizeGreaterThan(8);
  }

  private void desks(String admin) throws Exception {
    assertThat(get("/api/admin/worlds", admin).path("worlds")).isNotEmpty();
    patch("/api/admin/worlds/{world}", admin, Map.of("open_to_guests", false), WORLD);
    patch(
        "/api/admin/worlds/{world}/rooms/{room_id}",
        admin,
        Map.of("room_name", "Workshop"),
        WORLD,
        ROOM);
    post("/api/admin/worlds", admin, Map.of("world", "sound"));
    post(
        "/api/admin/worlds/{world}/rooms",
        admin,
        Map.of("room_id", "sound-1", "room_name", "Studio", "max_participants", 4),
        "sound");
    call("DELETE", "/api/admin/worlds/{world}/rooms/{room_id}", admin, null, "sound", "sound-1");
    call("DELETE", "/api/admin/worlds/{world}", admin, null, "sound");
    post(
        "/api/admin/accounts",
        admin,
        Map.of("name", "mo", "password", PASSWORD, "role", "moderator"));
    post("/api/admin/accounts/{name}/role", admin, Map.of("role", "user"), "mo");
    post("/api/admin/accounts/{name}/disable", admin, null, "mo");
    assertThat(get("/api/admin/accounts", admin).path("accounts")).hasSize(2);
    post("/api/admin/keys", admin, Map.of("name", "bot", "scopes", List.of("voice")));
    String bot = "";
    for (JsonNode one : get("/api/admin/keys", admin).path("keys")) {
      bot = "bot".equals(one.path("name").asString()) ? one.path("id").asString() : bot;
    }
    post("/api/admin/keys/{id}/rotate", admin, Map.of("overlap_seconds", 60), bot);
    post("/api/admin/keys/{id}/revoke", admin, null, bot);
  }

  private void ends(String admin) throws Exception {
    post("/api/admin/people/{user_id}/erase", admin, null, "u2");
    post(
        "/api/account/password",
        admin,
        Map.of("password", PASSWORD, "new_password", "battery horse correct"));
    JsonNode again =
        post(
            "/api/account/login", null, Map.of("name", "ada", "password", "battery horse correct"));
    post("/api/account/logout", again.path("token").asString(), null);
  }

  private Set<String> described() throws Exception {
    Set<String> routes = new TreeSet<>();
    JsonNode document = JSON.readTree(send("GET", "/openapi.json", null, null).body());
    for (var path : document.path("paths").properties()) {
      for (String method : path.getValue().propertyNames()) {
        routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }
    return routes;
  }

  private JsonNode get(String route, @Nullable String bearer, String... values) throws Exception {
    return call("GET", route, bearer, null, values);
  }

  private JsonNode post(
      String route, @Nullable String bearer, @Nullable Object body, String... values)
      throws Exception {
    return call("POST", route, bearer, body, values);
  }

  private void patch(String route, String bearer, Object body, String... values) throws Exception {
    call("PATCH", route, bearer, body, values);
  }

  private JsonNode call(
      String method, String route, @Nullable String bearer, @Nullable Object body, String... values)
      throws Exception {
    String path = route;
    for (String value : values) {
      path = path.replaceFirst("\\{[a-z_]+}", value);
    }
    HttpResponse<String> answer = send(method, path, bearer, body);
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(200);
    called.add(method + " " + route);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable String bearer, @Nullable Object body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    String json = body == null ? "" : JSON.writeValueAsString(body);
    request.header("Content-Type", "application/json");
    request.method(method, HttpRequest.BodyPublishers.ofString(json));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private ServerOptions options(@Nullable Database database) {
    return new ServerOptions(
        "127.0.0.1",
        0,
        null,
        0,
        1,
        null,
        List.of(),
        List.of(),
        folder,
        database,
        new TlsChoice.Off(),
        MonitoringOptions.QUIET);
  }
}
