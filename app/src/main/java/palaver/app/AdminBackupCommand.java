// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;
import palaver.store.SqliteBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `palaver admin backup FILE`: a copy of the database of one moment, while the server runs or not.
@Command(
    name = "backup",
    description = "Writes a copy of the database, while the server runs or not (SQLite).",
    mixinStandardHelpOptions = true)
final class AdminBackupCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @ParentCommand AdminCommand admin = new AdminCommand();

  @Parameters(paramLabel = "FILE", description = "Where the copy goes; must not be there.")
  Path file = Path.of("");

  @Override
  public Integer call() throws StartFailure {
    Path database = admin.sqlite("back it up with pg_dump");
    try {
      SqliteBackup.write(database, file.toAbsolutePath());
      DataFolder.restrict(file.toAbsolutePath());
      spec.commandLine()
          .getErr()
          .println(
              "The database is in "
                  + file
                  + " ("
                  + Files.size(file)
                  + " bytes, checked). The keys beside it are not: see docs/deployment.md.");
      spec.commandLine().getErr().flush();
      return 0;
    } catch (IOException failure) {
      throw new StartFailure("no backup: " + failure.getMessage(), failure);
    }
  }
}
