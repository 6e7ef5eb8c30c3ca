// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/// A migration that must look at what is there before it acts.
abstract class SchemaStep implements JavaMigration {

  /// Where a `voice_sessions` table of another program stands between the two steps.
  static final String OLDER_TABLE = "voice_sessions_older";

  private final MigrationVersion version;
  private final String description;

  SchemaStep(int version, String description) {
    this.version = MigrationVersion.fromVersion(Integer.toString(version));
    this.description = description;
  }

  abstract void apply(Handle handle);

  /// Whether there is a `table` in a SQLite file. Only there another program's tables are taken
  /// over; elsewhere the answer is no.
  static boolean exists(Handle handle, String table) {
    return isSqlite(handle)
        && handle
                .createQuery(
                    "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = :table")
                .bind("table", table)
                .mapTo(Integer.class)
                .one()
            > 0;
  }

  private static boolean isSqlite(Handle handle) {
    try {
      return handle.getConnection().isWrapperFor(SQLiteConnection.class);
    } catch (SQLException failure) {
      throw new IllegalStateException("a connection knows what it is", failure);
    }
  }

  @Override
  public MigrationVersion getVersion() {
    return version;
  }

  @Override
  public String getDescription() {
    return description;
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) {
    // The connection and its transaction are Flyway's: the handle must not be closed.
    apply(Jdbi.open(context.getConnection()));
  }
}
