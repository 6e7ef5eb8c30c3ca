// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import static palaver.wire.radio.VoiceFrameFormat.HEADER_BYTES;

import palaver.base.Parsed;
import palaver.wire.BigEndian;

/// A reusable view of the payload of one VOICE_FRAME inside somebody else's array. It allocates
/// nothing. All offsets are absolute offsets in the array.
///
/// A frame names the terms of its lease and key by the low 32 bits of the counter and the leader's
/// node id, see [Term#isNamedBy].
public final class VoiceFrameView {

  /// Why bytes are not a voice frame.
  public enum Fault {
    NONE,
    TOO_SHORT,
    DURATION_WRONG,
    ATTACHMENT_WRONG
  }

  /// The longest frame, in units of 2.5 ms: 120 ms.
  private static final int DURATION_UNITS_MAX = 48;

  private byte[] bytes = new byte[HEADER_BYTES + 2];
  private int offset;
  private int end;
  private Fault fault = Fault.TOO_SHORT;

  /// Reads a payload; false when it is not a voice frame, see [#fault].
  public boolean parse(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    end = offset + length;
    fault = firstFault(length);
    return fault == Fault.NONE;
  }

  private Fault firstFault(int length) {
    int least = HEADER_BYTES + 2 + VoiceFrameFormat.TAG_BYTES;
    if (length < least) {
      return Fault.TOO_SHORT;
    }
    int units = BigEndian.u8(bytes, offset + VoiceFrameFormat.DURATION_AT);
    if (units < 1 || units > DURATION_UNITS_MAX) {
      return Fault.DURATION_WRONG;
    }
    boolean wrong = hasLease() != attachedBytes() > 0 || attachedBytes() > length - least;
    return wrong ? Fault.ATTACHMENT_WRONG : Fault.NONE;
  }

  public Fault fault() {
    return fault;
  }

  public byte[] bytes() {
    return bytes;
  }

  /// Where the clear part starts, [VoiceFrameFormat#HEADER_BYTES] long: the associated data.
  public int offset() {
    return offset;
  }

  private boolean has(int flag) {
    return (bytes[offset + VoiceFrameFormat.FLAGS_AT] & flag) != 0;
  }

  public boolean hasLease() {
    return has(VoiceFrameFormat.FLAG_LEASE);
  }

  public boolean isFirst() {
    return has(VoiceFrameFormat.FLAG_FIRST);
  }

  public boolean isLast() {
    return has(VoiceFrameFormat.FLAG_LAST);
  }

  /// `FORMAT_` of [VoiceFrameFormat], 0 to 255.
  public int format() {
    return BigEndian.u8(bytes, offset + VoiceFrameFormat.FORMAT_AT);
  }

  /// How much sound one frame holds, in nanoseconds: 2.5 ms to 120 ms.
  public long durationNs() {
    return BigEndian.u8(bytes, offset + VoiceFrameFormat.DURATION_AT)
        * VoiceFrameFormat.DURATION_UNIT_NS;
  }

  /// The low 32 bits of the counter of the lease's term.
  public int leaseTermCounter() {
    return BigEndian.i32(bytes, offset + VoiceFrameFormat.LEASE_TERM_COUNTER_AT);
  }

  /// The leader of the lease's term.
  public long leaseTermNode() {
    return BigEndian.i64(bytes, offset + VoiceFrameFormat.LEASE_TERM_NODE_AT);
  }

  /// 0 to 2^32 - 1.
  public long leaseNumber() {
    return u32(VoiceFrameFormat.LEASE_NUMBER_AT);
  }

  /// Whether this is a frame of that lease.
  public boolean isUnder(LeaseId lease) {
    return leaseNumber() == lease.number()
        && lease.term().isNamedBy(leaseTermCounter(), leaseTermNode());
  }

  /// The low 32 bits of the counter of the key's term.
  public int keyTermCounter() {
    return BigEndian.i32(bytes, offset + VoiceFrameFormat.KEY_TERM_COUNTER_AT);
  }

  /// The leader of the key's term.
  public long keyTermNode() {
    return BigEndian.i64(bytes, offset + VoiceFrameFormat.KEY_TERM_NODE_AT);
  }

  /// 0 to 2^32 - 1.
  public long keyNumber() {
    return u32(VoiceFrameFormat.KEY_NUMBER_AT);
  }

  /// Whether this frame is sealed under a key made from that group key.
  public boolean isSealedUnder(KeyId key) {
    return keyNumber() == key.number() && key.term().isNamedBy(keyTermCounter(), keyTermNode());
  }

  /// The talker, see [NodeId].
  public long sender() {
    return BigEndian.i64(bytes, offset + VoiceFrameFormat.SENDER_AT);
  }

  /// Counts the frames under the lease from 0, to 2^32 - 1; also the counter of the nonce.
  public long sequence() {
    return u32(VoiceFrameFormat.SEQUENCE_AT);
  }

  private long u32(int at) {
    return Integer.toUnsignedLong(BigEndian.i32(bytes, offset + at));
  }

  private int attachedBytes() {
    return BigEndian.u16(bytes, offset + VoiceFrameFormat.ATTACHED_BYTES_AT);
  }

  /// The attached lease; only when [#hasLease]. Allocates.
  public Parsed<LeaseProof> lease() {
    return LeaseProof.parse(bytes, offset + HEADER_BYTES + 2, attachedBytes());
  }

  /// Where the sealed part starts; its tag is at its end.
  public int sealedAt() {
    return offset + HEADER_BYTES + 2 + attachedBytes();
  }

  /// The length of the sealed part with its tag.
  public int sealedBytes() {
    return end - sealedAt();
  }
}
