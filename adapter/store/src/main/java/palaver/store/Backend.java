// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What differs between the databases: how connections are made, how the key column is declared,
/// and how a broken constraint shows. Everything else is one set of SQL.
sealed interface Backend permits SqliteFile, PostgresServer {

  static Backend of(Database database, StoreLimits limits) {
    return switch (database) {
      case Database.Sqlite sqlite -> new SqliteFile(sqlite.file(), limits.busyTimeoutMs());
      case Database.Postgres postgres -> new PostgresServer(postgres.url(), limits.busyTimeoutMs());
    };
  }

  /// The connections of the one thread that writes.
  DataSource writing();

  /// A pool of connections that cannot write.
  HikariDataSource reading(int connections);

  /// The type of a column that numbers its rows by itself.
  String keyColumn();

  /// Makes sure that no second server uses the database, until the answer is closed.
  ///
  /// @throws StoreUnavailableException when another server does
  AutoCloseable hold();

  /// Which constraint `failure` tells of, or null when it tells of something else.
  @Nullable Constraint violated(SQLException failure);

  /// The broken constraint in the causes of `failure`, or null.
  default @Nullable Constraint violatedIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return violated(sql);
      }
    }
    return null;
  }
}
