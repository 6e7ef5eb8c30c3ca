// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.http.JoinContractTest.assertRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import palaver.identity.Grant;
import palaver.identity.Role;

/// What people may ask about their own data, and admins about anybody's.
class PersonContractTest {
  private final ServerFixture fixture = new ServerFixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void everybodySeesTheirOwnDataWithTheTokenTheyHave() {
    RestClient.Response own = fixture.participant("u1", Grant.JOIN).get("/api/voice/my-data");
    assertThat(own.fields()).containsExactlyInAnyOrder("success", "user_id", "at", "data");
    assertThat(own.json().at("/data/users/0/user_id").asString()).isEqualTo("u1");

    RestClient.Response ticket = fixture.rest().guest();
    RestClient.Response guest =
        fixture.rest().bearer(ticket.text("ticket")).get("/api/voice/my-data");
    assertThat(guest.text("user_id")).isEqualTo(ticket.text("user_id"));
    assertThat(fixture.loggedIn(Role.USER).get("/api/voice/my-data").text("user_id"))
        .isEqualTo("user");
    assertRefused(fixture.rest().withKey().get("/api/voice/my-data"), 403, "FORBIDDEN");
  }

  @Test
  void anAdminSeesAnybodysDataWithASecondFactor() {
    String path = "/api/admin/people/u1/export";
    assertThat(
            fixture.confirmed(Role.ADMIN).get(path).json().at("/data/users/0/user_id").asString())
        .isEqualTo("u1");
    assertRefused(fixture.loggedIn(Role.ADMIN).get(path), 403, "SECOND_FACTOR_REQUIRED");
    assertRefused(fixture.confirmed(Role.MODERATOR).get(path), 403, "FORBIDDEN");
  }

  @Test
  void anErasedPersonIsGone() {
    RestClient admin = fixture.confirmed(Role.ADMIN);
    assertThat(admin.post("/api/admin/people/u1/erase", "{}").status()).isEqualTo(200);
    assertThat(admin.get("/api/admin/people/u1/export").json().path("data")).isEmpty();
    assertRefused(admin.post("/api/admin/people/u1/erase", "{}"), 404, "NOT_FOUND");
    assertRefused(admin.post("/api/admin/people/root/erase", "{}"), 409, "LAST_ADMIN");
  }
}
