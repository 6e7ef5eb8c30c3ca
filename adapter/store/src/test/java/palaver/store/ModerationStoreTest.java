// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.RoomKey;
import palaver.rooms.moderation.AdminAction;
import palaver.rooms.moderation.ChatMessage;
import palaver.rooms.moderation.ChatRecords.NumberedMessage;
import palaver.rooms.moderation.Moderation;
import palaver.rooms.moderation.ModerationEntry;
import palaver.rooms.moderation.ModerationRecords;
import palaver.rooms.moderation.Report;
import palaver.rooms.moderation.Sanction;
import palaver.rooms.moderation.SanctionKind;

@DisplayName("Actions, sanctions, reports and messages in the store (R079-R092, R094, R119)")
final class ModerationStoreTest {

  @TempDir Path folder;
  private final Fixture fixture = new Fixture();
  private Store store;
  private ModerationStore moderation;

  @BeforeEach
  void open() {
    store = fixture.open(folder);
    moderation = new ModerationStore(store, "server-1", Salts.counting(), fixture);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @SqliteOnly
  void theTableOfActionsHasTheColumnsAndIndexesAsRequired() {
    assertThat(
            lines(
                "SELECT name, type, \"notnull\" AS required, dflt_value, pk FROM pragma_table_info('admin_actions')"))
        .startsWith(
            "id INTEGER 0 null 1",
            "action_type TEXT 1 null 0",
            "target_user_id TEXT 1 null 0",
            "target_username TEXT 0 null 0",
            "admin_user_id TEXT 1 null 0",
            "admin_username TEXT 0 null 0",
            "world TEXT 1 null 0",
            "room_id TEXT 0 null 0",
            "reason TEXT 0 null 0",
            "created_at TEXT 0 CURRENT_TIMESTAMP 0");
    assertThat(lines("SELECT sql FROM sqlite_master WHERE name = 'admin_actions'").getFirst())
        .contains("id INTEGER PRIMARY KEY AUTOINCREMENT");
    assertThat(
            lines(
                "SELECT m.name, i.name FROM sqlite_master m, pragma_index_info(m.name) i WHERE m.type = 'index' AND m.tbl_name = 'admin_actions'"))
        .contains(
            "idx_actions_target target_user_id",
            "idx_actions_admin admin_user_id",
            "idx_actions_world world");
  }

  @Test
  void anActionIsARowWithActorTargetWorldRoomReasonAndTime() {
    note("a1", "ban", sanction("s1", SanctionKind.BAN, "room", Fixture.NOON.plusSeconds(60)));

    Map<String, Object> row =
        Fixture.other(folder)
            .withHandle(h -> h.createQuery("SELECT * FROM admin_actions").mapToMap().one());
    assertThat(row)
        .containsEntry("action_type", "ban")
        .containsEntry("target_user_id", "troll")
        .containsEntry("target_username", "Troll")
        .containsEntry("admin_user_id", "mod")
        .containsEntry("admin_username", "Mo")
        .containsEntry("world", "materie")
        .containsEntry("room_id", "room")
        .containsEntry("reason", "noise")
        .containsEntry("created_at", "2026-03-01T12:00:00.000Z")
        .containsEntry("source", "enforced")
        .containsEntry("ends_at", "2026-03-01T12:01:00.000Z");
  }

  @Test
  void notingAnActionTwiceWritesItOnce() {
    Sanction ban = sanction("s1", SanctionKind.BAN, "room", null);
    note("a1", "ban", ban);
    lift("a2", SanctionKind.BAN, "room");
    note("a1", "ban", ban);

    assertThat(moderation.records().actions("materie", null, null, 10).join()).hasSize(2);
    assertThat(moderation.holding(Fixture.NOON).join()).isEmpty();
    assertThat(count("audit_log")).isEqualTo(2);
  }

  @Test
  void whatHoldsIsGivenBackAfterARestartAndWhatEndedIsNot() {
    note("a1", "ban", sanction("s1", SanctionKind.BAN, null, Fixture.NOON.plusSeconds(60)));
    note("a2", "mute", sanction("s2", SanctionKind.MUTE, "room", null));
    note("a3", "kick", sanction("s3", SanctionKind.KICK, "room", Fixture.NOON.plusSeconds(5)));
    store.close();
    open();

    assertThat(moderation.holding(Fixture.NOON.plusSeconds(10)).join())
        .extracting(Sanction::id)
        .containsExactly("s1", "s2");
    assertThat(moderation.records().sanctions("materie", Fixture.NOON.plusSeconds(99)).join())
        .extracting(held -> held.sanction().id() + " " + held.adminUserId())
        .containsExactly("s2 mod");
    assertThat(moderation.records().sanctions("energie", Fixture.NOON).join()).isEmpty();
  }

  @Test
  void whoIsExemptFromANetworksBanIsKeptForAsLongAsTheNetworkIs() {
    note("a1", "ban", sanction("s1", SanctionKind.BAN, null, Fixture.NOON.plusSeconds(60)));
    note("a2", "mute", sanction("s2", SanctionKind.MUTE, "room", null));
    store.close();
    open();
    assertThat(moderation.holding(Fixture.NOON).join())
        .extracting(Sanction::exempt)
        .containsExactly(Set.of("neighbour"), Set.of("neighbour"));

    lift("a3", SanctionKind.MUTE, "room");
    assertThat(lines("SELECT sanction_id FROM sanction_exempt")).containsExactly("s1");
    moderation.forgetNetworks(Fixture.NOON.plusSeconds(61)).join();
    assertThat(count("sanction_exempt")).isZero();
  }

  @Test
  void aNewSanctionTakesTheEarliersPlace() {
    note("a1", "ban", sanction("s1", SanctionKind.BAN, "room", null));
    note("a2", "ban", sanction("s2", SanctionKind.BAN, "room", Fixture.NOON.plusSeconds(9)));
    assertThat(moderation.holding(Fixture.NOON).join())
        .extracting(Sanction::id)
        .containsExactly("s2");
  }

  @Test
  void aNetworkIsForgottenWhenTheSanctionEnds() {
    note("a1", "ban", sanction("s1", SanctionKind.BAN, "room", Fixture.NOON.plusSeconds(60)));
    note("a2", "mute", sanction("s2", SanctionKind.MUTE, "room", null));
    assertThat(moderation.forgetNetworks(Fixture.NOON).join()).isZero();
    assertThat(moderation.forgetNetworks(Fixture.NOON.plusSeconds(60)).join()).isEqualTo(1);
    lift("a3", SanctionKind.MUTE, "room");
    assertThat(lines("SELECT count(*) FROM sanctions WHERE network_mark IS NOT NULL"))
        .containsExactly("0");
  }

  @Test
  void actionsArePagedNewestFirst() {
    for (int i = 0; i < 5; i++) {
      note("a" + i, "warn", null);
    }
    List<ModerationRecords.NumberedAction> first =
        moderation.records().actions("materie", null, "troll", 3).join();
    assertThat(first).extracting(a -> a.action().actionId()).containsExactly("a4", "a3", "a2");
    assertThat(moderation.records().actions("materie", first.getLast().number(), "troll", 3).join())
        .extracting(a -> a.action().actionId())
        .containsExactly("a1", "a0");
    assertThat(moderation.records().actions("materie", null, "nobody", 3).join()).isEmpty();
  }

  @Test
  void aReportIsTakenNotedAndResolved() {
    moderation.reports().file(report("r1")).join();
    moderation.reports().file(report("r1")).join();
    change("r1", Report.State.TAKEN, "I look into it");
    change("r1", null, "they said sorry");
    change("r1", Report.State.RESOLVED, null);

    Report resolved = moderation.reports().find("r1").join().orElseThrow();
    assertThat(resolved.state()).isEqualTo(Report.State.RESOLVED);
    assertThat(resolved.takenBy()).isEqualTo("mod");
    assertThat(resolved.resolvedAt()).isEqualTo(Fixture.NOON);
    assertThat(resolved.notes())
        .extracting(Report.Note::text)
        .containsExactly("I look into it", "they said sorry");
    assertThat(moderation.reports().list("materie", Report.State.OPEN, 9).join()).isEmpty();
    assertThat(moderation.reports().list("materie", null, 9).join()).containsExactly(resolved);
    assertThat(change("r9", Report.State.TAKEN, null)).isEmpty();
    assertThat(lines("SELECT action FROM audit_log ORDER BY sequence"))
        .containsExactly("report_taken", "report_noted", "report_resolved");
  }

  @Test
  void aRemovedMessageLosesItsText() {
    RoomKey room = Fixture.ROOM;
    for (int i = 0; i < 3; i++) {
      moderation
          .chat()
          .add(new ChatMessage("m" + i, room, "u", "Ada", "t" + i, Fixture.NOON))
          .join();
    }
    assertThat(moderation.chat().remove("m1", "mod", Fixture.NOON).join()).isTrue();
    assertThat(moderation.chat().remove("m1", "mod", Fixture.NOON).join()).isFalse();
    assertThat(moderation.chat().remove("m9", "mod", Fixture.NOON).join()).isFalse();

    List<NumberedMessage> page = moderation.chat().page(room, null, 1).join();
    assertThat(page).extracting(m -> m.message().text()).containsExactly("t2");
    assertThat(moderation.chat().page(room, page.getFirst().number(), 9).join())
        .extracting(m -> m.message().text())
        .containsExactly("t0");
    assertThat(lines("SELECT text || removed_by FROM chat_messages WHERE message_id = 'm1'"))
        .containsExactly("mod");
    assertThat(moderation.chat().find("m1").join().orElseThrow().userId()).isEqualTo("u");
  }

  @Test
  @SqliteOnly
  void theActionsOfAnOlderProgramMoveOver(@TempDir Path older) {
    Fixture.other(older)
        .useHandle(h -> {
          h.execute(
              "CREATE TABLE admin_actions (id INTEGER PRIMARY KEY AUTOINCREMENT, action_type TEXT NOT NULL, target_user_id TEXT NOT NULL, target_username TEXT, admin_user_id TEXT NOT NULL, admin_username TEXT, world TEXT NOT NULL, room_id TEXT, reason TEXT, created_at TEXT DEFAULT CURRENT_TIMESTAMP)");
          h.execute("CREATE INDEX idx_actions_target ON admin_actions(target_user_id)");
          h.execute(
              "INSERT INTO admin_actions (action_type, target_user_id, admin_user_id, world, created_at) VALUES ('kick', 'u1', 'm1', 'materie', '2025-01-02 03:04:05')");
        });
    try (Store opened = fixture.open(older)) {
      AdminAction action =
          new ModerationStore(opened, "s", Salts.counting(), fixture)
              .records()
              .actions("materie", null, null, 9)
              .join()
              .getFirst()
              .action();
      assertThat(action.type()).isEqualTo("kick");
      assertThat(action.source()).isEqualTo(AdminAction.Source.REPORTED);
      assertThat(action.at()).isEqualTo(Instant.parse("2025-01-02T03:04:05Z"));
    }
  }

  private void note(String id, String type, @Nullable Sanction imposed) {
    moderation.records().note(new ModerationEntry(action(id, type, imposed), imposed, null)).join();
  }

  private void lift(String id, SanctionKind kind, String room) {
    moderation
        .records()
        .note(
            new ModerationEntry(
                action(id, "un" + kind.wireName(), null),
                null,
                new Moderation.Lift(kind, "materie", room, "troll")))
        .join();
  }

  private static AdminAction action(String id, String type, @Nullable Sanction imposed) {
    return new AdminAction(
        id,
        type,
        "troll",
        "Troll",
        "mod",
        "Mo",
        "materie",
        "room",
        "noise",
        Fixture.NOON,
        AdminAction.Source.ENFORCED,
        imposed == null ? null : imposed.endsAt());
  }

  private static Sanction sanction(
      String id, SanctionKind kind, @Nullable String room, @Nullable Instant endsAt) {
    return new Sanction(
        id, kind, "materie", room, "troll", "mark", Set.of("neighbour"), "noise", endsAt);
  }

  private static Report report(String id) {
    return Report.filed(
        id, "materie", "room", "ada", "troll", "Troll", "shouts", null, Fixture.NOON);
  }

  private java.util.Optional<Report> change(
      String id, Report.@Nullable State state, @Nullable String note) {
    return moderation
        .reports()
        .change(id, new Report.Change("mod", state, note, Fixture.NOON))
        .join();
  }

  private int count(String table) {
    return Integer.parseInt(lines("SELECT count(*) FROM " + table).getFirst());
  }

  private List<String> lines(String sql) {
    return Fixture.other(folder)
        .withHandle(handle ->
            handle
                .createQuery(sql)
                .map((row, _) -> {
                  StringBuilder line = new StringBuilder();
                  for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    line.append(i == 1 ? "" : " ").append(row.getString(i));
                  }
                  return line.toString();
                })
                .list());
  }
}
