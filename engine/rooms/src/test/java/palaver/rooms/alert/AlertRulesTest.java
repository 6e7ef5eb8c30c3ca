// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.EndReason;
import palaver.rtc.ConnectionQuality;

/// The rules in virtual time (R167, R169, R171, R524).
class AlertRulesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final RoomKey HALL = new RoomKey("materie", "hall");
  private static final RoomKey LAB = new RoomKey("materie", "lab");

  private final AlertRules rules = new AlertRules(AlertLimits.DEFAULT);
  private long now = 77 * SECOND;

  private List<Alert> tell(AlertFact fact) {
    return rules.onFact(now, fact);
  }

  private void pass(long seconds) {
    now += seconds * SECOND;
  }

  private List<Alert> endsBadly(int number, RoomKey room, EndReason reason) {
    return tell(new AlertFact.SessionEnded(session(number), room, reason));
  }

  private static SessionId session(int number) {
    return new SessionId("s" + number);
  }

  private List<Alert> measured(int number, long packets, long lost, long roundTripMs) {
    return tell(
        new AlertFact.QualityMeasured(
            session(number),
            new ConnectionQuality(packets, lost, 0, packets, 0, 0, roundTripMs * 1_000_000)));
  }

  private List<Alert> store(boolean writable, int waiting, long lost) {
    return tell(new AlertFact.StoreMeasured(writable, waiting, lost));
  }

  private static List<AlertKind> kinds(List<Alert> alerts) {
    return alerts.stream().map(Alert::kind).toList();
  }

  @Test
  void aReportIsToldAtOnceAndEachOfThem() { // R118, R167
    List<Alert> first = tell(new AlertFact.ReportFiled(HALL, "r1"));
    assertThat(first)
        .containsExactly(
            new Alert(
                AlertKind.REPORT_FILED,
                "materie",
                "hall",
                "r1",
                "Somebody in this room was reported to the moderators.",
                0));
    assertThat(tell(new AlertFact.ReportFiled(HALL, "r2"))).hasSize(1);
    assertThat(tell(new AlertFact.ReportFiled(HALL, "r1"))).isEmpty();
  }

  @Test
  void threeLostSessionsOfOneRoomWithinTwoMinutesAreAnIssue() { // R167
    assertThat(endsBadly(1, HALL, EndReason.MEDIA_LOST)).isEmpty();
    pass(50);
    assertThat(endsBadly(2, HALL, EndReason.MEDIA_UNREACHABLE)).isEmpty();
    assertThat(endsBadly(3, LAB, EndReason.MEDIA_LOST)).isEmpty();
    pass(70);
    assertThat(kinds(endsBadly(4, HALL, EndReason.SIGNALING_LOST)))
        .containsExactly(AlertKind.ROOM_ISSUE);
  }

  @Test
  void lostSessionsFarApartAreNoIssue() {
    for (int i = 0; i < 20; i++) {
      assertThat(endsBadly(i, HALL, EndReason.MEDIA_LOST)).isEmpty();
      pass(61);
    }
  }

  @Test
  void peopleWhoLeaveOrAreSentAwayAreNoIssue() {
    for (EndReason reason : EndReason.values()) {
      if (!List.of(EndReason.MEDIA_LOST, EndReason.MEDIA_UNREACHABLE, EndReason.SIGNALING_LOST)
          .contains(reason)) {
        for (int i = 0; i < 5; i++) {
          assertThat(endsBadly(i, HALL, reason)).as(reason.wireName()).isEmpty();
        }
      }
    }
  }

  @Test
  void aDefectAndARestartAreToldAtOnce() {
    assertThat(kinds(tell(new AlertFact.PeerFailed(HALL)))).containsExactly(AlertKind.ROOM_ISSUE);
    assertThat(tell(new AlertFact.MediaRestarted(0)))
        .extracting(Alert::subject)
        .containsExactly("media-0");
    assertThat(tell(new AlertFact.MediaRestarted(1))).hasSize(1);
  }

  @Test
  void badSoundForFifteenSecondsIsTold() { // R171, R524
    tell(new AlertFact.SessionShown(session(1), HALL));
    tell(new AlertFact.SessionShown(session(2), HALL));
    long toldAfter = -1;
    long start = now;
    for (int i = 1; i <= 6 && toldAfter < 0; i++) {
      pass(5);
      measured(2, 250L * i, 0, 20);
      if (!measured(1, 250L * i, 25L * i, 20).isEmpty()) {
        toldAfter = now - start;
      }
    }
    assertThat(toldAfter).isEqualTo(15 * SECOND);
  }

  @Test
  void oneBadLineAmongManyIsTheirOwnTrouble() {
    for (int n = 0; n < 5; n++) {
      tell(new AlertFact.SessionShown(session(n), HALL));
    }
    for (int i = 1; i <= 20; i++) {
      pass(5);
      for (int n = 1; n < 5; n++) {
        assertThat(measured(n, 250L * i, 0, 20)).isEmpty();
      }
      assertThat(measured(0, 250L * i, 100L * i, 900)).isEmpty();
    }
  }

  @Test
  void aLongRoundTripIsBadToo() {
    tell(new AlertFact.SessionShown(session(1), HALL));
    measured(1, 250, 0, 700);
    measured(1, 500, 0, 700);
    assertThat(kinds(measured(1, 750, 0, 700))).containsExactly(AlertKind.QUALITY_DROP);
  }

  @Test
  void oneBadMeasurementOrFewPacketsSayNothing() {
    tell(new AlertFact.SessionShown(session(1), HALL));
    for (int i = 0; i < 9; i++) {
      long lost = i * 5L; // half of ten packets each time: silence, with a keep-alive or two
      assertThat(measured(1, i * 5L, lost, 20)).isEmpty();
    }
    assertThat(measured(1, 2_000, 45, 20)).isEmpty();
    assertThat(measured(1, 2_250, 295, 20)).isEmpty();
    assertThat(measured(1, 2_500, 295, 20)).isEmpty();
  }

  @Test
  void sessionsThatEndedCountNoLonger() {
    tell(new AlertFact.SessionShown(session(1), HALL));
    tell(new AlertFact.SessionEnded(session(1), HALL, EndReason.LEFT));
    for (int i = 1; i < 9; i++) {
      assertThat(measured(1, 250L * i, 100L * i, 900)).isEmpty();
    }
  }

  @Test
  void theSameAlertIsHeldBackForFiveMinutesAndCounted() {
    for (int i = 0; i < 3; i++) {
      tell(new AlertFact.PeerFailed(HALL));
      pass(60);
    }
    pass(119);
    assertThat(tell(new AlertFact.PeerFailed(HALL))).isEmpty();
    pass(1);
    assertThat(tell(new AlertFact.PeerFailed(HALL))).extracting(Alert::heldBack).containsExactly(3);
    assertThat(tell(new AlertFact.PeerFailed(LAB))).extracting(Alert::heldBack).containsExactly(0);
  }

  @Test
  void tenFailuresInAMinuteAreASpike() {
    List<Alert> raised = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      assertThat(raised).isEmpty();
      raised.addAll(tell(new AlertFact.ServerFailed()));
      pass(1);
    }
    assertThat(kinds(raised)).containsExactly(AlertKind.ERROR_SPIKE);
  }

  @Test
  void aSteadyRateOfFailuresIsNoSpikeAndFourTimesOfItIs() {
    AlertRules steady = new AlertRules(withoutCooldown());
    long at = 0;
    int raisedLate = 0;
    for (int minute = 0; minute < 30; minute++) {
      for (int i = 0; i < 12; i++) {
        List<Alert> raised = steady.onFact(at, new AlertFact.ServerFailed());
        raisedLate += minute < 11 ? 0 : raised.size();
        at += 5 * SECOND;
      }
    }
    assertThat(raisedLate).as("twelve a minute, as ever").isZero();
    List<Alert> spike = List.of();
    for (int i = 0; i < 48; i++) {
      spike = steady.onFact(at, new AlertFact.ServerFailed());
      at += SECOND;
    }
    assertThat(kinds(spike)).containsExactly(AlertKind.ERROR_SPIKE);
  }

  @Test
  void aStoreInTroubleIsToldAfterTenSecondsAndAHiccupIsNot() {
    assertThat(store(false, 0, 0)).isEmpty();
    pass(5);
    assertThat(store(true, 0, 0)).isEmpty();
    pass(5);
    assertThat(store(true, 3, 0)).isEmpty();
    pass(5);
    assertThat(store(false, 4, 0)).isEmpty();
    pass(5);
    assertThat(kinds(store(false, 5, 0))).containsExactly(AlertKind.STORE_NOT_DURABLE);
    pass(5);
    assertThat(store(false, 9, 0)).as("the cooldown").isEmpty();
  }

  @Test
  void aLostWriteIsToldAtOnceAlthoughTheStoreIsInCooldown() {
    store(false, 1, 0);
    pass(10);
    assertThat(store(false, 1, 0)).hasSize(1);
    pass(1);
    assertThat(store(false, 1, 2)).extracting(Alert::text).first().asString().contains("2 writes");
    assertThat(store(true, 0, 2)).isEmpty();
  }

  @Test
  void whatIsRememberedIsBounded() {
    AlertLimits d = AlertLimits.DEFAULT;
    AlertRules small = new AlertRules(bounded(d, 10, 10));
    for (int i = 0; i < 1_000; i++) {
      RoomKey room = new RoomKey("w", "r" + i);
      small.onFact(now, new AlertFact.SessionShown(session(i), room));
      small.onFact(now, new AlertFact.PeerFailed(room));
      small.onFact(now, new AlertFact.SessionEnded(session(-1 - i), room, EndReason.MEDIA_LOST));
    }
    assertThat(small.onFact(now, new AlertFact.PeerFailed(new RoomKey("w", "r0"))))
        .as("the oldest cooldown is forgotten")
        .hasSize(1);
    for (int i = 1; i < 5; i++) {
      var bad = new ConnectionQuality(250L * i, 0, 0, 0, 0, 0, 900_000_000);
      assertThat(small.onFact(now, new AlertFact.QualityMeasured(session(10), bad)))
          .as("the eleventh session is not looked at")
          .isEmpty();
    }
  }

  private static AlertLimits withoutCooldown() {
    AlertLimits d = AlertLimits.DEFAULT;
    return limits(d, 0, d.sessionsMax(), d.subjectsMax());
  }

  private static AlertLimits bounded(AlertLimits d, int sessions, int subjects) {
    return limits(d, d.cooldownNs(), sessions, subjects);
  }

  private static AlertLimits limits(AlertLimits d, long cooldownNs, int sessions, int subjects) {
    return new AlertLimits(
        cooldownNs,
        d.roomWindowNs(),
        d.roomEndsMax(),
        d.lossShareMax(),
        d.roundTripNsMax(),
        d.jitterNsMax(),
        d.packetsMin(),
        d.badMeasuresMin(),
        d.errorWindowNs(),
        d.errorsMin(),
        d.errorFactor(),
        d.storeTroubleNs(),
        sessions,
        subjects);
  }
}
