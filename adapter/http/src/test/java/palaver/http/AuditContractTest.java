// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import palaver.identity.Role;
import tools.jackson.databind.JsonNode;

/// `GET /api/admin/audit`: the log for admins, with the verdict on it.
class AuditContractTest {
  private final ServerFixture fixture = new ServerFixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void anAdminReadsTheLogAndWhetherItIsWhole() {
    fixture.rest().withKey().join("materie", "hall", "u1", "Ada");
    RestClient admin = fixture.confirmed(Role.ADMIN);
    assertThat(
            admin
                .post("/api/admin/observe", "{\"world\":\"materie\",\"room_id\":\"hall\"}")
                .status())
        .isEqualTo(200);

    RestClient.Response answer = admin.get("/api/admin/audit?limit=1");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.fields())
        .containsExactlyInAnyOrder("success", "entries", "verification", "next");
    JsonNode newest = answer.json().at("/entries/0");
    assertThat(newest.path("action").asString()).isEqualTo("observe");
    assertThat(newest.path("hash").asString()).hasSize(64);
    assertThat(answer.json().at("/verification/whole").asBoolean()).isTrue();
    assertThat(answer.json().at("/verification/defect").isNull()).isTrue();
  }

  @Test
  void aModeratorDoesNotReadIt() {
    assertThat(fixture.loggedIn(Role.MODERATOR).get("/api/admin/audit").status()).isEqualTo(403);
  }
}
