// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import static palaver.wire.radio.VoiceFrameFormat.HEADER_BYTES;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.wire.BigEndian;

/// Writes the payload of a VOICE_FRAME into a caller's array and allocates nothing: [#begin], then
/// [#lease], [#key], [#attach] in any order, and at last the sealed part at [#sealedAt].
public final class VoiceFrameWriter {
  private byte[] bytes = new byte[HEADER_BYTES + 2];
  private int start;
  private int attachedBytes;

  /// Starts a frame.
  ///
  /// @param durationNs how much sound it holds, a multiple of 2.5 ms up to 120 ms
  /// @param sequence counts the frames under the lease from 0, to 2^32 - 1
  public VoiceFrameWriter begin(
      byte[] bytes, int at, int format, long durationNs, long sender, long sequence) {
    this.bytes = bytes;
    start = at;
    attachedBytes = 0;
    BigEndian.put8(bytes, at + VoiceFrameFormat.FLAGS_AT, 0);
    BigEndian.put8(bytes, at + VoiceFrameFormat.FORMAT_AT, format);
    BigEndian.put8(
        bytes,
        at + VoiceFrameFormat.DURATION_AT,
        (int) (durationNs / VoiceFrameFormat.DURATION_UNIT_NS));
    BigEndian.put8(bytes, at + VoiceFrameFormat.RESERVED_AT, 0);
    BigEndian.put64(bytes, at + VoiceFrameFormat.SENDER_AT, sender);
    BigEndian.put32(bytes, at + VoiceFrameFormat.SEQUENCE_AT, (int) sequence);
    BigEndian.put16(bytes, at + VoiceFrameFormat.ATTACHED_BYTES_AT, 0);
    return this;
  }

  /// Raises flags of the burst, [VoiceFrameFormat#FLAG_FIRST] and [VoiceFrameFormat#FLAG_LAST].
  public VoiceFrameWriter flag(int flag) {
    bytes[start + VoiceFrameFormat.FLAGS_AT] |= (byte) flag;
    return this;
  }

  public VoiceFrameWriter lease(LeaseId lease) {
    name(VoiceFrameFormat.LEASE_TERM_COUNTER_AT, lease.term(), lease.number());
    return this;
  }

  public VoiceFrameWriter key(KeyId key) {
    name(VoiceFrameFormat.KEY_TERM_COUNTER_AT, key.term(), key.number());
    return this;
  }

  private void name(int at, Term term, long number) {
    BigEndian.put32(bytes, start + at, (int) term.counter());
    BigEndian.put64(bytes, start + at + 4, term.node().value());
    BigEndian.put32(bytes, start + at + 12, (int) number);
  }

  /// Attaches a signed lease, as [LeaseProof#put] wrote it; none when null.
  public VoiceFrameWriter attach(@Nullable Bytes proof) {
    if (proof != null) {
      attachedBytes = proof.length();
      flag(VoiceFrameFormat.FLAG_LEASE);
      BigEndian.put16(bytes, start + VoiceFrameFormat.ATTACHED_BYTES_AT, attachedBytes);
      proof.copyTo(bytes, start + HEADER_BYTES + 2);
    }
    return this;
  }

  /// Where the associated data starts, [VoiceFrameFormat#HEADER_BYTES] long.
  public int offset() {
    return start;
  }

  /// Where the sealed part goes.
  public int sealedAt() {
    return start + HEADER_BYTES + 2 + attachedBytes;
  }

  /// The length of the whole payload with a sealed part of `sealedBytes`, tag included.
  public int length(int sealedBytes) {
    return sealedAt() + sealedBytes - start;
  }
}
