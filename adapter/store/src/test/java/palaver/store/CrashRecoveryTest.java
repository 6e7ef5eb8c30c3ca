// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
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
import palaver.rooms.SessionEnd;

@DisplayName("After a kill, sessions that were left open get an honest end")
final class CrashRecoveryTest {

  @TempDir Path folder;
  @TempDir Path afterKill;
  private final Fixture fixture = new Fixture();

  @Test
  void aSessionEndsAtTheLastTimeTheServerWasKnownToRun() throws IOException {
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
  void aSessionYoungerThanTheLastKnownTimeEndsWhenItBegan() throws IOException {
    Instant joinedAt = Fixture.NOON.plusSeconds(2);
    try (Store store = fixture.open(folder)) {
      store.sessions().writable().join();
      store.sessions().insert(Fixture.opened("s1", joinedAt)).join();
      copyAsAKillWouldLeaveIt();
    }
    assertThat(endAfterRestart("s1")).isEqualTo(new SessionEnd(joinedAt, 0, 0, EndReason.CRASH));
  }

  @Test
  void anEndedSessionKeepsItsEnd() throws IOException {
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
    StoreLimits often = new StoreLimits(64, 64, 0, 1, 8, 50, 1_000_000);
    try (Store store = Store.open(Fixture.database(folder), fixture, often)) {
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

      int written = store.writer().submit(h -> Liveness.noteWhenOpen(h, Fixture.NOON)).join();

      assertThat(written).isZero();
      assertThat(knownTimes()).isEmpty();
    }
  }

  private List<String> knownTimes() {
    return Fixture.other(folder)
        .withHandle(h -> h.createQuery("SELECT seen_at FROM liveness").mapTo(String.class).list());
  }

  /// What a killed process leaves: the file and its write-ahead log, never closed.
  private void copyAsAKillWouldLeaveIt() throws IOException {
    for (String name : List.of("palaver.db", "palaver.db-wal")) {
      Files.copy(folder.resolve(name), afterKill.resolve(name));
    }
  }

  private @Nullable SessionEnd endAfterRestart(String session) {
    try (Store store = fixture.open(afterKill)) {
      return store.sessions().find(new SessionId(session)).join().orElseThrow().end();
    }
  }
}
