// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import palaver.identity.Grant;
import palaver.identity.Role;

/// Every role at every route (R053). The rows are in `authorization.txt`; the routes are those of
/// the OpenAPI document, so that a new route without a row fails here.
class AuthorizationMatrixTest {
  private static final List<String> CALLERS =
      List.of("none", "guest", "partic", "user", "mod", "mod+", "admin", "admin+", "bare", "key");

  private final ServerFixture fixture = new ServerFixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void everyRoleIsLetInExactlyWhereTheTableSaysSo() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, List<String>> row : table().entrySet()) {
      // Afresh for each row: a log-out in one must not be seen in the next.
      List<RestClient> callers = callers();
      for (int i = 0; i < CALLERS.size(); i++) {
        String caller = CALLERS.get(i);
        String verdict = verdict(callers.get(i), row.getKey());
        if (!verdict.equals(row.getValue().get(i))) {
          wrong.add(row.getKey() + " as " + caller + " is " + verdict);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyRouteHasItsRow() throws IOException {
    List<String> described = new ArrayList<>();
    for (var path : fixture.rest().get("/openapi.json").json().path("paths").properties()) {
      for (String method : path.getValue().propertyNames()) {
        described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }
    assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(described);
  }

  /// In the order of [#CALLERS].
  private List<RestClient> callers() {
    RestClient nobody = fixture.rest();
    return List.of(
        nobody,
        nobody.bearer(nobody.guest().text("ticket")),
        fixture.participant("sent", Grant.values()),
        fixture.loggedIn(Role.USER),
        fixture.loggedIn(Role.MODERATOR),
        fixture.confirmed(Role.MODERATOR),
        fixture.loggedIn(Role.ADMIN),
        fixture.confirmed(Role.ADMIN),
        nobody.bearer(ServerFixture.BARE_KEY),
        nobody.withKey());
  }

  /// An empty call: whoever is let in is told what is missing in it.
  private static String verdict(RestClient caller, String route) {
    String[] parts = route.split(" ", 2);
    // Whatever is removed here would be missing in the next row.
    String world = parts[0].equals("DELETE") ? "nowhere" : "materie";
    String path = parts[1].replace("{world}", world).replaceAll("\\{\\w+}", "x");
    RestClient.Response answer =
        caller.send(
            parts[0],
            path,
            parts[0].equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
    return switch (answer.status()) {
      case 401 -> "401";
      case 403 -> answer.text("error").equals("SECOND_FACTOR_REQUIRED") ? "2fa" : "403";
      default -> answer.status() < 500 ? "in" : "broken: " + answer.body();
    };
  }

  private static Map<String, List<String>> table() throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    try (InputStream file =
        AuthorizationMatrixTest.class.getResourceAsStream("authorization.txt")) {
      assertThat(file).isNotNull();
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
        String[] cells = line.strip().split(" +", -1);
        assertThat(cells).as(line).hasSize(2 + CALLERS.size());
        rows.put(cells[0] + " " + cells[1], Arrays.asList(cells).subList(2, cells.length));
      }
    }
    return rows;
  }
}
