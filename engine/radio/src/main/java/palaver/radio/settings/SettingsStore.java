// SPDX-License-Identifier: Apache-2.0
package palaver.radio.settings;

import java.util.List;

/// Where a node keeps its settings over a restart. A call returns when the record is safe: a node
/// acknowledges no version before.
public interface SettingsStore {

  void save(SettingsRecord record);

  /// All that was saved, oldest first, at most the newest 64.
  List<SettingsRecord> load();
}
