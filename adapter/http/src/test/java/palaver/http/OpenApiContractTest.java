// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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

  private void assertShape(String schema, JsonNode real) {
    JsonNode properties = document.at("/components/schemas/" + schema + "/properties");
    assertThat(properties.propertyNames())
        .as(schema)
        .containsExactlyInAnyOrderElementsOf(List.copyOf(real.propertyNames()));
  }
}
