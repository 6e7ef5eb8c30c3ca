// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.health;

import java.util.LinkedHashMap;
import java.util.Map;
import palaver.floor.ParticipantState;
import palaver.radio.RadioEvent;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.TextMessage;

/// What the node's events said last. Used on the node's thread only.
public final class RadioMoment {

  private static final int KEPT_MAX = 256;

  private final Map<TextMessage.Id, Integer> copies = bounded(KEPT_MAX);
  private ParticipantState press = new ParticipantState.NoLeader();
  private long pressSinceNs;
  private NodeId talker = NodeId.NONE;
  private long talkerSinceNs;

  private static <K, V> Map<K, V> bounded(int entriesMax) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > entriesMax;
      }
    };
  }

  /// Takes an event; whether anything is different now that pages show.
  public boolean on(long nowNs, RadioEvent event) {
    switch (event) {
      case RadioEvent.Floor(ParticipantState state) -> {
        // A renewed lease is the same burst.
        boolean goesOn =
            state instanceof ParticipantState.Granted && press instanceof ParticipantState.Granted;
        press = state;
        pressSinceNs = goesOn ? pressSinceNs : nowNs;
        return !goesOn;
      }
      case RadioEvent.Talker(var lease, NodeId who) -> {
        NodeId next = lease == null ? NodeId.NONE : who;
        boolean goesOn = next.equals(talker);
        talker = next;
        talkerSinceNs = goesOn ? talkerSinceNs : nowNs;
        return !goesOn;
      }
      case RadioEvent.TextKept(TextMessage.Id id, int count) -> copies.put(id, count);
      case RadioEvent.Granted _, RadioEvent.Ended _ -> {
        return false;
      }
      default -> {}
    }
    return true;
  }

  ParticipantState press() {
    return press;
  }

  /// When [#press] became what it is; a burst counts from its grant.
  long pressSinceNs() {
    return pressSinceNs;
  }

  /// Whom this node hears, [NodeId#NONE] when nobody talks.
  public NodeId talker() {
    return talker;
  }

  long talkerSinceNs() {
    return talkerSinceNs;
  }

  /// How many nodes hold a text of this node; 0 while that is not known.
  int copies(TextMessage.Id id) {
    return copies.getOrDefault(id, 0);
  }
}
