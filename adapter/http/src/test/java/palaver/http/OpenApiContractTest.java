// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The OpenAPI document says what the server does (R047).
class OpenApiContractTest {
  private final ServerFixture fixture = new ServerFixture();
  private final RestClient server = fixture.rest().withKey();
  private final JsonNode document = fixture.rest().get("/openapi.json").json();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void everyRouteIsDescribed() {
    Set<String> described = new TreeSet<>();
    for (var path : document.path("paths").properties()) {
      for (String method : path.getValue().propertyNames()) {
        described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }
    assertThat(fixture.server.apiRoutes()).hasSizeGreaterThanOrEqualTo(43);
    assertThat(described).containsExactlyInAnyOrderElementsOf(fixture.server.apiRoutes());
  }

  @Test
  void theDocumentNamesTheServer() {
    assertThat(document.path("openapi").asString()).startsWith("3.");
    assertThat(document.at("/info/title").asString()).isEqualTo("Palaver");
    assertThat(document.at("/info/version").asString()).isEqualTo("0.1-test");
    assertThat(document.at("/components/securitySchemes/bearer/scheme").asString())
        .isEqualTo("bearer");
  }

  @Test
  void theShapesAreThoseOfRealAnswers() {
    RestClient.Response join = server.join("materie", "hall", "u1", "Ada");
    assertShape("JoinAnswer", join.json());
    assertShape("JoinedParticipant", join.json().at("/participants/0"));
    RestClient.Response rooms = server.get("/api/voice/rooms/materie");
    assertShape("RoomsAnswer", rooms.json());
    assertShape("RoomEntry", rooms.json().at("/rooms/0"));
    assertShape("LeaveAnswer", server.leave(join.text("session_id")).json());
    assertShape("GuestAnswer", fixture.rest().guest().json());
    assertShape("HealthAnswer", server.get("/api/health").json());
    assertShape("ErrorAnswer", server.leave("unknown").json());
    assertShape("JoinRequest", RestClient.joinBody("materie", "hall", "u1", "Ada"));
  }

  @Test
  void everyFieldHasAnExampleOfItsType() {
    List<String> wrong = new ArrayList<>();
    for (var schema : document.at("/components/schemas").properties()) {
      JsonNode example = schema.getValue().path("example");
      for (var field : schema.getValue().path("properties").properties()) {
        JsonNode value = example.path(field.getKey());
        if (!isOf(field.getValue(), value)) {
          wrong.add(schema.getKey() + "." + field.getKey() + " = " + value);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isOf(JsonNode described, JsonNode value) {
    if (value.isNull()) {
      return described.path("nullable").asBoolean(false);
    }
    return switch (described.path("type").asString("object")) {
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" ->
          value.isArray()
              && value.values().stream().allMatch(each -> isOf(described.path("items"), each));
      default -> value.isObject();
    };
  }

  @Test
  void theReadablePageHasEveryCallAndAsksNobodyElseForAnything() {
    RestClient.Response page = fixture.rest().get("/docs/api");
    assertThat(page.body().indexOf("<h1>")).isPositive().isLessThan(page.body().indexOf("<nav"));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html").endsWith("charset=utf-8");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    for (var path : document.path("paths").properties()) {
      assertThat(page.body()).contains("<code>" + path.getKey() + "</code>");
    }
    for (String schema : document.at("/components/schemas").propertyNames()) {
      assertThat(page.body()).contains("id=\"schema-" + schema + "\"");
    }
    assertThat(page.body()).doesNotContain("<script").doesNotContain("style=");
    Matcher links = Pattern.compile("(?:href|src)=\"([^\"]*)\"").matcher(page.body());
    assertThat(links.results().map(found -> found.group(1)))
        .isNotEmpty()
        .allSatisfy(link -> {
          assertThat(link).matches("#.+|/docs/api\\.css|/openapi\\.json");
          if (link.startsWith("#")) {
            assertThat(page.body()).contains("id=\"" + link.substring(1) + "\"");
          }
        });
    assertThat(fixture.rest().get("/docs/api.css").header("Content-Type")).startsWith("text/css");
  }

  private void assertShape(String schema, JsonNode real) {
    JsonNode properties = document.at("/components/schemas/" + schema + "/properties");
    assertThat(properties.propertyNames())
        .as(schema)
        .containsExactlyInAnyOrderElementsOf(List.copyOf(real.propertyNames()));
  }
}
