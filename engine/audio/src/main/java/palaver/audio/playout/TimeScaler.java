// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

/// Makes speech longer or shorter without changing its pitch: repeats or leaves out one period
/// where the sound is like itself, with a cross-fade (waveform similarity overlap-add, Verhelst and
/// Roelands 1993).
///
/// The lag with the best normalised correlation is searched on sound thinned to 6 kHz, then refined
/// sample by sample. What has been played stays as it was.
final class TimeScaler {

  /// Least and most that one change moves: 2.5 to 15 ms, so pitches from 66 Hz to 400 Hz.
  static final int LAG_MIN = 120;

  static final int LAG_MAX = 720;

  /// Length of the cross-fade: 5 ms.
  static final int OVERLAP = 240;

  /// How much before the cross-fade is compared, too.
  private static final int BEFORE = 240;

  private static final int WINDOW = BEFORE + OVERLAP;
  private static final int THIN = 8;
  private static final int REGION = LAG_MAX + WINDOW;

  /// Mean square below which sound counts as pause: -55 dBFS.
  private static final double PAUSE_POWER = 58.0 * 58.0;

  /// From this similarity on the two sounds add in amplitude, below in power.
  private static final double COHERENT = 0.5;

  private final float[] mono = new float[REGION];
  private final float[] thin = new float[REGION / THIN];
  private final short[] overlap;

  TimeScaler(int channels) {
    overlap = new short[OVERLAP * channels];
  }

  /// Lengthens what waits.
  ///
  /// @param lagMax the most samples to insert
  /// @param similarityMin how alike the sound must be to itself, -1 to 1
  /// @return samples inserted, 0 when there is nothing like it
  int stretch(PcmQueue queue, int lagMax, double similarityMin) {
    int most = Math.min(lagMax, LAG_MAX);
    if (queue.available() < OVERLAP || most < LAG_MIN) {
      return 0;
    }
    mix(queue, queue.head() - BEFORE - LAG_MAX);
    int lag = search(LAG_MAX, -1, most, similarityMin);
    if (lag == 0) {
      return 0;
    }
    int channels = queue.channels();
    int head = queue.head() * channels;
    blend(queue.array(), head, head - lag * channels, channels);
    queue.insert(lag);
    write(queue.array(), queue.head() * channels);
    fillPeriod(queue, lag);
    return lag;
  }

  /// Between the cross-fade and what waited lies the rest of the period, from what was played.
  private static void fillPeriod(PcmQueue queue, int lag) {
    int channels = queue.channels();
    int head = queue.head() * channels;
    int rest = (lag - OVERLAP) * channels;
    if (rest > 0) {
      int from = head + (OVERLAP - lag) * channels;
      System.arraycopy(queue.array(), from, queue.array(), head + OVERLAP * channels, rest);
    }
  }

  /// Shortens what waits.
  ///
  /// @return samples removed, 0 when there is nothing alike or too little waits
  int compress(PcmQueue queue, int lagMax, double similarityMin) {
    int most = Math.min(Math.min(lagMax, LAG_MAX), queue.available() - OVERLAP);
    if (most < LAG_MIN) {
      return 0;
    }
    mix(queue, queue.head() - BEFORE);
    int lag = search(0, 1, most, similarityMin);
    if (lag == 0) {
      return 0;
    }
    int channels = queue.channels();
    int head = queue.head() * channels;
    blend(queue.array(), head, head + lag * channels, channels);
    queue.skip(lag);
    write(queue.array(), queue.head() * channels);
    return lag;
  }

  private double similarity;
  private boolean pause;

  /// Mixes the channels down, from position `from` on; what lies beyond the sound counts as zero.
  private void mix(PcmQueue queue, int from) {
    int channels = queue.channels();
    short[] pcm = queue.array();
    int end = Math.min(REGION, queue.head() + queue.available() - from);
    for (int i = 0; i < REGION; i++) {
      float sum = 0;
      for (int channel = 0; i < end && channel < channels; channel++) {
        sum += pcm[(from + i) * channels + channel];
      }
      mono[i] = sum / channels;
    }
    for (int i = 0; i < thin.length; i++) {
      float sum = 0;
      for (int j = 0; j < THIN; j++) {
        sum += mono[i * THIN + j];
      }
      thin[i] = sum;
    }
  }

  /// The lag of the most similar sound, at position `at + direction * lag`, or 0.
  private int search(int at, int direction, int lagMax, double similarityMin) {
    int best = bestLag(thin, at / THIN, direction, WINDOW / THIN, LAG_MIN / THIN, lagMax / THIN);
    int around = best * THIN;
    int least = Math.max(LAG_MIN, around - THIN + 1);
    int most = Math.min(lagMax, around + THIN - 1);
    int lag = bestLag(mono, at, direction, WINDOW, least, most);
    return lag > 0 && (pause || similarity >= similarityMin) ? lag : 0;
  }

  private int bestLag(float[] x, int at, int direction, int window, int least, int most) {
    double power = product(x, at, at, window);
    pause = power < PAUSE_POWER * window;
    similarity = -1;
    int best = 0;
    for (int lag = least; lag <= most; lag++) {
      int other = at + direction * lag;
      double norm = Math.sqrt(power * product(x, other, other, window)) + 1e-9;
      double alike = product(x, at, other, window) / norm;
      if (alike > similarity || pause) {
        similarity = alike;
        best = lag;
      }
    }
    return best;
  }

  private static double product(float[] x, int a, int b, int length) {
    float sum = 0;
    for (int i = 0; i < length; i++) {
      sum += x[a + i] * x[b + i];
    }
    return sum;
  }

  /// Fades from the sound at `a` to that at `b` into the scratch.
  private void blend(short[] pcm, int a, int b, int channels) {
    boolean coherent = similarity >= COHERENT;
    for (int i = 0; i < OVERLAP; i++) {
      double in = (i + 0.5) / OVERLAP;
      double gainIn = coherent ? in : Math.sqrt(in);
      double gainOut = coherent ? 1 - in : Math.sqrt(1 - in);
      for (int channel = 0; channel < channels; channel++) {
        int at = i * channels + channel;
        long mixed = Math.round(gainOut * pcm[a + at] + gainIn * pcm[b + at]);
        overlap[at] = (short) Math.clamp(mixed, Short.MIN_VALUE, Short.MAX_VALUE);
      }
    }
  }

  private void write(short[] pcm, int at) {
    System.arraycopy(overlap, 0, pcm, at, overlap.length);
  }
}
