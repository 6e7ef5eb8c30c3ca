// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// Renames tables of another program that have the names of ours. The actions move over in
/// [BackFillOlderActions]; tables whose columns nobody knows stay as they are under the new name.
final class SetAsideOlderModeration extends SchemaStep {

  static final String OLDER_ACTIONS = "admin_actions_older";

  private static final List<String> TABLES = List.of("admin_actions", "chat_messages", "reports");

  SetAsideOlderModeration() {
    super(10, "set aside older moderation tables");
  }

  @Override
  void apply(Handle handle) {
    for (String table : TABLES) {
      if (exists(handle, table)) {
        SetAsideOlderSessions.setAside(handle, table, table + "_older");
      }
    }
  }
}
