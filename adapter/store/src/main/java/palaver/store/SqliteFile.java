// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// One SQLite file and how its connections are set up.
///
/// Transactions begin IMMEDIATE: one that reads first and writes later would otherwise fail with
/// SQLITE_BUSY_SNAPSHOT, which no timeout helps against. FULL makes each commit survive a power
/// loss, which group commit makes affordable.
record SqliteFile(Path path, int busyTimeoutMs) {

  SQLiteDataSource writing() {
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

  HikariDataSource reading(int connections) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("store-readers");
    pool.setDataSource(writing());
    pool.setConnectionInitSql("PRAGMA query_only = ON");
    pool.setMaximumPoolSize(connections);
    return new HikariDataSource(pool);
  }
}
