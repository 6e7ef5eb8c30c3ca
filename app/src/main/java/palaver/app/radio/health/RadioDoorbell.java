// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.health;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.radio.RadioEvent;
import palaver.wire.radio.NodeId;

/// Who waits at the door of the channel, as an operator's node or the leader sees it. Written by
/// the driver's thread, read by commands.
public final class RadioDoorbell {

  private static final Logger LOG = LoggerFactory.getLogger(RadioDoorbell.class);

  private final Map<NodeId, RadioEvent.Knocked> waiting = new ConcurrentSkipListMap<>();

  /// Takes what is said of the door.
  public void on(RadioEvent event) {
    if (event instanceof RadioEvent.Knocked knock) {
      rings(knock);
    } else if (event instanceof RadioEvent.KnockOver(NodeId node)) {
      waiting.remove(node);
    }
  }

  /// A device knocks, or knocks on.
  private void rings(RadioEvent.Knocked knock) {
    if (!knock.equals(waiting.put(knock.node(), knock))) {
      LOG.info(
          "{} ({}) asks to be let in; both sides show: {}",
          knock.name(),
          knock.node(),
          knock.words());
    }
  }

  public boolean waits(NodeId node) {
    return waiting.containsKey(node);
  }

  List<RadioEvent.Knocked> waiting() {
    return List.copyOf(waiting.values());
  }

  /// A line for each: id, four words, name.
  public List<String> lines() {
    return waiting.values().stream()
        .map(knock -> knock.node() + "  " + knock.words() + "  " + knock.name())
        .toList();
  }
}
