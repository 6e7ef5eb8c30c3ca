// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.wire.radio.EnvelopeView;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;

/// Decides which datagrams are believed: form and checksum, a known sender, its replay window, the
/// MAC of the link, the signature of a statement. What fails is counted.
final class Gate {
  private final Node node;
  private final RadioConfig config;
  private final EnvelopeView view = new EnvelopeView();
  private boolean linked;

  Gate(Node node) {
    this.node = node;
    config = node.config;
  }

  /// The datagram that was admitted last.
  EnvelopeView view() {
    return view;
  }

  /// Whether the datagram that was admitted last came over the link of its sender. One that did not
  /// says nothing about who sent it: only what is signed in it counts.
  boolean isLinked() {
    return linked;
  }

  /// Who sent the datagram, null when it is not believed.
  @Nullable Peer admit(Datagram datagram) {
    if (!view.parse(datagram.bytes(), datagram.offset(), datagram.length())
        || view.channel() != config.channel()) {
      node.counters.malformed++;
      return null;
    }
    MessageType type = view.type();
    Peer peer = sender();
    return peer == null || type == null || !isBelieved(peer, type) ? null : peer;
  }

  private @Nullable Peer sender() {
    NodeId source = new NodeId(view.source());
    if (source.equals(config.self()) || !node.trust.rights(source).member()) {
      node.counters.strangers++;
      return null;
    }
    Peer peer = node.peers.add(view.source());
    if (peer == null) {
      node.counters.strangers++;
      return null;
    }
    if (Long.compareUnsigned(view.session(), peer.boot) < 0) {
      node.counters.replayed++;
      return null;
    }
    return peer;
  }

  private boolean isBelieved(Peer peer, MessageType type) {
    boolean sameRun = view.session() == peer.boot;
    boolean fresh = !sameRun || peer.window.isFresh(view.sequence());
    if (!fresh && view.hasMac() && !config.has(Defect.UNCHECKED_REPLAY)) {
      node.counters.replayed++;
      return false;
    }
    linked =
        view.hasMac()
            && node.trust.checkMac(
                peer.id, view.bytes(), view.offset(), view.macAt() - view.offset(), view.macAt());
    if (type.proof() == MessageType.Proof.LINK && !linked) {
      node.counters.badMac++;
      return false;
    }
    if (type.proof() == MessageType.Proof.STATEMENT && !isSigned(type)) {
      node.counters.badSignature++;
      return false;
    }
    return true;
  }

  private boolean isSigned(MessageType type) {
    return view.isSigned()
        && node.trust.rights(new NodeId(view.signer())).member()
        && node.trust.verify(
            new NodeId(view.signer()), view.signedBytes(type), view.bytes(), view.signatureAt());
  }
}
