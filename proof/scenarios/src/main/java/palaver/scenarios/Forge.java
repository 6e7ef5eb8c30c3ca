// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.Map;
import java.util.zip.CRC32C;
import palaver.base.Bytes;
import palaver.base.Outbox;
import palaver.radio.RadioEvent;
import palaver.trust.crypto.Seal;
import palaver.trust.group.Burst;
import palaver.trust.group.GroupKeys;
import palaver.trust.link.Links;
import palaver.trust.member.DeviceIdentity;
import palaver.wire.BigEndian;
import palaver.wire.radio.EnvelopeWriter;
import palaver.wire.radio.FloorMessage;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.Lease;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.MessageCodec;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.RadioMessage;
import palaver.wire.radio.VoiceFrameFormat;
import palaver.wire.radio.VoiceFrameWriter;
import palaver.wire.radio.VoicePlain;

/// Writes the datagrams of a [Rogue]: well-formed, with whatever proof it can give.
final class Forge {
  private static final int CHECKSUM_BYTES = 4;
  private static final int SOUND_BYTES = 60;
  private static final long FRAME_NS = 20_000_000;
  private static final int CHANNEL = 1;

  private final DeviceIdentity identity;
  private final long boot;
  private final Links links;
  private final EnvelopeWriter writer = new EnvelopeWriter();
  private final VoiceFrameWriter frames = new VoiceFrameWriter();
  private long sent;

  Forge(DeviceIdentity identity, long boot, Links links) {
    this.identity = identity;
    this.boot = boot;
    this.links = links;
  }

  private boolean begin(Outbox<RadioEvent> outbox, MessageType type) {
    int at = outbox.reserve();
    if (at >= 0) {
      long self = identity.node().value();
      writer.begin(outbox.bytes(), at, type, CHANNEL, self, boot, sent++, 0);
    }
    return at >= 0;
  }

  /// A message over the link to `node`.
  void linked(Outbox<RadioEvent> outbox, int address, NodeId node, RadioMessage message) {
    if (links.isReady(node) && begin(outbox, message.type()) && writer.message(message)) {
      finish(outbox, address, node);
    }
  }

  private void finish(Outbox<RadioEvent> outbox, int address, NodeId node) {
    int macAt = writer.macAt();
    byte[] bytes = outbox.bytes();
    if (links.tag(node, bytes, writer.offset(), macAt - writer.offset(), bytes, macAt)) {
      outbox.commit(address, writer.finish());
    }
  }

  /// A message signed by `signer`, without a link.
  void signed(Outbox<RadioEvent> outbox, int address, DeviceIdentity signer, RadioMessage message) {
    if (begin(outbox, message.type()) && writer.message(message)) {
      Bytes signature = signer.sign(message.type(), payloadOf(message));
      int at = writer.signatureAt(signer.node().value());
      signature.copyTo(outbox.bytes(), at);
      outbox.commit(address, writer.finish());
    }
  }

  private static Bytes payloadOf(RadioMessage message) {
    byte[] room = new byte[1_072];
    int length = MessageCodec.write(message, room, 0, room.length);
    return Bytes.of(room, 0, length);
  }

  /// A lease that it signs for itself.
  LeaseProof lease(LeaseId id) {
    Lease lease = new Lease(id, 0, CHANNEL, identity.node(), boot, 3_000, 30_000, 0, false, null);
    Bytes payload = payloadOf(new FloorMessage.LeaseStatement(lease));
    return LeaseProof.of(lease, identity.sign(MessageType.LEASE, payload));
  }

  /// A frame in the talker's name, sealed under the group key as the talker seals; its sound names
  /// its true author.
  boolean frame(
      Outbox<RadioEvent> outbox,
      Map.Entry<NodeId, Integer> victim,
      LeaseProof proof,
      KeyId key,
      GroupKeys keys,
      long sequence) {
    if (!begin(outbox, MessageType.VOICE_FRAME)) {
      return false;
    }
    Lease lease = proof.lease();
    byte[] bytes = outbox.bytes();
    int at = writer.payloadAt();
    frames
        .begin(bytes, at, VoiceFrameFormat.FORMAT_OPUS, FRAME_NS, lease.holder().value(), sequence)
        .flag(0)
        .lease(lease.id())
        .key(key);
    byte[] sound = new byte[SOUND_BYTES];
    BigEndian.put64(sound, 0, identity.node().value());
    int sealedAt = frames.sealedAt();
    int plainBytes = VoicePlain.write(bytes, sealedAt, sound, 0, SOUND_BYTES, sound, 0, 0);
    Burst burst = new Burst(lease.holder(), lease.holderBoot(), lease.id());
    int header = VoiceFrameFormat.HEADER_BYTES;
    if (!keys.seal(key, burst, sequence, bytes, at, header, sealedAt, plainBytes)) {
      return false;
    }
    writer.payload(frames.length(plainBytes + Seal.TAG_BYTES));
    finish(outbox, victim.getValue(), victim.getKey());
    return true;
  }

  /// Any bytes.
  static void raw(Outbox<RadioEvent> outbox, int address, byte[] bytes) {
    int at = outbox.reserve();
    if (at >= 0) {
      System.arraycopy(bytes, 0, outbox.bytes(), at, bytes.length);
      outbox.commit(address, bytes.length);
    }
  }

  /// The same with a checksum that holds.
  static byte[] withChecksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    int covered = bytes.length - CHECKSUM_BYTES;
    crc.update(bytes, 0, covered);
    BigEndian.put32(bytes, covered, (int) crc.getValue());
    return bytes;
  }
}
