// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;
import palaver.http.rest.AccountDesk;
import palaver.net.SystemSecrets;
import palaver.rooms.audit.AuditNote;
import palaver.store.SqliteBackup;
import palaver.store.Store;
import palaver.store.StoreLimits;
import palaver.store.StoreUnavailableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `palaver admin restore FILE`: puts a backup in the place of the database.
///
/// The audit log goes back in time with it, so a chain of a new server id begins: the old one stays
/// verifiable as far as the backup has it, and the first entry of the new one says what happened.
@Command(
    name = "restore",
    description = "Puts a backup in the place of the database; the server must not run (SQLite).",
    mixinStandardHelpOptions = true)
final class AdminRestoreCommand implements Callable<Integer> {
  static final String BEFORE = ".before-restore";

  private static final String FRESH = "palaver.db.restored";

  @Spec CommandSpec spec = CommandSpec.create();
  @ParentCommand AdminCommand admin = new AdminCommand();

  @Parameters(paramLabel = "FILE", description = "What `backup` wrote.")
  Path file = Path.of("");

  @Override
  public Integer call() throws StartFailure {
    admin.requireSqlite("restore it with pg_restore");
    try (DataFolder data = DataFolder.hold(admin.data())) {
      Files.deleteIfExists(data.file(FRESH));
      SqliteBackup.write(file.toAbsolutePath(), data.file(FRESH));
      data.restrict(FRESH);
      replace(data);
      int erased = settleIn(data);
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "The database is that of " + file + ". The one before is palaver.db" + BEFORE + ".");
      err.println(erased + " people who were erased since were erased again.");
      err.flush();
      return 0;
    } catch (IOException | StoreUnavailableException failure) {
      throw new StartFailure("nothing was restored: " + failure.getMessage(), failure);
    }
  }

  /// At each moment there is a whole database in its place, unless the old one is damaged.
  private static void replace(DataFolder data) throws IOException {
    Path database = data.database();
    Path before = data.file("palaver.db" + BEFORE);
    for (String end : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(data.file("palaver.db" + BEFORE + end));
    }
    if (Files.exists(database)) {
      try {
        SqliteBackup.settle(database);
        Files.createLink(before, database);
      } catch (IOException | UnsupportedOperationException damagedOrNoLinks) {
        for (String end : List.of("-wal", "-shm", "")) {
          Path part = data.file("palaver.db" + end);
          if (Files.exists(part)) {
            Files.move(part, data.file("palaver.db" + BEFORE + end));
          }
        }
      }
    }
    Files.move(
        data.file(FRESH),
        database,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static int settleIn(DataFolder data) throws IOException {
    InstantSource clock = InstantSource.system();
    SystemSecrets secrets = new SystemSecrets();
    String old = setAside(data, CommunityParts.SERVER_ID_FILE);
    setAside(data, AuditSeals.HEAD_FILE);
    try (Store store = Store.open(data.database(), clock, StoreLimits.DEFAULT);
        CommunityParts community = CommunityParts.open(data, store, secrets, clock)) {
      community
          .ports()
          .audit()
          .note(
              new AuditNote(
                  clock.instant(),
                  "data.restored",
                  null,
                  null,
                  old == null ? null : "after server " + old,
                  AccountDesk.CONSOLE,
                  null,
                  null))
          .join();
      return community.people().eraseAgain();
    }
  }

  /// Renames a file and answers what is in it; null when there is none.
  private static @Nullable String setAside(DataFolder data, String name) throws IOException {
    Path path = data.file(name);
    if (!Files.exists(path)) {
      return null;
    }
    String content = Files.readString(path).strip();
    Files.move(path, data.file(name + BEFORE), StandardCopyOption.REPLACE_EXISTING);
    return content;
  }
}
