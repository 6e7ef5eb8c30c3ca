// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.start.DataFolder;
import palaver.net.SystemSecrets;
import palaver.rooms.audit.AuditNote;
import palaver.store.Database;
import palaver.store.Store;
import palaver.store.StoreLimits;
import picocli.CommandLine;

@DisplayName("`palaver admin audit verify` with a PostgreSQL database")
final class AdminAuditPostgresTest {

  @TempDir Path folder;

  @Test
  void aLogIsWholeUntilSomebodyChangesIt() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("fsync", "off")
            .start()) {
      String url = "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
      write(Database.Postgres.parse(url));
      assertThat(verify(url)).startsWith("0 ").contains("whole: 3 entries, 1 signed heads");

      Jdbi.create(postgres.getPostgresDatabase())
          .useHandle(handle ->
              handle.execute("UPDATE audit_log SET action = 'nothing' WHERE sequence = 2"));
      assertThat(verify(url)).startsWith("1 ").contains("broken: entry 2 of server");
    }
  }

  private void write(Database database) throws Exception {
    InstantSource clock = InstantSource.system();
    try (DataFolder data = DataFolder.hold(folder);
        Store store = Store.open(database, clock, StoreLimits.DEFAULT);
        CommunityParts parts =
            CommunityParts.open(data, database, store, new SystemSecrets(), clock)) {
      for (int i = 0; i < 3; i++) {
        parts.ports().audit().note(AuditNote.of(clock.instant(), "key_rotated", "ada")).join();
      }
    }
  }

  /// The exit code and what was said.
  private String verify(String url) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new AdminCommand());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    int code = line.execute("audit", "verify", "--data=" + folder, "--database=" + url);
    return code + " " + out;
  }
}
