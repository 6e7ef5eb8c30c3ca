// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import java.util.concurrent.atomic.AtomicLong;

/// Sound on its way from one thread to one other, in blocks of 10 ms. Bounded: when full, the
/// newest block is dropped and counted. Neither end ever waits, locks or allocates.
public final class PcmRing {

  /// Samples of a block: 10 ms at 48 kHz.
  public static final int BLOCK_SAMPLES = 480;

  private final short[][] blocks;
  private final int mask;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /// A ring with room for `blocksMax` blocks, a power of two.
  public PcmRing(int blocksMax) {
    if (Integer.bitCount(blocksMax) != 1) {
      throw new IllegalArgumentException("a ring has a power of two places");
    }
    blocks = new short[blocksMax][BLOCK_SAMPLES];
    mask = blocksMax - 1;
  }

  /// Copies a block in; false when there is no room. One thread only.
  public boolean offer(short[] block) {
    long next = written.get();
    if (next - read.get() > mask) {
      dropped.incrementAndGet();
      return false;
    }
    System.arraycopy(block, 0, blocks[(int) next & mask], 0, BLOCK_SAMPLES);
    written.set(next + 1);
    return true;
  }

  /// Copies the oldest block out to `at`; false when there is none. One thread only.
  public boolean poll(short[] pcm, int at) {
    long next = read.get();
    if (next == written.get()) {
      return false;
    }
    System.arraycopy(blocks[(int) next & mask], 0, pcm, at, BLOCK_SAMPLES);
    read.set(next + 1);
    return true;
  }

  /// How many blocks wait.
  public int size() {
    return (int) (written.get() - read.get());
  }

  /// How many blocks found no room.
  public long droppedCount() {
    return dropped.get();
  }
}
