// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import palaver.rooms.moderation.AdminAction;
import palaver.rooms.moderation.Moderation;
import palaver.rooms.moderation.ModerationRecords.HeldSanction;
import palaver.rooms.moderation.Sanction;
import palaver.rooms.moderation.SanctionKind;

/// Rows of `sanctions` as values, and back.
final class SanctionRows {

  private static final String HOLDS = "lifted_at IS NULL AND (ends_at IS NULL OR ends_at > :now)";

  private SanctionRows() {}

  /// A new sanction takes the place of one that forbids the same.
  static void insert(Handle handle, Sanction sanction, AdminAction by) {
    lift(
        handle,
        new Moderation.Lift(
            sanction.kind(), sanction.world(), sanction.roomId(), sanction.userId()),
        by.at());
    handle
        .createUpdate(
            """
            INSERT INTO sanctions (sanction_id, kind, world, room_id, user_id, username,
                network_mark, reason, admin_user_id, created_at, ends_at)
            VALUES (:id, :kind, :world, :room, :user, :username, :network, :reason, :admin,
                :created, :ends)
            ON CONFLICT(sanction_id) DO NOTHING
            """)
        .bind("id", sanction.id())
        .bind("kind", sanction.kind().wireName())
        .bind("world", sanction.world())
        .bind("room", sanction.roomId())
        .bind("user", sanction.userId())
        .bind("username", by.targetUsername())
        .bind("network", sanction.networkMark())
        .bind("reason", sanction.reason())
        .bind("admin", by.adminUserId())
        .bind("created", Timestamps.text(by.at()))
        .bind("ends", text(sanction.endsAt()))
        .execute();
    for (String user : sanction.exempt()) {
      handle
          .createUpdate(
              """
              INSERT INTO sanction_exempt (sanction_id, user_id) VALUES (:id, :user)
              ON CONFLICT(sanction_id, user_id) DO NOTHING
              """)
          .bind("id", sanction.id())
          .bind("user", user)
          .execute();
    }
  }

  static void lift(Handle handle, Moderation.Lift lift, Instant at) {
    handle
        .createUpdate(
            """
            UPDATE sanctions SET lifted_at = :at, network_mark = NULL
            WHERE lifted_at IS NULL AND kind = :kind AND world = :world
              AND COALESCE(room_id, '') = :room AND COALESCE(user_id, '') = :user
            """)
        .bind("at", Timestamps.text(at))
        .bind("kind", lift.kind().wireName())
        .bind("world", lift.world())
        .bind("room", lift.roomId() == null ? "" : lift.roomId())
        .bind("user", lift.userId() == null ? "" : lift.userId())
        .execute();
    forgetExempt(handle);
  }

  /// Who was exempt is of interest for as long as the network is.
  private static void forgetExempt(Handle handle) {
    handle.execute(
        """
        DELETE FROM sanction_exempt WHERE sanction_id IN
          (SELECT sanction_id FROM sanctions WHERE network_mark IS NULL)
        """);
  }

  static List<Sanction> holding(Handle handle, Instant now) {
    return handle
        .createQuery("SELECT * FROM sanctions WHERE " + HOLDS + " ORDER BY created_at, sanction_id")
        .bind("now", Timestamps.text(now))
        .map((row, _) -> sanction(row))
        .list()
        .stream()
        .map(sanction -> withExempt(handle, sanction))
        .toList();
  }

  private static Sanction withExempt(Handle handle, Sanction sanction) {
    if (sanction.networkMark() == null) {
      return sanction;
    }
    return sanction.withNetwork(
        sanction.networkMark(),
        handle
            .createQuery("SELECT user_id FROM sanction_exempt WHERE sanction_id = :id")
            .bind("id", sanction.id())
            .mapTo(String.class)
            .set());
  }

  static List<HeldSanction> holding(Handle handle, String world, Instant now) {
    return handle
        .createQuery(
            "SELECT * FROM sanctions WHERE world = :world AND "
                + HOLDS
                + " ORDER BY created_at DESC, sanction_id")
        .bind("world", world)
        .bind("now", Timestamps.text(now))
        .map((row, _) ->
            new HeldSanction(
                sanction(row),
                row.getString("username"),
                row.getString("admin_user_id"),
                instant(row, "created_at")))
        .list();
  }

  static int forgetNetworks(Handle handle, Instant now) {
    int forgotten =
        handle
            .createUpdate(
                """
                UPDATE sanctions SET network_mark = NULL
                WHERE network_mark IS NOT NULL AND ends_at IS NOT NULL AND ends_at <= :now
                """)
            .bind("now", Timestamps.text(now))
            .execute();
    forgetExempt(handle);
    return forgotten;
  }

  private static Sanction sanction(ResultSet row) throws SQLException {
    String endsAt = row.getString("ends_at");
    return new Sanction(
        row.getString("sanction_id"),
        SanctionKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("world"),
        row.getString("room_id"),
        row.getString("user_id"),
        row.getString("network_mark"),
        Set.of(),
        row.getString("reason"),
        endsAt == null ? null : Timestamps.parse(endsAt).orElse(Instant.EPOCH));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Timestamps.parse(row.getString(column)).orElse(Instant.EPOCH);
  }

  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : Timestamps.text(instant);
  }
}
