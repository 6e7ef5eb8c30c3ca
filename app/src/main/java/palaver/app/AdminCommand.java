// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import palaver.app.console.ConsoleAnswer;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;
import palaver.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `palaver admin`: what only somebody with access to the machine may do, while the server runs or
/// not.
@Command(
    name = "admin",
    description = "Accounts, keys and data of a server, while it runs or not.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AdminKeyCommand.class,
      AdminUserCommand.class,
      AdminTokenCommand.class,
      AdminAuditCommand.class,
      AdminBackupCommand.class,
      AdminRestoreCommand.class,
      AdminDemoDataCommand.class
    })
final class AdminCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "./palaver-data",
      scope = ScopeType.INHERIT,
      description = "The data folder of the server (default: ${DEFAULT-VALUE}).")
  Path data = Path.of("./palaver-data");

  @Option(
      names = "--database",
      paramLabel = "URL",
      defaultValue = "${env:PALAVER_SERVER_DATABASE:-}",
      scope = ScopeType.INHERIT,
      description =
          "The PostgreSQL database of the server, if it has one (default: PALAVER_SERVER_DATABASE,"
              + " else the SQLite file in the data folder).")
  String database = "";

  /// The server's database.
  Database database(DataFolder folder) throws StartFailure {
    Database.@Nullable Postgres chosen = postgres();
    return chosen == null ? new Database.Sqlite(folder.database()) : chosen;
  }

  /// The PostgreSQL database that was chosen, or null for the file in the data folder.
  Database.@Nullable Postgres postgres() throws StartFailure {
    try {
      return database.isEmpty() ? null : Database.Postgres.parse(database);
    } catch (IllegalArgumentException malformed) {
      throw new StartFailure("--database: " + malformed.getMessage(), malformed);
    }
  }

  /// Refuses a command that is about a SQLite file.
  ///
  /// @param instead what to do with a PostgreSQL database
  void requireSqlite(String instead) throws StartFailure {
    if (postgres() != null) {
      throw new StartFailure("the database is a PostgreSQL one: " + instead);
    }
  }

  /// The SQLite file in the data folder.
  ///
  /// @param instead what to do with a PostgreSQL database
  Path sqlite(String instead) throws StartFailure {
    requireSqlite(instead);
    Path file = data.resolve("palaver.db");
    if (!Files.exists(file)) {
      throw new StartFailure("there is no database in the data folder " + data);
    }
    return file;
  }

  /// The data folder, wherever on the line it was named.
  Path data() {
    return data;
  }

  /// Has the server do something, prints what it answers, and answers the exit code.
  int run(String command, JsonNode arguments) throws StartFailure {
    ConsoleAnswer answer = AdminDesk.run(data, postgres(), command, arguments);
    if (!answer.ok()) {
      throw new StartFailure(String.join(" ", answer.remarks()));
    }
    answer.remarks().forEach(spec.commandLine().getErr()::println);
    answer.result().forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getErr().flush();
    spec.commandLine().getOut().flush();
    return 0;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what to administer, such as `palaver admin user list`");
  }
}
