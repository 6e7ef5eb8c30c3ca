// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.start.DataFolder;
import palaver.net.SystemSecrets;
import palaver.rooms.audit.AuditNote;
import palaver.store.Store;
import palaver.store.StoreLimits;
import picocli.CommandLine;

@DisplayName("`palaver admin audit verify`")
final class AdminAuditCommandTest {

  @TempDir Path folder;

  /// A server's life, as far as the audit log sees it.
  private void run(int entries, String expectedWhileRunning) throws Exception {
    InstantSource clock = InstantSource.system();
    try (DataFolder data = DataFolder.hold(folder);
        Store store = Store.open(data.database(), clock, StoreLimits.DEFAULT);
        CommunityParts parts = CommunityParts.open(data, store, new SystemSecrets(), clock)) {
      for (int i = 0; i < entries; i++) {
        parts.ports().audit().note(AuditNote.of(clock.instant(), "key_rotated", "ada")).join();
      }
      assertThat(verify().text()).contains(expectedWhileRunning);
    }
  }

  private record Outcome(int exitCode, String text) {}

  private Outcome verify(String... more) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new AdminCommand());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    List<String> arguments = new ArrayList<>(List.of("audit", "verify", "--data=" + folder));
    arguments.addAll(List.of(more));
    return new Outcome(line.execute(arguments.toArray(String[]::new)), out.toString());
  }

  private void attack(String sql) {
    Jdbi.create("jdbc:sqlite:" + folder.resolve("palaver.db"))
        .useHandle(handle -> handle.execute(sql));
  }

  @Test
  void aWholeLogIsZeroWithTheServerRunningAndStopped() throws Exception {
    run(3, "whole: 3 entries, 0 signed heads");
    Outcome stopped = verify();
    assertThat(stopped.text()).contains("whole: 3 entries, 1 signed heads");
    assertThat(stopped.exitCode()).isZero();
    run(2, "whole: 5 entries, 1 signed heads");
    assertThat(verify().text()).contains("whole: 5 entries, 2 signed heads");
  }

  @Test
  void aBrokenLogIsOneAndNamesTheFirstBrokenEntry() throws Exception {
    run(4, "whole");
    attack("UPDATE audit_log SET action = 'nothing' WHERE sequence IN (2, 3)");
    Outcome broken = verify();
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.text()).contains("broken: entry 2 of server");
  }

  @Test
  void aTailThatWasCutWithItsSignaturesShows() throws Exception {
    run(4, "whole");
    attack("DELETE FROM audit_log WHERE sequence = 4");
    attack("DELETE FROM audit_heads");
    Outcome broken = verify();
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.text()).contains("entry 4");
  }

  @Test
  void aHeadFromTheLogShowsWhatTheFileNoLongerDoes() throws Exception {
    run(4, "whole");
    List<String> kept = Files.readAllLines(folder.resolve("audit-head"));
    attack("DELETE FROM audit_log WHERE sequence = 4");
    attack("DELETE FROM audit_heads");
    Files.delete(folder.resolve("audit-head"));
    assertThat(verify().exitCode()).isZero();
    assertThat(verify("--head", String.join(":", kept.subList(0, 3))).text())
        .contains("broken: entry 4");
  }

  @Test
  void theCommandLineKnowsIt() throws Exception {
    run(1, "whole");
    StringWriter err = new StringWriter();
    String[] words = {"admin", "audit", "verify", "--data", folder.toString()};
    assertThat(Cli.run(Map.of(), new PrintWriter(err), words)).isZero();
    attack("UPDATE audit_log SET action = 'nothing'");
    assertThat(Cli.run(Map.of(), new PrintWriter(err), words)).isEqualTo(1);
    words[4] = folder.resolve("none").toString();
    assertThat(Cli.run(Map.of(), new PrintWriter(err, true), words)).isEqualTo(2);
    assertThat(err.toString()).contains("there is no database");
  }

  @Test
  void anotherKeyDoesNotSign() throws Exception {
    run(1, "whole");
    attack("UPDATE audit_heads SET signature = 'AAAA'");
    assertThat(verify().text()).contains("signature");
  }

  @Test
  void theKeyIsItsOwnersOnly() throws Exception {
    run(1, "whole");
    assertThat(Files.getPosixFilePermissions(folder.resolve("audit-key")))
        .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
  }
}
