// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import palaver.base.Outbox;
import palaver.wire.radio.EnvelopeFormat;
import palaver.wire.radio.EnvelopeWriter;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.RadioMessage;
import palaver.wire.radio.Statement;

/// Puts messages into datagrams: envelope, signature, MAC of the link, checksum.
final class Sender {
  private final RadioConfig config;
  private final Trust trust;
  private final EnvelopeWriter writer = new EnvelopeWriter();
  private static final int WANTED_MAX = 32;

  private final ArrayDeque<Peer> wanted = new ArrayDeque<>();
  private final ArrayDeque<Peer> lost = new ArrayDeque<>();
  private @Nullable Outbox<RadioEvent> outbox;
  private long sequence;
  private long nowNs;

  Sender(RadioConfig config, Trust trust) {
    this.config = config;
    this.trust = trust;
  }

  /// Begins an input: everything goes to `target` until the next call.
  void begin(long atNs, Outbox<RadioEvent> target) {
    nowNs = atNs;
    outbox = target;
  }

  Outbox<RadioEvent> outbox() {
    Outbox<RadioEvent> target = outbox;
    if (target == null) {
      throw new IllegalStateException("nothing is sent outside of an input");
    }
    return target;
  }

  void emit(RadioEvent event) {
    outbox().emit(event);
  }

  /// Sends a message with the MAC of the link. Without a link it is lost, and a link is opened.
  void send(Peer peer, RadioMessage message) {
    if (isReady(peer) && begin(message.type()) >= 0 && writer.message(message)) {
      boolean sent = finish(peer);
      if (sent && message instanceof PresenceMessage) {
        repeatElsewhere(peer);
      }
    }
  }

  /// One that is not heard where it was may be where it was seen, though nothing proves that: what
  /// says no more than what all may hear goes there too. Its answer shows where it is.
  private void repeatElsewhere(Peer peer) {
    int last = outbox().datagramCount() - 1;
    if (peer.elsewhere >= 0 && !peer.isLive(nowNs, config.limits().memberTtlNs())) {
      outbox().send(peer.elsewhere, outbox().bytes(), outbox().offset(last), outbox().length(last));
    }
  }

  /// Sends a statement, signed by whoever made it, with the MAC of the link. One of this node
  /// itself needs no link.
  void send(Peer peer, SignedStatement statement) {
    if (isReady(peer)) {
      if (begin(statement.type()) >= 0) {
        put(statement);
        finish(peer);
      }
    } else if (peer.address >= 0 && statement.signer().equals(config.self())) {
      sendOpenly(peer.address, statement);
    }
  }

  /// Sends a statement of this node with no more proof than its signature.
  void sendOpenly(int address, SignedStatement statement) {
    if (begin(statement.type()) >= 0) {
      put(statement);
      outbox().commit(address, writer.finish());
    }
  }

  /// Whether there is a link; if not, one is opened at the end of this input, or others are asked
  /// where the peer is.
  boolean isReady(Peer peer) {
    boolean ready = peer.address >= 0 && trust.links.isReady(peer.id);
    if (!ready) {
      ArrayDeque<Peer> missing = peer.address < 0 ? lost : wanted;
      if (missing.size() < WANTED_MAX && !missing.contains(peer)) {
        missing.addLast(peer);
      }
    }
    return ready;
  }

  /// A node to which something should have gone and whose address is not known; null when none.
  @Nullable Peer takeLost() {
    return lost.pollFirst();
  }

  /// A node to which something should have gone over a link that is not there; null when none.
  @Nullable Peer takeWanted() {
    return wanted.pollFirst();
  }

  /// Sends a statement to all.
  void multicast(SignedStatement statement) {
    if (begin(statement.type()) >= 0) {
      put(statement);
      outbox().commit(config.multicast(), writer.finish());
    }
  }

  /// Sends a message that needs no proof to an address.
  void sendUnproven(int address, RadioMessage message) {
    if (begin(message.type()) >= 0 && writer.message(message)) {
      outbox().commit(address, writer.finish());
    }
  }

  /// Sends a message that needs no proof to all.
  void multicast(RadioMessage message) {
    if (begin(message.type()) >= 0 && writer.message(message)) {
      outbox().commit(config.multicast(), writer.finish());
    }
  }

  /// Starts a voice frame; answers where its payload goes, or -1 when nothing more can be sent.
  int beginVoice() {
    return begin(MessageType.VOICE_FRAME) < 0 ? -1 : writer.payloadAt();
  }

  /// Sends the frame whose payload was written.
  void finishVoice(Peer peer, int payloadBytes) {
    writer.payload(payloadBytes);
    finish(peer);
  }

  /// Sends the payload of a voice frame on, byte for byte.
  void forward(Peer peer, byte[] bytes, int payloadAt, int payloadBytes) {
    int at = isReady(peer) ? beginVoice() : -1;
    if (at >= 0) {
      System.arraycopy(bytes, payloadAt, outbox().bytes(), at, payloadBytes);
      finishVoice(peer, payloadBytes);
    }
  }

  byte[] bytes() {
    return outbox().bytes();
  }

  /// Makes a statement of this node.
  SignedStatement sign(RadioMessage message) {
    byte[] payload = payloadOf(message);
    byte[] signed =
        Statement.signedBytes(message.type(), config.self(), payload, 0, payload.length);
    byte[] signature = new byte[Statement.SIGNATURE_BYTES];
    trust.sign(signed, signature, 0);
    return new SignedStatement(message.type(), config.self(), payload, signature);
  }

  /// The bytes of a message in an envelope.
  static byte[] payloadOf(RadioMessage message) {
    byte[] payload = new byte[EnvelopeFormat.PAYLOAD_BYTES_MAX];
    int length = palaver.wire.radio.MessageCodec.write(message, payload, 0, payload.length);
    return java.util.Arrays.copyOf(payload, length);
  }

  private int begin(MessageType type) {
    int at = outbox().reserve();
    if (at >= 0) {
      writer.begin(
          outbox().bytes(),
          at,
          type,
          config.channel(),
          config.self().value(),
          config.boot(),
          sequence++,
          nowNs / 1_000 & EnvelopeFormat.U48_MAX);
    }
    return at;
  }

  private void put(SignedStatement statement) {
    byte[] bytes = outbox().bytes();
    System.arraycopy(statement.payload(), 0, bytes, writer.payloadAt(), statement.payload().length);
    writer.payload(statement.payload().length);
    int at = writer.signatureAt(statement.signer().value());
    System.arraycopy(statement.signature(), 0, bytes, at, Statement.SIGNATURE_BYTES);
  }

  private boolean finish(Peer peer) {
    int macAt = writer.macAt();
    byte[] bytes = outbox().bytes();
    boolean linked =
        trust.links.tag(peer.id, bytes, writer.offset(), macAt - writer.offset(), bytes, macAt);
    if (linked) {
      outbox().commit(peer.address, writer.finish());
      peer.packetsSent++;
    }
    return linked;
  }
}
