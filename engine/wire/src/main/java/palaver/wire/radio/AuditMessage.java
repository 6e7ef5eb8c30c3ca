// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import palaver.base.Bytes;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// How a relay that alters or invents voice is found out.
public sealed interface AuditMessage extends RadioMessage {

  /// Bytes of SHA-256 over one frame that a digest keeps.
  int FRAME_HASH_BYTES = 8;

  /// The most frames in one digest.
  int FRAMES_MAX = 100;

  /// What the talker sent in the last 500 ms, signed by the talker.
  ///
  /// @param firstSequence the frame of the first hash, 0 to 2^32 - 1; the others follow one by one
  /// @param frameHashes 8 bytes for each frame, at most 100 frames
  record FrameDigest(LeaseId lease, long firstSequence, Bytes frameHashes) implements AuditMessage {

    public int frameCount() {
      return frameHashes.length() / FRAME_HASH_BYTES;
    }

    @Override
    public MessageType type() {
      return MessageType.FRAME_DIGEST;
    }

    @Override
    public void write(FieldWriter out) {
      lease.write(out, 1);
      out.u32(2, firstSequence).bytes(3, frameHashes);
    }

    static FrameDigest read(FieldReader in) {
      FrameDigest digest =
          new FrameDigest(
              LeaseId.read(in, 1), in.u32(2), in.bytes(3, FRAMES_MAX * FRAME_HASH_BYTES));
      if (digest.frameHashes.length() % FRAME_HASH_BYTES != 0) {
        in.refuse("field-width");
      }
      return digest;
    }
  }

  /// A frame was played that the talker never sent.
  ///
  /// @param sequence the frame
  /// @param from the neighbour that it came from
  record MismatchReport(LeaseId lease, long sequence, NodeId from) implements AuditMessage {

    @Override
    public MessageType type() {
      return MessageType.MISMATCH_REPORT;
    }

    @Override
    public void write(FieldWriter out) {
      lease.write(out, 1);
      out.u32(2, sequence).u64(3, from.value());
    }

    static MismatchReport read(FieldReader in) {
      return new MismatchReport(LeaseId.read(in, 1), in.u32(2), Ids.node(in, 3));
    }
  }
}
