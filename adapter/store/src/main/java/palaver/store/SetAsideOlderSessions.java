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
    if (!exists(handle, "voice_sessions")) {
      return;
    }
    List<String> indexes =
        handle
            .createQuery(
                "SELECT name FROM sqlite_master"
                    + " WHERE type = 'index' AND tbl_name = 'voice_sessions' AND sql IS NOT NULL")
            .mapTo(String.class)
            .list();
    for (String index : indexes) {
      handle.execute("DROP INDEX \"" + index.replace("\"", "\"\"") + "\"");
    }
    handle.execute("ALTER TABLE voice_sessions RENAME TO " + OLDER_TABLE);
  }
}
