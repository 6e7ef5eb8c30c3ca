// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.identity.Account;
import palaver.identity.Role;
import palaver.rooms.SessionRecord;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.insight.ReportKind;
import palaver.rooms.insight.ReportQuery;
import palaver.rooms.insight.ReportTable;
import palaver.rooms.moderation.AdminAction;
import palaver.rooms.moderation.ChatMessage;
import palaver.rooms.moderation.ModerationEntry;
import palaver.rooms.moderation.Report;
import palaver.rooms.moderation.Sanction;
import palaver.rooms.moderation.SanctionKind;
import palaver.rooms.privacy.PersonRecords.Erased;

@DisplayName("What is stored about a person: shown, erased, let go")
final class PersonalDataTest {

  private static final LocalDate LAST_DAY = LocalDate.parse("2026-02-28");

  @TempDir Path folder;
  private final Fixture fixture = new Fixture();
  private Store store;
  private ModerationStore moderation;
  private PersonalData people;

  @BeforeEach
  void open() {
    DemoData.write(TestDatabase.in(folder), LAST_DAY, 40, 60, new SplittableRandom(7));
    store = fixture.open(folder);
    moderation = new ModerationStore(store, "server-1", Salts.counting(), fixture);
    people = moderation.people();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private long count(String query) {
    return Fixture.other(folder)
        .withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }

  private String everything() {
    StringBuilder text = new StringBuilder();
    for (String table :
        List.of(
            "users",
            "accounts",
            "voice_sessions",
            "usage_users",
            "admin_actions",
            "sanctions",
            "reports",
            "report_notes",
            "chat_messages",
            "audit_log")) {
      Fixture.other(folder)
          .useHandle(handle ->
              handle
                  .createQuery("SELECT * FROM " + table)
                  .mapToMap()
                  .forEach(row -> text.append(row).append('\n')));
    }
    return text.toString();
  }

  private ReportTable report(ReportKind kind) {
    return store
        .insight()
        .report(kind, new ReportQuery(LAST_DAY.minusDays(39), LAST_DAY, null, 100))
        .join();
  }

  private Sanction ban(String user, Instant endsAt) {
    return new Sanction(
        "s-on-them", SanctionKind.BAN, "materie", null, user, "words about Troll", endsAt);
  }

  /// A ban of somebody on the network of `user`, who was there.
  private static Sanction banNear(String user, Instant endsAt) {
    return new Sanction(
        "s-near-them",
        SanctionKind.BAN,
        "materie",
        null,
        "other",
        "mark",
        Set.of(user),
        "noise",
        endsAt);
  }

  private static AdminAction bystanderOf(String id, Instant at, Instant endsAt) {
    return new AdminAction(
        id,
        "ban",
        "other",
        "Other",
        "mo",
        "Mo",
        "materie",
        null,
        "noise",
        at,
        AdminAction.Source.ENFORCED,
        endsAt);
  }

  /// Something in every table that can name a person, by them and about them.
  private void troubleWith(String user, Instant banEnds) {
    Instant now = fixture.instant();
    store.accounts().add(Account.fresh(user, Role.MODERATOR, "no-hash", now)).join();
    AdminAction on =
        new AdminAction(
            "a-on-them",
            "ban",
            user,
            "Troll",
            "mo",
            "Mo",
            "materie",
            null,
            "words about Troll",
            now,
            AdminAction.Source.ENFORCED,
            banEnds);
    AdminAction by =
        new AdminAction(
            "a-by-them",
            "kick",
            "other",
            "Other",
            user,
            "Troll",
            "materie",
            "materie-1",
            null,
            now,
            AdminAction.Source.ENFORCED,
            null);
    moderation.records().note(new ModerationEntry(on, ban(user, banEnds), null)).join();
    moderation.records().note(new ModerationEntry(by, null, null)).join();
    moderation
        .records()
        .note(
            new ModerationEntry(
                bystanderOf("a-near-them", now, banEnds), banNear(user, banEnds), null))
        .join();
    moderation.audit().note(AuditNote.of(now, "account.logged-in", user)).join();
    moderation
        .chat()
        .add(
            new ChatMessage(
                "m-1", new RoomKey("materie", "materie-1"), user, "Troll", "words of Troll", now))
        .join();
    moderation.reports().file(filed("r-on-them", "other", user)).join();
    moderation.reports().file(filed("r-by-them", user, "other")).join();
  }

  private Report filed(String id, String reporter, String reported) {
    return Report.filed(
        id,
        "materie",
        "materie-1",
        reporter,
        reported,
        reported.equals("other") ? "Other" : "Troll",
        "words about Troll",
        null,
        fixture.instant());
  }

  @Test
  void anExportHasWhatEveryTableKnowsAndNobodyElse() {
    troubleWith("demo-0", fixture.instant().plusSeconds(60));
    Map<String, List<Map<String, @Nullable Object>>> all = people.export("demo-0").join();
    assertThat(all.keySet())
        .containsExactly(
            "users",
            "accounts",
            "voice_sessions",
            "chat_messages",
            "usage_users",
            "admin_actions_on_them",
            "admin_actions_by_them",
            "sanctions",
            "sanctions_not_on_them",
            "reports_by_them",
            "reports_on_them",
            "audit_log");
    assertThat(all.get("voice_sessions"))
        .hasSize((int) count("SELECT count(*) FROM voice_sessions WHERE user_id = 'demo-0'"))
        .allMatch(row -> "demo-0".equals(row.get("user_id")));
    assertThat(all.toString())
        .contains("words of Troll")
        .doesNotContain("no-hash")
        .doesNotContain("other");
    assertThat(people.export("nobody").join()).isEmpty();
  }

  @Test
  void nothingNamesAnErasedPersonAndEverySumStays() {
    List<ReportTable> sums =
        List.of(
            report(ReportKind.SUMMARY), report(ReportKind.ROOMS), report(ReportKind.PEAK_TIMES));
    long sessions = count("SELECT count(*) FROM voice_sessions");
    long differentPeople = count("SELECT count(DISTINCT user_id) FROM voice_sessions");
    troubleWith("demo-0", fixture.instant().plusSeconds(60));
    fixture.advanceSeconds(61);

    assertThat(people.erase("demo-0", fixture.instant(), "ada").join()).isEqualTo(Erased.DONE);

    assertThat(people.export("demo-0").join()).isEmpty();
    assertThat(everything())
        .doesNotContain("demo-0,")
        .doesNotContain("demo-0}")
        .doesNotContain("Troll");
    assertThat(people.people().join()).doesNotContain("demo-0");
    assertThat(count("SELECT count(*) FROM voice_sessions")).isEqualTo(sessions);
    assertThat(count("SELECT count(DISTINCT user_id) FROM voice_sessions"))
        .isEqualTo(differentPeople);
    assertThat(
            List.of(
                report(ReportKind.SUMMARY),
                report(ReportKind.ROOMS),
                report(ReportKind.PEAK_TIMES)))
        .isEqualTo(sums);
  }

  @Test
  void theAuditLogStaysWholeAndSaysThatSomebodyWasErased() {
    troubleWith("demo-0", fixture.instant().plusSeconds(60));
    people.erase("demo-0", fixture.instant(), "ada").join();

    AuditVerification.Result result =
        AuditVerification.verify(TestDatabase.in(folder), (_, _) -> true, null);
    assertThat(result.defect()).isNull();
    assertThat(
            count(
                "SELECT count(*) FROM audit_log WHERE action = 'person.erased' AND actor = 'ada' AND target IS NULL"))
        .isEqualTo(1);
  }

  @Test
  void aBanThatHoldsOutlivesTheErasureAndGoesAtItsEnd() {
    troubleWith("demo-0", fixture.instant().plusSeconds(3_600));
    Instant erasedAt = fixture.instant();
    people.erase("demo-0", erasedAt, "ada").join();
    assertThat(moderation.holding(fixture.instant()).join())
        .extracting(Sanction::userId)
        .containsExactlyInAnyOrder("demo-0", "other");

    fixture.advanceSeconds(3_601);
    assertThat(people.erase("demo-0", erasedAt, "ada").join()).isEqualTo(Erased.DONE);
    assertThat(people.people().join()).doesNotContain("demo-0");
  }

  @Test
  void whoComesBackLaterIsNotErasedOnceMore() {
    Instant erasedAt = fixture.instant();
    people.erase("demo-0", erasedAt, "ada").join();
    fixture.advanceSeconds(Duration.ofDays(40).toSeconds());
    store
        .sessions()
        .insert(
            SessionRecord.opened(
                new SessionId("back"), Fixture.ROOM, "demo-0", "Ada", fixture.instant()))
        .join();

    assertThat(people.erase("demo-0", erasedAt, "ada").join()).isEqualTo(Erased.UNKNOWN);
    assertThat(count("SELECT count(*) FROM voice_sessions WHERE user_id = 'demo-0'")).isEqualTo(1);
  }

  @Test
  void theLastAdminAndPeopleWhomNobodyKnowsAreNotErased() {
    store.accounts().add(Account.fresh("root", Role.ADMIN, "no-hash", fixture.instant())).join();
    assertThat(people.erase("root", fixture.instant(), "root").join()).isEqualTo(Erased.LAST_ADMIN);
    assertThat(people.erase("nobody", fixture.instant(), "root").join()).isEqualTo(Erased.UNKNOWN);
    assertThat(count("SELECT count(*) FROM accounts WHERE user_id = 'root'")).isEqualTo(1);
  }

  @Test
  void rowsGoWhenTheirTimeIsOverAndSumsStay() {
    troubleWith("demo-1", fixture.instant().plusSeconds(60));
    ReportTable before = report(ReportKind.SUMMARY);
    Retention retention = Retention.with(Map.of("sessions", 20, "usage", 20, "chat", 1));
    long older =
        count("SELECT count(*) FROM voice_sessions WHERE joined_at < '2026-02-09T12:00:00.000Z'");
    long all = count("SELECT count(*) FROM voice_sessions");
    assertThat(older).isGreaterThan(1_000);

    people.forget(retention);

    assertThat(count("SELECT count(*) FROM voice_sessions")).isEqualTo(all - older);
    assertThat(count("SELECT count(*) FROM call_metrics")).isEqualTo(all - older);
    assertThat(count("SELECT count(*) FROM usage_users WHERE period < '2026-02-09'")).isZero();
    assertThat(count("SELECT count(*) FROM chat_messages")).isEqualTo(1);
    assertThat(report(ReportKind.SUMMARY)).isEqualTo(before);

    fixture.advanceSeconds(Duration.ofDays(2).toSeconds());
    people.forget(retention);
    assertThat(count("SELECT count(*) FROM chat_messages")).isZero();
  }

  @Test
  void yearsLaterNothingNamesAnybodyWhoHasNoAccount() {
    troubleWith("demo-1", fixture.instant().plusSeconds(60));
    fixture.advanceSeconds(Duration.ofDays(800).toSeconds());
    people.forget(Retention.defaults());

    assertThat(count("SELECT count(*) FROM voice_sessions")).isZero();
    assertThat(count("SELECT count(*) FROM sanctions")).isZero();
    assertThat(count("SELECT count(*) FROM admin_actions")).isZero();
    assertThat(people.people().join())
        .as("an account, and reports that are still open")
        .containsExactlyInAnyOrder("demo-1", "other");
    assertThat(AuditVerification.verify(TestDatabase.in(folder), (_, _) -> true, null).defect())
        .isNull();
  }

  @Test
  void nothingGoesThatIsToBeKeptForEver() {
    long all = count("SELECT count(*) FROM voice_sessions");
    fixture.advanceSeconds(Duration.ofDays(4_000).toSeconds());
    people.forget(Retention.with(Map.of("sessions", 0)));
    assertThat(count("SELECT count(*) FROM voice_sessions")).isEqualTo(all);
  }
}
