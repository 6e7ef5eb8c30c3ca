// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The database under test: a SQLite file in the test's folder, or with
/// `-Dpalaver.database=postgresql` a database of a real PostgreSQL that runs as long as the tests.
final class TestDatabase {

  static final String PROPERTY = "palaver.database";
  static final String POSTGRESQL = "postgresql";

  private static final boolean POSTGRES = POSTGRESQL.equals(System.getProperty(PROPERTY));
  private static final Map<Path, String> NAMES = new ConcurrentHashMap<>();

  private TestDatabase() {}

  /// One server for all tests of this process; it ends with it.
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("fsync", "off")
            .start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  static boolean isPostgres() {
    return POSTGRES;
  }

  static boolean isSqlite() {
    return !POSTGRES;
  }

  static Database in(Path folder) {
    return POSTGRES
        ? new Database.Postgres(url(name(folder)))
        : new Database.Sqlite(sqliteFile(folder));
  }

  /// The database as one word of a command line, and back.
  static String argument(Path folder) {
    return POSTGRES ? url(name(folder)) : sqliteFile(folder).toString();
  }

  static Database ofArgument(String argument) {
    return argument.startsWith("jdbc:")
        ? new Database.Postgres(argument)
        : new Database.Sqlite(Path.of(argument));
  }

  static Path sqliteFile(Path folder) {
    return folder.resolve("palaver.db");
  }

  /// The same database seen by another program.
  static Jdbi other(Path folder) {
    return Jdbi.create(POSTGRES ? url(name(folder)) : "jdbc:sqlite:" + sqliteFile(folder));
  }

  /// Leaves in `target` what the death of the store in `source` would leave: no connection closes
  /// in good order, nothing is written any more.
  static void kill(Path source, Path target) {
    if (POSTGRES) {
      copyDatabase(name(source), NAMES.computeIfAbsent(target, _ -> freshName()));
      return;
    }
    for (String name : List.of("palaver.db", "palaver.db-wal")) {
      try {
        Files.copy(source.resolve(name), target.resolve(name));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private static void copyDatabase(String source, String target) {
    try (Handle admin = admin()) {
      admin.execute("ALTER DATABASE " + source + " ALLOW_CONNECTIONS false");
      admin
          .createQuery(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
          .bind("name", source)
          .mapTo(Boolean.class)
          .list();
      admin.execute("CREATE DATABASE " + target + " TEMPLATE " + source);
      admin.execute("ALTER DATABASE " + target + " ALLOW_CONNECTIONS true");
    }
  }

  private static String name(Path folder) {
    return NAMES.computeIfAbsent(
        folder,
        _ -> {
          String name = freshName();
          try (Handle admin = admin()) {
            admin.execute("CREATE DATABASE " + name);
          }
          return name;
        });
  }

  private static String freshName() {
    return "test_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
  }

  private static Handle admin() {
    return Jdbi.open(url("postgres"));
  }

  private static String url(String name) {
    return Server.RUNNING.getJdbcUrl("postgres", name);
  }
}
