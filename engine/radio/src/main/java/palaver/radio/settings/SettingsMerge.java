// SPDX-License-Identifier: Apache-2.0
package palaver.radio.settings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.radio.settings.SettingsValues.Change;

/// How two histories become one after a split: setting by setting, from the last version that both
/// sides had. What only one side changed is kept; what both changed differently goes to the greater
/// version, and the other wish is told to the operators, who may apply it again.
public final class SettingsMerge {

  /// A wish that lost.
  ///
  /// @param setting what it was about
  /// @param lost the value that does not hold
  /// @param kept the value that does
  /// @param by the version that wanted it
  public record Conflict(Setting setting, int lost, int kept, SettingsRecord by) {}

  /// The result.
  ///
  /// @param values what holds
  /// @param conflicts in order of the settings
  public record Merged(SettingsValues values, List<Conflict> conflicts) {}

  private SettingsMerge() {}

  /// Merges the histories that end in `a` and `b`; the order of the two does not matter.
  public static Merged merge(SettingsHistory history, SettingsRecord a, SettingsRecord b) {
    boolean aWins = wins(a, b);
    SettingsRecord winner = aWins ? a : b;
    SettingsRecord loser = aWins ? b : a;
    SettingsRecord common = ancestor(history, a, b);
    SettingsValues base = common == null ? SettingsValues.initial() : common.values();
    List<Change> kept = new ArrayList<>();
    List<Conflict> conflicts = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      int before = base.value(setting);
      int theirs = loser.values().value(setting);
      int ours = winner.values().value(setting);
      if (theirs != before && ours == before) {
        kept.add(new Change(setting, theirs));
      } else if (theirs != before && theirs != ours) {
        conflicts.add(new Conflict(setting, theirs, ours, loser));
      }
    }
    return new Merged(winner.values().with(kept), conflicts);
  }

  private static boolean wins(SettingsRecord a, SettingsRecord b) {
    int order = a.version().compareTo(b.version());
    return order > 0 || (order == 0 && a.hash().hex().compareTo(b.hash().hex()) < 0);
  }

  /// The last version that both came from, or null when they have none in common.
  static @Nullable SettingsRecord ancestor(
      SettingsHistory history, SettingsRecord a, SettingsRecord b) {
    List<SettingsRecord> other = history.line(b);
    for (SettingsRecord candidate : history.line(a)) {
      if (other.contains(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
