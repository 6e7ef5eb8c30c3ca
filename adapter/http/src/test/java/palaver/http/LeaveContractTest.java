// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.http.JoinContractTest.assertRefused;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import palaver.http.json.Wire;
import palaver.rooms.EndReason;
import palaver.rooms.SessionEnd;

/// Leaving over REST: by token, by the ticket of a page that goes away, and twice.
class LeaveContractTest {
  private final ServerFixture fixture = new ServerFixture();
  private final RestClient rest = fixture.rest();
  private final RestClient server = rest.withKey();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void leaveNeedsOnlyTheSessionAndAnswersWhatTheRowHas() { // R019, R030
    String session = server.join("materie", "hall", "u1", "Ada").text("session_id");
    fixture.now.updateAndGet(now -> now.plus(Duration.ofSeconds(3)));

    RestClient.Response left = server.leave(session);

    assertThat(left.status()).isEqualTo(200);
    assertThat(left.fields())
        .containsExactlyInAnyOrder(
            "success",
            "session_id",
            "duration_seconds",
            "left_at",
            "persisted",
            "message",
            "timestamp");
    SessionEnd end = fixture.records.end(session);
    assertThat(end.reason()).isEqualTo(EndReason.LEFT);
    assertThat(left.text("session_id")).isEqualTo(session);
    assertThat(left.text("left_at")).isEqualTo(Wire.iso(fixture.now.get()));
    assertThat(left.text("left_at")).isEqualTo(Wire.iso(end.leftAt()));
    assertThat(left.json().path("duration_seconds").longValue()).isEqualTo(end.durationSeconds());
  }

  @Test
  void aSecondLeaveAnswersTheSameEnd() {
    String session = server.join("materie", "hall", "u1", "Ada").text("session_id");
    RestClient.Response first = server.leave(session);
    fixture.now.updateAndGet(now -> now.plus(Duration.ofMinutes(1)));
    RestClient.Response second = server.leave(session);

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text("left_at")).isEqualTo(first.text("left_at"));
  }

  @Test
  void aSessionNobodyKnowsIsNotFound() {
    assertRefused(server.leave("00000000-0000-4000-8000-000000000000"), 404, "SESSION_NOT_FOUND");
    assertRefused(server.leave("a/b"), 400, "BAD_REQUEST");
    assertRefused(server.post("/api/voice/leave", "{}"), 400, "BAD_REQUEST");
  }

  @Test
  void aGuestEndsTheirOwnSessionOnly() {
    String other = server.join("materie", "hall", "u1", "Ada").text("session_id");
    RestClient.Response ticket = rest.guest();
    RestClient guest = rest.bearer(ticket.text("ticket"));
    String own = guest.join("materie", "hall", ticket.text("user_id"), "Guest").text("session_id");

    assertRefused(guest.leave(other), 403, "FORBIDDEN");
    assertThat(fixture.records.row(other).end()).isNull();
    assertThat(guest.leave(own).status()).isEqualTo(200);
    server.leave(other);
    assertRefused(guest.leave(other), 404, "SESSION_NOT_FOUND");
  }

  @Test
  void aPageThatGoesAwayLeavesByItsTicket() {
    RestClient.Response join = server.join("materie", "hall", "u1", "Ada");
    RestClient beacon = rest.asPage().with("Content-Type", "text/plain;charset=UTF-8");

    assertRefused(
        beacon.post("/api/voice/leave", beacon(join.text("session_id"), "wrong")),
        401,
        "BAD_TICKET");
    RestClient.Response left =
        beacon.post(
            "/api/voice/leave", beacon(join.text("session_id"), join.text("signaling_ticket")));

    assertThat(left.status()).isEqualTo(200);
    assertThat(fixture.records.end(join.text("session_id")).reason()).isEqualTo(EndReason.LEFT);
  }

  @Test
  void withoutTokenAndTicketNothingEnds() {
    String session = server.join("materie", "hall", "u1", "Ada").text("session_id");
    assertRefused(rest.leave(session), 401, "UNAUTHORIZED");
    assertRefused(rest.bearer("wrong").leave(session), 401, "UNAUTHORIZED");
    assertThat(fixture.records.row(session).end()).isNull();
  }

  private static String beacon(String session, String ticket) {
    return RestClient.JSON
        .createObjectNode()
        .put("session_id", session)
        .put("ticket", ticket)
        .toString();
  }
}
