// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/// One SQLite file and how its connections are set up.
///
/// Transactions begin IMMEDIATE: one that reads first and writes later would otherwise fail with
/// SQLITE_BUSY_SNAPSHOT, which no timeout helps against. FULL makes each commit survive a power
/// loss, which group commit makes affordable.
record SqliteFile(Path path, int busyTimeoutMs) implements Backend {

  @Override
  public SQLiteDataSource writing() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(busyTimeoutMs);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + path.toAbsolutePath());
    return source;
  }

  @Override
  public HikariDataSource reading(int connections) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("store-readers");
    pool.setDataSource(writing());
    pool.setConnectionInitSql("PRAGMA query_only = ON");
    pool.setMaximumPoolSize(connections);
    return new HikariDataSource(pool);
  }

  @Override
  public String keyColumn() {
    return "INTEGER PRIMARY KEY AUTOINCREMENT";
  }

  /// The lock of the data folder does it.
  @Override
  public AutoCloseable hold() {
    return () -> {};
  }

  @Override
  public @Nullable Constraint violated(SQLException failure) {
    if (!(failure instanceof SQLiteException told)) {
      return null;
    }
    return switch (told.getResultCode()) {
      case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
          Constraint.UNIQUE;
      case SQLITE_CONSTRAINT_FOREIGNKEY -> Constraint.FOREIGN_KEY;
      case SQLITE_CONSTRAINT_CHECK -> Constraint.CHECK;
      case SQLITE_CONSTRAINT_NOTNULL -> Constraint.NOT_NULL;
      default -> null;
    };
  }
}
