// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.SessionId;
import palaver.rooms.EndReason;
import palaver.rooms.LiveSession;
import palaver.rooms.SessionEnd;

@DisplayName("After a kill, sessions that were left open get an honest end")
final class CrashRecoveryTest {

  @TempDir Path folder;
  @TempDir Path afterKill;
  private final Fixture fixture = new Fixture();

  @Test
  void aSessionEndsAtTheLastTimeTheServerWasKnownToRun() {
    try (Store store = fixture.open(folder)) {
      store.sessions().insert(Fixture.opened("s1", Fixture.NOON)).join();
      fixture.advanceSeconds(125);
      assertThat(store.sessions().writable().join()).isTrue();
      fixture.advanceSeconds(3);
      copyAsAKillWouldLeaveIt();
    }
    assertThat(endAfterRestart("s1"))
        .isEqualTo(new SessionEnd(Fixture.NOON.plusSeconds(125), 125, 0, EndReason.CRASH));
  }

  @Test
  void aSessionYoungerThanTheLastKnownTimeEndsWhenItBegan() {
    Instant joinedAt = Fixture.NOON.plusSeconds(2);
    try (Store store = fixture.open(folder)) {
      store.sessions().writable().join();
      store.sessions().insert(Fixture.opened("s1", joinedAt)).join();
      copyAsAKillWouldLeaveIt();
    }
    assertThat(endAfterRestart("s1")).isEqualTo(new SessionEnd(joinedAt, 0, 0, EndReason.CRASH));
  }

  @Test
  void aSessionOfTheLastCheckpointKeepsWhatItHadReachedWhateverTheWallClockDid() {
    try (Store store = fixture.open(folder)) {
      store.sessions().insert(Fixture.opened("s1", Fixture.NOON)).join();
      Fixture.clockJumps(fixture, 7_200);
      checkpoint(store, live("s1", 125, 31));
      fixture.advanceSeconds(3);
      assertThat(store.sessions().writable().join()).isTrue();
      copyAsAKillWouldLeaveIt();
    }
    assertThat(endAfterRestart("s1"))
        .isEqualTo(new SessionEnd(Fixture.NOON.plusSeconds(128), 128, 31, EndReason.CRASH));
  }

  @Test
  void aSessionThatNobodyEndedAndNoRoomKnowsIsClosedAfterTwoHours() {
    try (Store store = fixture.open(folder)) {
      store.sessions().insert(Fixture.opened("in-a-room", Fixture.NOON)).join();
      store.sessions().insert(Fixture.opened("forgotten", Fixture.NOON)).join();
      fixture.advanceSeconds(7_199);
      checkpoint(store, live("in-a-room", 7_199, 0));
      assertThat(find(store, "forgotten")).isNull();

      fixture.advanceSeconds(2);
      checkpoint(store, live("in-a-room", 7_201, 0));

      assertThat(find(store, "forgotten"))
          .isEqualTo(
              new SessionEnd(Fixture.NOON.plusSeconds(7_200), 7_200, 0, EndReason.ABANDONED));
      assertThat(find(store, "in-a-room")).isNull();
    }
  }

  private void checkpoint(Store store, LiveSession live) {
    store
        .writer()
        .submit(h -> {
          Checkpoint reached = Checkpoint.of(List.of(live));
          Liveness.closeAbandoned(h, fixture.instant(), reached);
          return Liveness.checkpoint(h, fixture.instant(), reached);
        })
        .join();
  }

  private static LiveSession live(String session, long seconds, long speakingSeconds) {
    return new LiveSession(
        new SessionId(session),
        Fixture.ROOM,
        "u-" + session,
        "Ada",
        seconds * 1_000_000_000L,
        speakingSeconds * 1_000_000_000L,
        false,
        null);
  }

  private static @Nullable SessionEnd find(Store store, String session) {
    return store.sessions().find(new SessionId(session)).join().orElseThrow().end();
  }

  @Test
  void anEndedSessionKeepsItsEnd() {
    SessionEnd left = Fixture.left(Fixture.NOON.plusSeconds(61));
    try (Store store = fixture.open(folder)) {
      store.sessions().insert(Fixture.opened("s1", Fixture.NOON)).join();
      store.sessions().end(new SessionId("s1"), left).join();
      copyAsAKillWouldLeaveIt();
    }
    assertThat(endAfterRestart("s1")).isEqualTo(left);
  }

  @Test
  void theTimeIsKeptByItselfWhileSomebodyIsInARoom() {
    StoreLimits often = new StoreLimits(64, 64, 0, 1, 8, 50, 1_000_000, 1_000_000, 0);
    try (Store store = fixture.open(folder, often)) {
      store.sessions().insert(Fixture.opened("s1", Fixture.NOON)).join();
      fixture.advanceSeconds(7);
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            while (!knownTimes().contains("2026-03-01T12:00:07.000Z")) {
              Thread.onSpinWait();
            }
          });
    }
  }

  @Test
  void anEmptyServerLeavesTheDiskAlone() {
    try (Store store = fixture.open(folder)) {
      store.sessions().insert(Fixture.opened("s1", Fixture.NOON)).join();
      store.sessions().end(new SessionId("s1"), Fixture.left(Fixture.NOON)).join();

      int written =
          store
              .writer()
              .submit(h -> Liveness.checkpoint(h, Fixture.NOON, Checkpoint.of(List.of())))
              .join();

      assertThat(written).isZero();
      assertThat(knownTimes()).isEmpty();
    }
  }

  private List<String> knownTimes() {
    return Fixture.other(folder)
        .withHandle(h -> h.createQuery("SELECT seen_at FROM liveness").mapTo(String.class).list());
  }

  private void copyAsAKillWouldLeaveIt() {
    TestDatabase.kill(folder, afterKill);
  }

  private @Nullable SessionEnd endAfterRestart(String session) {
    try (Store store = fixture.open(afterKill)) {
      return store.sessions().find(new SessionId(session)).join().orElseThrow().end();
    }
  }
}
