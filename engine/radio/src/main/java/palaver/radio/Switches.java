// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.Capabilities;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.PresenceMessage.Cause;

/// Switches parts of this node off and on while it runs.
final class Switches {
  private final Node node;
  private final Election election;
  private final Leading leading;

  Switches(Node node, Election election, Leading leading) {
    this.node = node;
    this.election = election;
    this.leading = leading;
  }

  void set(long nowNs, Feature feature, boolean on) {
    switch (feature) {
      case ELECTION -> {
        capability(nowNs, Capabilities.FEATURE_LEAD, on);
        if (!on) {
          election.resign(nowNs, Cause.ASKED);
        }
      }
      case RELAY -> capability(nowNs, Capabilities.FEATURE_RELAY, on);
      case CENTRAL_SETTINGS -> {
        node.rules.follow(on);
        leading.govern();
      }
    }
  }

  /// The others are told what this node can do from now on. What it never could, it cannot.
  private void capability(long nowNs, long feature, boolean on) {
    Capabilities able = node.config.capabilities();
    Capabilities now = node.capabilities();
    long features = on ? now.features() | (able.features() & feature) : now.features() & ~feature;
    Capabilities next =
        new Capabilities(
            now.protocolMin(), now.protocolMax(), now.nodeClass(), features, now.childrenMax());
    if (!next.equals(now)) {
      node.capabilities(next);
      for (Peer peer : node.livePeers(nowNs)) {
        node.sender.send(peer, new PresenceMessage.CapabilitiesChanged(next));
      }
    }
  }
}
