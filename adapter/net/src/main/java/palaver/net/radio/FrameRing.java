// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.util.concurrent.atomic.AtomicLong;

/// Encoded frames on their way from one thread to one other. Bounded: when full, the newest is
/// dropped and counted. Allocates nothing per frame.
public final class FrameRing {

  /// The longest frame that fits.
  public static final int FRAME_BYTES_MAX = 400;

  /// Takes a frame out of the ring.
  @FunctionalInterface
  public interface Taker {

    /// One frame; `bytes` is the ring's own and valid only during the call.
    ///
    /// @param burst which burst of talk it belongs to, as the other end said
    /// @param sequence counts the frames of the burst
    void frame(long burst, long sequence, long atNs, byte[] bytes, int length);
  }

  private final byte[][] frames;
  private final int[] lengths;
  private final long[] bursts;
  private final long[] sequences;
  private final long[] times;
  private final int mask;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /// A ring with room for `framesMax` frames, a power of two.
  public FrameRing(int framesMax) {
    if (Integer.bitCount(framesMax) != 1) {
      throw new IllegalArgumentException("a ring has a power of two places");
    }
    frames = new byte[framesMax][FRAME_BYTES_MAX];
    lengths = new int[framesMax];
    bursts = new long[framesMax];
    sequences = new long[framesMax];
    times = new long[framesMax];
    mask = framesMax - 1;
  }

  /// Copies a frame in; false when it was dropped because there is no room or it is too long. One
  /// thread only.
  public boolean offer(long burst, long sequence, long atNs, byte[] bytes, int at, int length) {
    long next = written.get();
    if (length > FRAME_BYTES_MAX || next - read.get() > mask) {
      dropped.incrementAndGet();
      return false;
    }
    int place = (int) next & mask;
    System.arraycopy(bytes, at, frames[place], 0, length);
    lengths[place] = length;
    bursts[place] = burst;
    sequences[place] = sequence;
    times[place] = atNs;
    written.set(next + 1);
    return true;
  }

  /// Takes the oldest frame; false when there is none. One thread only.
  public boolean poll(Taker taker) {
    long next = read.get();
    if (next == written.get()) {
      return false;
    }
    int place = (int) next & mask;
    taker.frame(bursts[place], sequences[place], times[place], frames[place], lengths[place]);
    read.set(next + 1);
    return true;
  }

  /// Whether nothing waits.
  public boolean isEmpty() {
    return read.get() == written.get();
  }

  /// How many frames found no room.
  public long droppedCount() {
    return dropped.get();
  }
}
