// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.start.DataFolder;
import picocli.CommandLine;

@DisplayName("`palaver admin demo-data`, `backup`, `restore` and what becomes of people")
final class AdminDataCommandTest {

  @TempDir Path folder;
  private Path data;
  private Path backup;

  @BeforeEach
  void demoData() {
    data = folder.resolve("data");
    backup = folder.resolve("copy.db");
    assertThat(
            admin(
                    "demo-data",
                    "--days=3",
                    "--sessions-per-day=40",
                    "--last-day=2026-03-01",
                    "--seed=7")
                .text())
        .contains("from 2026-02-27 to 2026-03-01");
  }

  private record Outcome(int exitCode, String text) {}

  private Outcome admin(String... words) {
    StringWriter text = new StringWriter();
    CommandLine line = new CommandLine(new AdminCommand());
    line.setOut(new PrintWriter(text));
    line.setErr(new PrintWriter(text));
    line.setExecutionExceptionHandler((failure, _, _) -> {
      text.append(failure.getMessage());
      return 2;
    });
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add("--data=" + data);
    return new Outcome(line.execute(arguments.toArray(String[]::new)), text.toString());
  }

  private long count(Path database, String query) {
    return Jdbi.create("jdbc:sqlite:" + database)
        .withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }

  private long sessionsOf(String user) {
    return count(
        data.resolve("palaver.db"),
        "SELECT count(*) FROM voice_sessions WHERE user_id = '" + user + "'");
  }

  @Test
  void demoDataIsNotMixedWithWhatIsThere() {
    long sessions = count(data.resolve("palaver.db"), "SELECT count(*) FROM voice_sessions");
    assertThat(sessions).isBetween(60L, 240L);
    Outcome again = admin("demo-data");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.text()).contains("there are sessions already");
    assertThat(count(data.resolve("palaver.db"), "SELECT count(*) FROM voice_sessions"))
        .isEqualTo(sessions);
  }

  @Test
  void aBackupIsWholeWhileTheServerRunsAndHasWhatWasWrittenLast() throws Exception {
    try (DataFolder held = DataFolder.hold(data)) {
      Jdbi server = Jdbi.create("jdbc:sqlite:" + held.database());
      server.useHandle(handle -> {
        handle.execute("INSERT INTO worlds VALUES ('late', 9, 1, '2026-03-01', 1)");
        assertThat(admin("backup", backup.toString()).text()).contains("checked");
      });
    }
    assertThat(count(backup, "SELECT count(*) FROM worlds WHERE world = 'late'")).isEqualTo(1);
    assertThat(Files.getPosixFilePermissions(backup))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(folder).isDirectoryNotContaining(file -> file.toString().contains(".part"));
    Outcome twice = admin("backup", backup.toString());
    assertThat(twice.exitCode()).isEqualTo(2);
    assertThat(twice.text()).contains("is there already");
  }

  @Test
  void aRestoreBringsBackWhatWasButNobodyWhoWasErasedSince() throws Exception {
    assertThat(sessionsOf("demo-0")).isPositive();
    long others = sessionsOf("demo-1");
    admin("backup", backup.toString());
    assertThat(admin("user", "export", "demo-0").text()).contains("\"voice_sessions\"");
    assertThat(admin("user", "erase", "demo-0").text()).contains("Nothing names demo-0");
    assertThat(admin("user", "export", "demo-0").text()).contains("\"data\" : { }");
    admin("user", "erase", "demo-1");

    Outcome restored = admin("restore", backup.toString());

    assertThat(restored.text()).contains("2 people who were erased since");
    assertThat(restored.exitCode()).isZero();
    assertThat(sessionsOf("demo-0") + sessionsOf("demo-1")).isZero();
    assertThat(
            count(
                data.resolve("palaver.db"),
                "SELECT count(*) FROM voice_sessions WHERE user_id LIKE 'erased-%'"))
        .isGreaterThan(others);
    assertThat(Files.readString(data.resolve(ErasureList.FILE))).doesNotContain("demo");
    assertThat(data.resolve("palaver.db.before-restore")).exists();
    assertThat(admin("audit", "verify").text()).contains("whole");
    assertThat(
            count(
                data.resolve("palaver.db"),
                "SELECT count(*) FROM audit_log WHERE action = 'data.restored' AND sequence = 1"))
        .isEqualTo(1);
  }

  @Test
  void aRestoreIsRefusedWhileAServerRunsOrOfWhatIsNoBackup() throws Exception {
    admin("backup", backup.toString());
    try (DataFolder _ = DataFolder.hold(data)) {
      Outcome running = admin("restore", backup.toString());
      assertThat(running.exitCode()).isEqualTo(2);
      assertThat(running.text()).contains("another server runs");
    }
    long before = sessionsOf("demo-0");
    Path text = Files.writeString(folder.resolve("letter.txt"), "no database".repeat(500));
    assertThat(admin("restore", text.toString()).text()).contains("nothing was restored");
    byte[] cut = Files.readAllBytes(backup);
    Path half = Files.write(folder.resolve("half.db"), Arrays.copyOf(cut, cut.length / 2));
    assertThat(admin("restore", half.toString()).text()).contains("nothing was restored");
    assertThat(admin("restore", folder.resolve("none").toString()).text())
        .contains("nothing was restored");
    assertThat(sessionsOf("demo-0")).isEqualTo(before).isPositive();
  }

  @Test
  void aDamagedDatabaseIsNoReasonNotToRestore() throws Exception {
    admin("backup", backup.toString());
    long before = sessionsOf("demo-0");
    Files.writeString(data.resolve("palaver.db"), "the disk had a bad day ".repeat(1_000));
    assertThat(admin("restore", backup.toString()).exitCode()).isZero();
    assertThat(sessionsOf("demo-0")).isEqualTo(before);
  }

  @Test
  void postgresqlHasProgramsOfItsOwnForIt() {
    String url = "--database=postgresql://127.0.0.1:1/none";
    assertThat(admin("backup", backup.toString(), url).text()).contains("pg_dump");
    assertThat(admin("restore", backup.toString(), url).text()).contains("pg_restore");
    assertThat(admin("audit", "verify", url).exitCode()).isEqualTo(2);
  }

  @Test
  void erasuresThatAreRefusedAreNotOnTheList() throws Exception {
    assertThat(admin("user", "erase", "nobody").text()).contains("Nothing is stored");
    assertThat(Files.readString(data.resolve(ErasureList.FILE))).isEmpty();
  }

  @Test
  void theCommandLineKnowsThemAll() {
    StringWriter err = new StringWriter();
    String[] words = {"admin", "backup", backup.toString(), "--data", data.toString()};
    assertThat(Cli.run(Map.of(), new PrintWriter(err, true), words)).isZero();
    String[] none = {"admin", "backup", "x.db", "--data", folder.resolve("none").toString()};
    assertThat(Cli.run(Map.of(), new PrintWriter(err, true), none)).isEqualTo(2);
    assertThat(err.toString()).contains("there is no database");
  }
}
