// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.rehearsal;

import java.util.SplittableRandom;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.net.SystemSecrets;
import palaver.radio.Credentials;
import palaver.radio.MemoryStore;
import palaver.radio.RadioCommand;
import palaver.radio.RadioConfig;
import palaver.radio.RadioEvent;
import palaver.radio.RadioNode;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.Membership;
import palaver.wire.radio.Capabilities;

/// One of the two nodes of a [Rehearsal].
final class RehearsalNode {

  private static final long FEATURES =
      Capabilities.FEATURE_LEAD | Capabilities.FEATURE_RELAY | Capabilities.FEATURE_TALK;
  private static final int OUTBOX_DATAGRAMS = 1_024;
  private static final int OUTBOX_BYTES = 500_000;
  private static final int FRAME_BYTES = 60;
  private static final int CHILDREN_MAX = 8;

  private final int address;
  private final RadioNode node;
  private final Datagram view = new Datagram();
  private final byte[] frame = new byte[FRAME_BYTES];
  private Outbox<RadioEvent> outbox = new Outbox<>(OUTBOX_DATAGRAMS, OUTBOX_BYTES);
  private Outbox<RadioEvent> sending = new Outbox<>(OUTBOX_DATAGRAMS, OUTBOX_BYTES);
  private int framesHeard;

  /// @param address its number on the network, from 1
  RehearsalNode(int address, DeviceIdentity identity, Membership membership) {
    this.address = address;
    Capabilities capabilities =
        new Capabilities(2, 2, Capabilities.NodeClass.LAPTOP, FEATURES, CHILDREN_MAX);
    node =
        new RadioNode(
            RadioConfig.of(
                identity.node(), 1, "node " + address, capabilities, RehearsalAddresses.ALL),
            new Credentials(identity, membership, new SystemSecrets()),
            new MemoryStore(),
            (_, _, _, _, _, _, length, _) -> framesHeard += length > 0 ? 1 : 0,
            new RehearsalAddresses(),
            new SplittableRandom(address));
  }

  void command(long nowNs, RadioCommand command) {
    node.onCommand(nowNs, command, outbox);
  }

  void speak(long nowNs) {
    node.onMicrophone(nowNs, frame, 0, FRAME_BYTES, outbox);
  }

  boolean talks() {
    return node.talkingUnder() != null;
  }

  int framesHeard() {
    return framesHeard;
  }

  void due(long nowNs) {
    if (node.nextDeadlineNs() <= nowNs) {
      node.onDeadline(nowNs, outbox);
    }
  }

  /// Gives the other what this one made.
  void pass(long nowNs, RehearsalNode other) {
    Outbox<RadioEvent> full = outbox;
    outbox = sending;
    sending = full;
    for (int i = 0; i < full.datagramCount(); i++) {
      int to = full.destination(i);
      if (to == RehearsalAddresses.ALL || to == other.address) {
        other.view.set(full.bytes(), full.offset(i), full.length(i), address);
        other.node.onDatagram(nowNs, other.view, other.outbox);
      }
    }
    full.clear();
  }
}
