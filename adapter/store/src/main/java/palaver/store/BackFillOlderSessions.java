// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Moves the rows of an older `voice_sessions` table over and fills in what it did not have:
/// session id, durations, the world. The older table stays when it has columns that we do not know.
final class BackFillOlderSessions extends SchemaStep {

  private static final Set<String> KNOWN_COLUMNS =
      Set.of(
          "id",
          "session_id",
          "room_id",
          "user_id",
          "username",
          "world",
          "joined_at",
          "left_at",
          "duration_seconds",
          "speaking_seconds",
          "created_at",
          "end_reason");

  BackFillOlderSessions() {
    super(3, "back fill older voice sessions");
  }

  @Override
  void apply(Handle handle) {
    if (!exists(handle, OLDER_TABLE)) {
      return;
    }
    List<Map<String, Object>> rows =
        handle.createQuery("SELECT * FROM " + OLDER_TABLE + " ORDER BY rowid").mapToMap().list();
    for (Map<String, Object> row : rows) {
      insert(handle, row);
    }
    Set<String> columns = new TreeSet<>();
    handle
        .createQuery("SELECT lower(name) FROM pragma_table_info(:table)")
        .bind("table", OLDER_TABLE)
        .mapTo(String.class)
        .forEach(columns::add);
    if (KNOWN_COLUMNS.containsAll(columns)) {
      handle.execute("DROP TABLE " + OLDER_TABLE);
    }
  }

  private static void insert(Handle handle, Map<String, Object> row) {
    String roomId = textOr(row, "room_id", "unknown");
    String joinedAt = textOr(row, "joined_at", textOr(row, "created_at", ""));
    String leftAt = text(row, "left_at");
    handle
        .createUpdate(
            """
            INSERT INTO voice_sessions (session_id, room_id, user_id, username, world, joined_at,
                left_at, duration_seconds, speaking_seconds, created_at, end_reason)
            VALUES (:session, :room, :user, :username, :world, :joined,
                :left, :duration, :speaking, :created, :reason)
            """)
        .bind("session", textOr(row, "session_id", UUID.randomUUID().toString()))
        .bind("room", roomId)
        .bind("user", textOr(row, "user_id", "unknown"))
        .bind("username", text(row, "username"))
        .bind("world", textOr(row, "world", worldOf(roomId)))
        .bind("joined", normalised(joinedAt))
        .bind("left", leftAt == null ? null : normalised(leftAt))
        .bind("duration", durationSeconds(row, joinedAt, leftAt))
        .bind("speaking", Optional.ofNullable(number(row, "speaking_seconds")).orElse(0L))
        .bind("created", normalised(textOr(row, "created_at", joinedAt)))
        .bind("reason", text(row, "end_reason"))
        .execute();
  }

  /// Before worlds were kept, the room id told them apart (R654).
  private static String worldOf(String roomId) {
    return roomId.toLowerCase(Locale.ROOT).contains("materie") ? "materie" : "energie";
  }

  private static @Nullable Long durationSeconds(
      Map<String, Object> row, String joinedAt, @Nullable String leftAt) {
    Long kept = number(row, "duration_seconds");
    if (kept != null) {
      return kept;
    }
    Optional<Instant> from = Timestamps.parse(joinedAt);
    Optional<Instant> to = Timestamps.parse(leftAt);
    if (from.isEmpty() || to.isEmpty()) {
      return null;
    }
    return Math.max(0, Duration.between(from.get(), to.get()).toSeconds());
  }

  private static String normalised(String time) {
    return Timestamps.parse(time).map(Timestamps::text).orElse(time);
  }

  private static @Nullable String text(Map<String, Object> row, String column) {
    Object value = row.get(column);
    return value == null ? null : value.toString();
  }

  private static String textOr(Map<String, Object> row, String column, String otherwise) {
    return Objects.requireNonNullElse(text(row, column), otherwise);
  }

  private static @Nullable Long number(Map<String, Object> row, String column) {
    return row.get(column) instanceof Number value ? value.longValue() : null;
  }
}
