// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.base.Parsed;
import palaver.trust.Gate;
import palaver.wire.radio.EnvelopeView;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.RadioMessage;
import palaver.wire.radio.TrustMessage;

/// Lets datagrams in by the [Gate] of the trust module and finds the member that sent each. What
/// fails is counted and changes nothing.
final class Admission {
  private final Node node;
  private final Handshakes handshakes;
  private final Door door;
  private final LongConsumer strangers;
  private final EnvelopeView view = new EnvelopeView();

  /// @param strangers hears the time when a node of this channel is no member here
  Admission(Node node, Handshakes handshakes, Door door, LongConsumer strangers) {
    this.node = node;
    this.door = door;
    this.handshakes = handshakes;
    this.strangers = strangers;
  }

  /// The datagram that was admitted last.
  EnvelopeView view() {
    return view;
  }

  /// Whether the datagram that was admitted last came over the link of its sender. One that did not
  /// says nothing about who sent it: only what is signed in it counts.
  boolean isLinked() {
    return view.hasMac();
  }

  /// Who sent the datagram, null when it is not believed or not from a member.
  @Nullable Peer admit(long nowNs, Datagram datagram) {
    Gate.Verdict verdict = node.trust.gate.check(nowNs, node.trust.epochMs(nowNs), datagram, view);
    switch (verdict) {
      case ACCEPTED, UNPROVEN -> {
        if (view.channel() != node.config.channel() || isJoin(nowNs, datagram.source())) {
          return null;
        }
        return sender(nowNs);
      }
      case WRONG_MAC -> {
        node.counters.badMac++;
        offerLink(nowNs);
      }
      case DAMAGED -> node.counters.malformed++;
      case REPLAYED -> node.counters.replayed++;
      case TOO_MUCH -> node.counters.tooMuch++;
      case UNSIGNED, WRONG_SIGNATURE -> node.counters.badSignature++;
      case COOKIE_WANTED -> {
        node.counters.strangers++;
        door.onUnknownAddress(nowNs, datagram.source(), new NodeId(view.source()));
      }
      case STRANGER -> stranger(nowNs);
      case OWN -> {}
    }
    return null;
  }

  /// Takes a request to come in: its signature is that of the keys in it.
  private boolean isJoin(long nowNs, int address) {
    boolean join = view.type() == MessageType.JOIN_REQUEST;
    if (join
        && view.message() instanceof Parsed.Ok<RadioMessage>(TrustMessage.JoinRequest request)) {
      door.onRequest(nowNs, address, request);
    }
    return join;
  }

  private @Nullable Peer sender(long nowNs) {
    NodeId source = new NodeId(view.source());
    Peer peer = node.trust.isMember(nowNs, source) ? node.peers.add(view.source()) : null;
    if (peer == null) {
      stranger(nowNs);
    }
    return peer;
  }

  private void stranger(long nowNs) {
    node.counters.strangers++;
    if (view.channel() == node.config.channel()) {
      strangers.accept(nowNs);
    }
  }

  /// A MAC that does not hold may be one under keys from before a restart.
  private void offerLink(long nowNs) {
    Peer peer = node.peers.find(view.source());
    if (peer != null) {
      handshakes.relink(nowNs, peer);
    }
  }
}
