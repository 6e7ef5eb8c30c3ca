// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/// Copies of a SQLite database by SQLite's online backup, which sees one moment of it and holds no
/// writer up. A copy of the file would miss what is in its write-ahead log.
public final class SqliteBackup {

  /// All pages in one step: with smaller ones each commit of another process would start it anew.
  private static final int ALL_PAGES = -1;

  private static final int RETRY_PAUSE_MS = 100;
  private static final int RETRIES = 50;
  private static final int BUSY_TIMEOUT_MS = 5_000;

  private SqliteBackup() {}

  /// Writes a copy of `database` to `target`, which must not be there. What is there afterwards is
  /// whole, checked and on the disk, or it is not there. A server may use the database meanwhile.
  ///
  /// @throws IOException when it cannot be done; the message says why
  public static void write(Path database, Path target) throws IOException {
    if (Files.exists(target)) {
      throw new IOException(target + " is there already");
    }
    Path unfinished = target.resolveSibling(target.getFileName() + ".part");
    deleteWithLogs(unfinished);
    try {
      copy(database, unfinished);
      check(unfinished);
      try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (SQLException failure) {
      throw new IOException(String.valueOf(failure.getMessage()), failure);
    } finally {
      deleteWithLogs(unfinished);
    }
  }

  /// Makes sure that a file is a database of a version that this program can use, and undamaged.
  ///
  /// @throws IOException when it is not; the message says why
  public static void check(Path file) throws IOException {
    try (Connection connection = open(file);
        Statement statement = connection.createStatement()) {
      try (ResultSet answer = statement.executeQuery("PRAGMA integrity_check(1)")) {
        String found = answer.next() ? answer.getString(1) : "nothing";
        if (!found.equals("ok")) {
          throw new IOException(file + " is damaged: " + found);
        }
      }
      try (ResultSet answer =
          statement.executeQuery(
              "SELECT count(*) FROM sqlite_master WHERE name = 'flyway_schema_history'")) {
        if (!answer.next() || answer.getInt(1) == 0) {
          throw new IOException(file + " is no database of this program");
        }
      }
    } catch (SQLException failure) {
      throw new IOException(file + " cannot be read: " + failure.getMessage(), failure);
    }
    checkVersion(file);
  }

  private static void checkVersion(Path file) throws IOException {
    try {
      boolean newer =
          Arrays.stream(Migrations.of(new SqliteFile(file, BUSY_TIMEOUT_MS)).load().info().all())
              .anyMatch(step -> step.getState() == MigrationState.FUTURE_SUCCESS);
      if (newer) {
        throw new IOException(file + " is of a newer version of this program");
      }
    } catch (FlywayException failure) {
      throw new IOException(file + " cannot be read: " + failure.getMessage(), failure);
    }
  }

  private static void copy(Path from, Path to) throws SQLException, IOException {
    try (Connection connection = open(from)) {
      int result =
          connection
              .unwrap(SQLiteConnection.class)
              .getDatabase()
              .backup(
                  "main", to.toAbsolutePath().toString(), null, RETRY_PAUSE_MS, RETRIES, ALL_PAGES);
      if (result != SQLiteErrorCode.SQLITE_OK.code) {
        throw new IOException(
            from + " cannot be copied: " + SQLiteErrorCode.getErrorCode(result).message);
      }
    }
  }

  /// Not made when it is not there.
  private static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  /// Puts what the write-ahead log of a database holds into its file, so that the file is all of
  /// it.
  ///
  /// @throws IOException when it cannot be done; the message says why
  public static void settle(Path database) throws IOException {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      if (!answer.next() || answer.getInt(1) != 0) {
        throw new IOException(database + " is in use");
      }
    } catch (SQLException failure) {
      throw new IOException(database + " cannot be settled: " + failure.getMessage(), failure);
    }
    deleteLogs(database);
  }

  private static void deleteWithLogs(Path database) throws IOException {
    Files.deleteIfExists(database);
    deleteLogs(database);
  }

  private static void deleteLogs(Path database) throws IOException {
    for (String end : List.of("-wal", "-shm", "-journal")) {
      Files.deleteIfExists(database.resolveSibling(database.getFileName() + end));
    }
  }
}
