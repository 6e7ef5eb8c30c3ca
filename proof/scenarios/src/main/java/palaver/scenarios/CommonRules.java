// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import palaver.radio.settings.SettingsValues;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.TextMessage;

/// What must never happen with texts and settings, kept incrementally.
///
/// | | rule |
/// |---|---|
/// | i | a node shows each text once, those of one run of an author in order, as they were written |
/// | j | a version of the settings has the same values at every node |
/// | k | voice that is honest is not muted as forged |
final class CommonRules {
  private record Run(NodeId author, long boot) {}

  private final boolean strict;
  private final Check textsInOrder = new Check("i text-order");
  private final Check oneVersionOneValue = new Check("j settings-differ");
  private final Check honestVoicePlays = new Check("k honest-voice-muted");
  private final List<Map<Run, Long>> shown = new ArrayList<>();
  private final Map<TextMessage.Id, TextMessage.Text> written = new HashMap<>();
  private final Map<SettingsVersion, SettingsValues> values = new HashMap<>();

  /// @param strict whether the first violation ends the run
  CommonRules(boolean strict) {
    this.strict = strict;
  }

  List<Check> checks() {
    return List.of(textsInOrder, oneVersionOneValue, honestVoicePlays);
  }

  void addNode() {
    shown.add(new HashMap<>());
  }

  /// A node starts anew: it has shown nothing yet.
  void restarted(int node) {
    shown.get(node).clear();
  }

  /// A node shows a text.
  ///
  /// @param self who the node is: an author shows its own text first
  void onText(int node, NodeId self, TextMessage.Text text) {
    TextMessage.Id id = text.id();
    if (id.author().equals(self)) {
      written.putIfAbsent(id, text);
    }
    Long before = shown.get(node).put(new Run(id.author(), id.boot()), id.sequence());
    boolean later = before == null || before < id.sequence();
    textsInOrder.see(
        later && text.equals(written.get(id)),
        strict,
        () -> "node " + node + " shows " + text + " after number " + before);
  }

  /// A node says that a burst was forged, or plays a frame.
  ///
  /// @param liars whether somebody in this run forges voice
  void onVoice(int node, boolean forged, boolean liars) {
    if (forged) {
      honestVoicePlays.see(liars, strict, () -> "node " + node + " mutes an honest burst");
    } else {
      honestVoicePlays.pass();
    }
  }

  /// Other settings hold at a node.
  void onSettings(int node, SettingsVersion version, SettingsValues now) {
    SettingsValues known = values.putIfAbsent(version, now);
    oneVersionOneValue.see(
        known == null || known.equals(now),
        strict,
        () -> "node " + node + " has " + now + " as " + version + ", others " + known);
  }
}
