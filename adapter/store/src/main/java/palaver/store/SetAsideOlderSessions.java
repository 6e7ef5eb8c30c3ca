// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// Renames a `voice_sessions` table that was there before us. SQLite cannot add a column that is
/// both UNIQUE and NOT NULL, so the rows move to a new table instead.
final class SetAsideOlderSessions extends SchemaStep {

  SetAsideOlderSessions() {
    super(1, "set aside older voice sessions");
  }

  @Override
  void apply(Handle handle) {
    if (exists(handle, "voice_sessions")) {
      setAside(handle, "voice_sessions", OLDER_TABLE);
    }
  }

  /// Renames `table` and drops its indexes, whose names would be in the way.
  static void setAside(Handle handle, String table, String older) {
    List<String> indexes =
        handle
            .createQuery(
                "SELECT name FROM sqlite_master"
                    + " WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL")
            .bind("table", table)
            .mapTo(String.class)
            .list();
    for (String index : indexes) {
      handle.execute("DROP INDEX \"" + index.replace("\"", "\"\"") + "\"");
    }
    handle.execute("ALTER TABLE " + table + " RENAME TO " + older);
  }
}
