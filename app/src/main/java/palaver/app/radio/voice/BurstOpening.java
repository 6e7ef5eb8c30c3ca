// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import java.util.concurrent.TimeUnit;
import palaver.net.radio.FrameRing;

/// The first frames of a burst. What was said before the grant comes all at once; taken as it came,
/// it would look like a network with half a second of jitter, and playout would slow down for it.
/// So frames wait here for [#HOLD_NS], and then count as if they had come one by one while they
/// were said. Playout finds that it is far behind, and catches up.
final class BurstOpening {

  /// How long frames wait: one frame and a bit. It is less than the least playout delay together
  /// with the time in which the sender collects a frame.
  static final long HOLD_NS = TimeUnit.MILLISECONDS.toNanos(25);

  private static final long FRAME_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int FRAMES_MAX = 32;

  private final byte[][] frames = new byte[FRAMES_MAX][FrameRing.FRAME_BYTES_MAX];
  private final int[] lengths = new int[FRAMES_MAX];
  private final long[] sequences = new long[FRAMES_MAX];
  private long baseNs;
  private long firstNs;
  private int count;
  private boolean open;

  /// Takes what is let go.
  @FunctionalInterface
  interface Taker {
    void frame(long sequence, long arrivalNs, byte[] bytes, int length);
  }

  /// A burst begins.
  void begin(long arrivalNs) {
    open = true;
    count = 0;
    firstNs = arrivalNs;
    baseNs = Long.MAX_VALUE;
  }

  /// Whether frames are held at present.
  boolean isOpen() {
    return open;
  }

  /// Keeps a frame; false when there is no room.
  boolean hold(long sequence, long arrivalNs, byte[] bytes, int length) {
    if (count == FRAMES_MAX) {
      return false;
    }
    System.arraycopy(bytes, 0, frames[count], 0, length);
    lengths[count] = length;
    sequences[count] = sequence;
    baseNs = Math.min(baseNs, arrivalNs - sequence * FRAME_NS);
    count++;
    return true;
  }

  /// Lets all frames go when it is time.
  void release(long nowNs, Taker taker) {
    if (open && (nowNs - firstNs >= HOLD_NS || count == FRAMES_MAX)) {
      open = false;
      for (int i = 0; i < count; i++) {
        taker.frame(sequences[i], baseNs + sequences[i] * FRAME_NS, frames[i], lengths[i]);
      }
    }
  }
}
