// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.SessionId;
import palaver.rooms.SessionRecord;

@DisplayName("Voice sessions in the store (R008, R019, R062-R073, R093)")
final class SessionsTest {

  @TempDir Path folder;
  private final Fixture fixture = new Fixture();
  private Store store;

  @BeforeEach
  void open() {
    store = fixture.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anInsertedSessionIsOnDiskWhenItsFutureIsDone() {
    assertThat(store.sessions().insert(Fixture.opened("s1", Fixture.NOON)).join()).isTrue();

    Map<String, Object> row = onlyRow("SELECT * FROM voice_sessions");
    assertThat(row)
        .containsEntry("session_id", "s1")
        .containsEntry("room_id", "materie-1")
        .containsEntry("user_id", "u-s1")
        .containsEntry("username", "Ada")
        .containsEntry("world", "materie")
        .containsEntry("joined_at", "2026-03-01T12:00:00.000Z")
        .containsEntry("created_at", "2026-03-01T12:00:00.000Z")
        .containsEntry("speaking_seconds", 0)
        .containsEntry("left_at", null);
  }

  @Test
  void aSecondInsertOfTheSameSessionChangesNothing() {
    store.sessions().insert(Fixture.opened("s1", Fixture.NOON)).join();

    boolean fresh =
        store.sessions().insert(Fixture.opened("s1", Fixture.NOON.plusSeconds(9))).join();

    assertThat(fresh).isFalse();
    assertThat(onlyRow("SELECT * FROM voice_sessions"))
        .containsEntry("joined_at", "2026-03-01T12:00:00.000Z");
  }

  @Test
  void anEndKeepsTimeDurationsAndReason() {
    store.sessions().insert(Fixture.opened("s1", Fixture.NOON)).join();

    assertThat(end("s1", 61)).isTrue();

    assertThat(onlyRow("SELECT * FROM voice_sessions"))
        .containsEntry("left_at", "2026-03-01T12:01:01.000Z")
        .containsEntry("duration_seconds", 61)
        .containsEntry("speaking_seconds", 12)
        .containsEntry("end_reason", "left");
  }

  @Test
  void theFirstEndCounts() {
    store.sessions().insert(Fixture.opened("s1", Fixture.NOON)).join();
    end("s1", 61);

    assertThat(end("s1", 99)).isFalse();
    assertThat(onlyRow("SELECT * FROM voice_sessions"))
        .containsEntry("left_at", "2026-03-01T12:01:01.000Z");
  }

  @Test
  void anUnknownSessionCannotEndAndIsNotFound() {
    assertThat(end("nobody", 1)).isFalse();
    assertThat(store.sessions().find(new SessionId("nobody")).join()).isEmpty();
  }

  @Test
  void aSessionIsFoundAsItWasWritten() {
    SessionRecord opened = Fixture.opened("s1", Fixture.NOON);
    store.sessions().insert(opened).join();
    assertThat(store.sessions().find(opened.session()).join()).contains(opened);

    end("s1", 61);

    assertThat(store.sessions().find(opened.session()).join().orElseThrow().end())
        .isEqualTo(Fixture.left(Fixture.NOON.plusSeconds(61)));
  }

  @Test
  void aUserSeenAgainKeepsItsFirstTimeAndTakesTheNewName() {
    store.sessions().userSeen("u1", "Ada", Fixture.NOON).join();
    store.sessions().userSeen("u1", "Ada L.", Fixture.NOON.plusSeconds(60)).join();

    assertThat(onlyRow("SELECT * FROM users"))
        .containsEntry("username", "Ada L.")
        .containsEntry("role", "user")
        .containsEntry("created_at", "2026-03-01T12:00:00.000Z")
        .containsEntry("last_seen_at", "2026-03-01T12:01:00.000Z");
  }

  @Test
  void manyWritersAtOnceAreAllCommitted() {
    List<CompletableFuture<Boolean>> inserts = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      inserts.add(store.sessions().insert(Fixture.opened("s" + i, Fixture.NOON)));
    }

    assertThat(inserts).allSatisfy(insert -> assertThat(insert.join()).isTrue());
    assertThat(onlyRow("SELECT CAST(count(*) AS INTEGER) AS n FROM voice_sessions"))
        .containsEntry("n", 2000);
  }

  private boolean end(String session, long seconds) {
    return store
        .sessions()
        .end(new SessionId(session), Fixture.left(Fixture.NOON.plusSeconds(seconds)))
        .join();
  }

  private Map<String, Object> onlyRow(String sql) {
    return Fixture.other(folder).withHandle(h -> h.createQuery(sql).mapToMap().one());
  }
}
