// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.rooms.world.HostedWorld;
import palaver.rooms.world.HostedWorld.HostedRoom;

@DisplayName("The schema, made fresh and made from an older table (R062-R078, R093, R096, R654)")
final class SchemaTest {

  @TempDir Path folder;
  private final Fixture fixture = new Fixture();

  @Test
  @SqliteOnly
  void aFreshTableHasTheColumnsAsRequired() {
    fixture.open(folder).close();

    assertThat(
            lines(
                "SELECT name, type, \"notnull\" AS required, dflt_value, pk FROM pragma_table_info('voice_sessions')"))
        .startsWith(
            "id INTEGER 0 null 1",
            "session_id TEXT 1 null 0",
            "room_id TEXT 1 null 0",
            "user_id TEXT 1 null 0",
            "username TEXT 0 null 0",
            "world TEXT 0 'materie' 0",
            "joined_at TEXT 1 null 0",
            "left_at TEXT 0 null 0",
            "duration_seconds INTEGER 0 null 0",
            "speaking_seconds INTEGER 0 0 0",
            "created_at TEXT 0 CURRENT_TIMESTAMP 0");
    assertThat(lines("SELECT sql FROM sqlite_master WHERE name = 'voice_sessions'").getFirst())
        .contains("id INTEGER PRIMARY KEY AUTOINCREMENT", "session_id TEXT NOT NULL UNIQUE");
  }

  @Test
  @SqliteOnly
  void aFreshTableHasItsIndexes() {
    fixture.open(folder).close();

    assertThat(indexes())
        .contains(
            "idx_sessions_room room_id",
            "idx_sessions_user user_id",
            "idx_sessions_world world",
            "idx_voice_sessions_session_id session_id");
  }

  @Test
  void aFreshDatabaseHasTwoWorldsOpenToGuestsWithListedRooms() {
    try (Store store = fixture.open(folder)) {
      assertThat(store.worlds().all())
          .extracting(HostedWorld::world)
          .containsExactly("materie", "energie");
      assertThat(store.worlds().all())
          .allSatisfy(world -> {
            assertThat(world.openToGuests()).isTrue();
            assertThat(world.rooms()).hasSizeGreaterThan(1).allMatch(HostedRoom::listed);
            assertThat(world.rooms()).allMatch(room -> room.participantsMax() == 10);
          });
    }
  }

  @Test
  void openingAgainAddsNothing() {
    fixture.open(folder).close();
    List<HostedWorld> before;
    try (Store store = fixture.open(folder)) {
      before = store.worlds().all();
    }
    try (Store store = fixture.open(folder)) {
      assertThat(store.worlds().all()).isEqualTo(before);
    }
  }

  @Test
  @SqliteOnly
  void anOlderTableKeepsItsRowsAndGetsTheMissingColumns() {
    Fixture.other(folder)
        .useHandle(h ->
            h.createScript(
                    """
                    CREATE TABLE voice_sessions (id INTEGER PRIMARY KEY, room_id TEXT NOT NULL,
                      user_id TEXT NOT NULL, username TEXT, joined_at TEXT, left_at TEXT);
                    CREATE INDEX idx_sessions_room ON voice_sessions(room_id);
                    INSERT INTO voice_sessions VALUES
                      (3, 'materie-lobby', 'u1', 'Ada', '2025-02-13 10:00:00', '2025-02-13 10:01:30'),
                      (4, 'sonne', 'u2', NULL, '2025-02-13T11:00:00+01:00', NULL);
                    """)
                .execute());

    fixture.open(folder).close();

    List<Map<String, Object>> rows = rows("SELECT * FROM voice_sessions ORDER BY user_id");
    assertThat(rows)
        .hasSize(2)
        .allSatisfy(row -> assertThat(UUID.fromString((String) row.get("session_id"))).isNotNull());
    assertThat(rows.get(1))
        .containsEntry("user_id", "u2")
        .containsEntry("username", null)
        .containsEntry("world", "energie")
        .containsEntry("joined_at", "2025-02-13T10:00:00.000Z")
        .containsEntry("left_at", "2025-02-13T10:00:00.000Z")
        .containsEntry("end_reason", "crash");
    assertThat(rows.get(0))
        .containsEntry("user_id", "u1")
        .containsEntry("world", "materie")
        .containsEntry("joined_at", "2025-02-13T10:00:00.000Z")
        .containsEntry("left_at", "2025-02-13T10:01:30.000Z")
        .containsEntry("duration_seconds", 90)
        .containsEntry("speaking_seconds", 0);
    assertThat(indexes())
        .contains("idx_sessions_room room_id", "idx_voice_sessions_session_id session_id");
    assertThat(lines("SELECT name FROM sqlite_master WHERE name = 'voice_sessions_older'"))
        .isEmpty();
  }

  @Test
  @SqliteOnly
  void anOlderTableThatHasSessionIdsKeepsThem() {
    Fixture.other(folder)
        .useHandle(h ->
            h.createScript(
                    """
                    CREATE TABLE voice_sessions (session_id TEXT, room_id TEXT, user_id TEXT,
                      joined_at TEXT, left_at TEXT, duration_seconds INTEGER, mood TEXT);
                    INSERT INTO voice_sessions VALUES
                      ('kept', 'r', 'u', '2025-02-13T10:00:00Z', '2025-02-13T10:00:09Z', 8, 'good');
                    """)
                .execute());

    fixture.open(folder).close();

    assertThat(rows("SELECT * FROM voice_sessions").getFirst())
        .containsEntry("session_id", "kept")
        .containsEntry("duration_seconds", 8);
    assertThat(lines("SELECT mood FROM voice_sessions_older"))
        .as("a column that we do not know is not thrown away")
        .containsExactly("good");
  }

  private List<String> indexes() {
    return lines(
        """
        SELECT i.name, c.name AS indexed FROM pragma_index_list('voice_sessions') i,
          pragma_index_info(i.name) c ORDER BY i.name
        """);
  }

  private List<String> lines(String sql) {
    return rows(sql).stream()
        .map(row -> String.join(" ", row.values().stream().map(String::valueOf).toList()))
        .toList();
  }

  private List<Map<String, Object>> rows(String sql) {
    return Fixture.other(folder).withHandle(h -> h.createQuery(sql).mapToMap().list());
  }
}
