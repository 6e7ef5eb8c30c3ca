// SPDX-License-Identifier: Apache-2.0
package palaver.trust.audit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.trust.crypto.FrameHash;
import palaver.wire.BigEndian;
import palaver.wire.radio.AuditMessage.FrameDigest;
import palaver.wire.radio.LeaseId;

/// The listener's side: remembers what it heard under one lease, at most the newest 256 frames, and
/// compares it with what the talker signed. Lost frames are no mismatch.
public final class BurstAudit {

  /// No mismatch.
  public static final long NONE = -1;

  private static final int FRAMES = 256;

  private final FrameHash hashes;
  private final long[] sequences = new long[FRAMES];
  private final long[] heard = new long[FRAMES];
  private @Nullable LeaseId lease;

  public BurstAudit(FrameHash hashes) {
    this.hashes = hashes;
  }

  /// Notes a frame as it was received; a new lease forgets the one before.
  public void received(
      LeaseId lease, long sequence, byte[] bytes, int frameAt, int sealedAt, int sealedBytes) {
    if (!lease.equals(this.lease)) {
      this.lease = lease;
      Arrays.fill(sequences, NONE);
    }
    int slot = (int) (sequence % FRAMES);
    sequences[slot] = sequence;
    heard[slot] = hashes.of(bytes, frameAt, sealedAt, sealedBytes);
  }

  /// The first frame that was heard but never sent so, or [#NONE].
  public long mismatch(FrameDigest digest) {
    if (!digest.lease().equals(lease)) {
      return NONE;
    }
    byte[] signed = digest.frameHashes().toArray();
    for (int i = 0; i < digest.frameCount(); i++) {
      long sequence = digest.firstSequence() + i;
      int slot = (int) (sequence % FRAMES);
      if (sequences[slot] == sequence && heard[slot] != BigEndian.i64(signed, 8 * i)) {
        return sequence;
      }
    }
    return NONE;
  }
}
