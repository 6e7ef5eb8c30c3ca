// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Moves the rows of an older `admin_actions` table over. That program logged what clients told it,
/// so the rows count as reported.
final class BackFillOlderActions extends SchemaStep {

  private static final String OLDER = SetAsideOlderModeration.OLDER_ACTIONS;

  BackFillOlderActions() {
    super(13, "back fill older admin actions");
  }

  @Override
  void apply(Handle handle) {
    if (!exists(handle, OLDER)) {
      return;
    }
    List<Map<String, Object>> rows =
        handle.createQuery("SELECT * FROM " + OLDER + " ORDER BY id").mapToMap().list();
    rows.forEach(row -> insert(handle, row));
    handle.execute("DROP TABLE " + OLDER);
  }

  private static void insert(Handle handle, Map<String, Object> row) {
    String createdAt = text(row, "created_at");
    handle
        .createUpdate(
            """
            INSERT INTO admin_actions (action_type, target_user_id, target_username, admin_user_id,
                admin_username, world, room_id, reason, created_at, action_id, source)
            VALUES (:type, :target, :targetName, :admin, :adminName, :world, :room, :reason,
                :at, :id, 'reported')
            """)
        .bind("type", required(row, "action_type"))
        .bind("target", required(row, "target_user_id"))
        .bind("targetName", text(row, "target_username"))
        .bind("admin", required(row, "admin_user_id"))
        .bind("adminName", text(row, "admin_username"))
        .bind("world", required(row, "world"))
        .bind("room", text(row, "room_id"))
        .bind("reason", text(row, "reason"))
        .bind("at", Timestamps.parse(createdAt).map(Timestamps::text).orElse(createdAt))
        .bind("id", "older-" + required(row, "id"))
        .execute();
  }

  private static String required(Map<String, Object> row, String column) {
    return Optional.ofNullable(text(row, column)).orElse("unknown");
  }

  private static @Nullable String text(Map<String, Object> row, String column) {
    Object value = row.get(column);
    return value == null ? null : Objects.toString(value);
  }
}
