// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.io.IOException;
import java.io.InputStream;

/// Hears [Tone#clock] and keeps the last seconds, each block of 10 ms with when it came.
final class SoundClock {

  private static final int RATE_HZ = 48_000;
  private static final int BLOCK = 480;
  private static final int BLOCKS = 1_000;
  private static final double LOUD = 1_000;
  private static final double AGREED_MS = 8;

  private final short[][] blocks = new short[BLOCKS][BLOCK];
  private final long[] cameNs = new long[BLOCKS];
  private int count;

  /// Listens to a recorder until it ends.
  SoundClock(Process recorder) {
    Thread.ofPlatform().daemon(true).start(() -> listen(recorder.getInputStream()));
  }

  private void listen(InputStream in) {
    byte[] bytes = new byte[2 * BLOCK];
    try {
      while (in.readNBytes(bytes, 0, bytes.length) == bytes.length) {
        add(bytes, System.nanoTime());
      }
    } catch (IOException ended) {
      // The recorder was told to end.
    }
  }

  private synchronized void add(byte[] bytes, long nowNs) {
    short[] block = blocks[count % BLOCKS];
    for (int i = 0; i < BLOCK; i++) {
      block[i] = (short) ((bytes[2 * i] & 0xff) | bytes[2 * i + 1] << 8);
    }
    cameNs[count % BLOCKS] = nowNs;
    count++;
  }

  /// What the clock showed in what had come by `atNs`, in milliseconds of its second; negative when
  /// it was not heard.
  synchronized double shownMs(long atNs) {
    int last = count - 1;
    while (last > 0 && last > count - BLOCKS + 4 && cameNs[last % BLOCKS] > atNs) {
      last--;
    }
    // The window's middle is 10 ms back.
    return settled(last - 1, -2, 10);
  }

  /// When sound first came after `sinceNs`; 0 while none has.
  synchronized long firstNs(long sinceNs) {
    int first = first(sinceNs);
    return first < 0 ? 0 : cameNs[first % BLOCKS];
  }

  /// What the clock showed where sound began after `sinceNs`.
  synchronized double beginningMs(long sinceNs) {
    int first = first(sinceNs);
    if (first < 0 || first + 3 > count) {
      return -1;
    }
    // The first block may begin in the middle: those after it are read, and counted back.
    return settled(first + 1, 2, -20);
  }

  /// What two readings beside each other agree on: where the pitch falls back, one is wrong.
  ///
  /// @param from the first block that is read
  /// @param step how many blocks to go when they do not agree, 2 or -2
  /// @param furtherMs what is added to the reading of `from`
  private double settled(int from, int step, int furtherMs) {
    for (int i = 0; i < 4; i++) {
      double here = read(from + i * step);
      double next = read(from + (i + 1) * step);
      double apart = (next - here - 10 * step + 2_500) % 1_000 - 500;
      if (here >= 0 && next >= 0 && Math.abs(apart) < AGREED_MS) {
        return (here - 10 * i * step + furtherMs + 2_000) % 1_000;
      }
    }
    return -1;
  }

  private int first(long sinceNs) {
    for (int i = Math.max(0, count - BLOCKS + 4); i < count; i++) {
      if (cameNs[i % BLOCKS] > sinceNs && level(blocks[i % BLOCKS]) > LOUD) {
        return i;
      }
    }
    return -1;
  }

  private static double level(short[] block) {
    double sum = 0;
    for (short each : block) {
      sum += Math.abs(each);
    }
    return sum / BLOCK;
  }

  /// The clock in the middle of two blocks, from how often the sound crosses zero.
  private double read(int from) {
    if (from < 0 || from + 2 > count) {
      return -1;
    }
    int crossings = 0;
    double firstAt = 0;
    double lastAt = 0;
    short before = blocks[from % BLOCKS][0];
    for (int i = 1; i < 2 * BLOCK; i++) {
      short now = blocks[(from + i / BLOCK) % BLOCKS][i % BLOCK];
      if (before < 0 != now < 0) {
        lastAt = i - 1 + before / (double) (before - now);
        firstAt = crossings++ == 0 ? lastAt : firstAt;
      }
      before = now;
    }
    if (crossings < 10) {
      return -1;
    }
    double hertz = (crossings - 1) / 2.0 / ((lastAt - firstAt) / RATE_HZ);
    return 1_000 * (hertz - Tone.CLOCK_HERTZ) / Tone.CLOCK_RISE_HERTZ;
  }
}
