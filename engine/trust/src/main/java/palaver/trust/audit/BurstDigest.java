// SPDX-License-Identifier: Apache-2.0
package palaver.trust.audit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.trust.crypto.FrameHash;
import palaver.wire.BigEndian;
import palaver.wire.radio.AuditMessage;
import palaver.wire.radio.AuditMessage.FrameDigest;
import palaver.wire.radio.LeaseId;

/// The talker's side: remembers what it sent until it signs for it, every 500 ms. When more frames
/// come than one digest holds, the oldest are left out.
public final class BurstDigest {

  /// How often the talker signs, in nanoseconds.
  public static final long EVERY_NS = 500_000_000L;

  private final FrameHash hashes;
  private final byte[] collected =
      new byte[AuditMessage.FRAMES_MAX * AuditMessage.FRAME_HASH_BYTES];
  private long firstSequence;
  private int frames;

  public BurstDigest(FrameHash hashes) {
    this.hashes = hashes;
  }

  /// Notes a frame as it was sent.
  ///
  /// @param frameAt where its payload starts
  public void sent(long sequence, byte[] bytes, int frameAt, int sealedAt, int sealedBytes) {
    boolean follows = frames > 0 && sequence == firstSequence + frames;
    if (!follows) {
      firstSequence = sequence;
      frames = 0;
    }
    if (frames == AuditMessage.FRAMES_MAX) {
      System.arraycopy(
          collected,
          AuditMessage.FRAME_HASH_BYTES,
          collected,
          0,
          collected.length - AuditMessage.FRAME_HASH_BYTES);
      frames--;
      firstSequence++;
    }
    long hash = hashes.of(bytes, frameAt, sealedAt, sealedBytes);
    BigEndian.put64(collected, frames * AuditMessage.FRAME_HASH_BYTES, hash);
    frames++;
  }

  /// The digest of the frames since the last one, to be signed; null when there were none.
  public @Nullable FrameDigest take(LeaseId lease) {
    if (frames == 0) {
      return null;
    }
    byte[] taken = Arrays.copyOf(collected, frames * AuditMessage.FRAME_HASH_BYTES);
    FrameDigest digest = new FrameDigest(lease, firstSequence, Bytes.of(taken));
    firstSequence += frames;
    frames = 0;
    return digest;
  }
}
