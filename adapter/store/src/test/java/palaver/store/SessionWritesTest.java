// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.SessionId;
import palaver.rooms.LiveSession;

/// What a session costs the table of sessions. Counted by triggers, so that no write is missed.
@SqliteOnly
final class SessionWritesTest {

  private static final int SESSIONS = 5;
  private static final int CHECKPOINTS = 10;

  @TempDir Path folder;
  private final Fixture fixture = new Fixture();

  @Test
  void aSessionIsTwoWritesHoweverOftenTheServerLooks() throws Exception { // R132, R536
    StoreLimits often =
        new StoreLimits(4096, 256, 1_000_000, 2, 64, 5_000, 5_000_000, 60_000_000_000L, 0);
    try (Store store = fixture.open(folder, often)) {
      Fixture.other(folder)
          .useHandle(handle -> {
            handle.execute("CREATE TABLE counted (kind TEXT)");
            for (String kind : List.of("INSERT", "UPDATE", "DELETE")) {
              handle.execute(
                  "CREATE TRIGGER count_"
                      + kind
                      + " AFTER "
                      + kind
                      + " ON voice_sessions BEGIN INSERT INTO counted VALUES ('"
                      + kind
                      + "'); END");
            }
          });
      for (int i = 0; i < SESSIONS; i++) {
        store.sessions().insert(Fixture.opened("s" + i, Fixture.NOON)).join();
      }
      CountDownLatch looked = new CountDownLatch(CHECKPOINTS);
      store.follow(() -> {
        looked.countDown();
        return CompletableFuture.completedFuture(live(looked.getCount()));
      });
      assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < SESSIONS; i++) {
        store
            .sessions()
            .end(new SessionId("s" + i), Fixture.left(Fixture.NOON.plusSeconds(61)))
            .join();
      }
    }
    assertThat(counted("INSERT")).isEqualTo(SESSIONS);
    assertThat(counted("UPDATE")).isEqualTo(SESSIONS);
    assertThat(counted("DELETE")).isZero();
  }

  private static List<LiveSession> live(long left) {
    return IntStream.range(0, SESSIONS)
        .mapToObj(i ->
            new LiveSession(
                new SessionId("s" + i),
                Fixture.ROOM,
                "u-s" + i,
                "Ada",
                Duration.ofSeconds(61 - left).toNanos(),
                Duration.ofSeconds(11 - left).toNanos(),
                true,
                null))
        .toList();
  }

  private long counted(String kind) {
    return Fixture.other(folder)
        .withHandle(handle ->
            handle
                .createQuery("SELECT count(*) FROM counted WHERE kind = :kind")
                .bind("kind", kind)
                .mapTo(Long.class)
                .one());
  }
}
