// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

/// Makes up lost sound by repeating the last pitch period of what was heard (the idea of ITU-T
/// G.711, appendix I), at full strength for 10 ms and fading to silence at 60 ms. Sound that comes
/// again is blended in over 5 ms.
final class WaveformConcealment {

  private static final int LAG_MIN = 120;
  private static final int LAG_MAX = 720;
  private static final int MATCH_SAMPLES = 960;
  private static final int HISTORY_SAMPLES = LAG_MAX + MATCH_SAMPLES;
  private static final int COARSE_STEP = 4;
  private static final int BLEND_SAMPLES = 240;
  private static final int FULL_SAMPLES = 480;
  private static final int SILENT_SAMPLES = 2_880;

  private final int channels;
  private final short[] history;
  private final short[] period;
  private int lag;
  private int concealed;

  WaveformConcealment(int channels) {
    this.channels = channels;
    history = new short[HISTORY_SAMPLES * channels];
    period = new short[LAG_MAX * channels];
  }

  /// Takes sound that was heard, and blends its start when some was made up before.
  void heard(short[] pcm, int offset, int samples) {
    if (concealed > 0) {
      blend(pcm, offset, Math.min(samples, BLEND_SAMPLES));
      concealed = 0;
    }
    int kept = Math.min(samples, HISTORY_SAMPLES) * channels;
    System.arraycopy(history, kept, history, 0, history.length - kept);
    int from = offset + samples * channels - kept;
    System.arraycopy(pcm, from, history, history.length - kept, kept);
  }

  private void blend(short[] pcm, int offset, int samples) {
    for (int i = 0; i < samples; i++) {
      for (int channel = 0; channel < channels; channel++) {
        int at = offset + i * channels + channel;
        int madeUp = madeUp(concealed + i, channel);
        pcm[at] = (short) (madeUp + (pcm[at] - madeUp) * i / samples);
      }
    }
  }

  /// Makes up the next `samples`.
  void conceal(int samples, short[] pcm, int offset) {
    if (concealed == 0) {
      lag = bestLag();
      cutPeriod();
    }
    for (int i = 0; i < samples; i++) {
      for (int channel = 0; channel < channels; channel++) {
        pcm[offset + i * channels + channel] = (short) madeUp(concealed + i, channel);
      }
    }
    concealed = Math.min(concealed + samples, SILENT_SAMPLES + LAG_MAX);
  }

  private int madeUp(int position, int channel) {
    if (position >= SILENT_SAMPLES) {
      return 0;
    }
    int sample = period[position % lag * channels + channel];
    int left = SILENT_SAMPLES - position;
    int span = SILENT_SAMPLES - FULL_SAMPLES;
    return left >= span ? sample : sample * left / span;
  }

  /// The last period, its end blended into what came a period earlier, so that its repetition does
  /// not jump.
  private void cutPeriod() {
    int start = HISTORY_SAMPLES - lag;
    System.arraycopy(history, start * channels, period, 0, lag * channels);
    int blend = lag / 4;
    for (int i = 0; i < blend; i++) {
      for (int channel = 0; channel < channels; channel++) {
        int at = (lag - blend + i) * channels + channel;
        int before = history[(start - blend + i) * channels + channel];
        period[at] = (short) (period[at] + (before - period[at]) * (i + 1) / (blend + 1));
      }
    }
  }

  private int bestLag() {
    int best = LAG_MAX;
    double bestMatch = -1;
    for (int candidate = LAG_MIN; candidate <= LAG_MAX; candidate += COARSE_STEP) {
      double match = match(candidate);
      if (match > bestMatch) {
        bestMatch = match;
        best = candidate;
      }
    }
    int around = best;
    for (int candidate = Math.max(LAG_MIN, around - COARSE_STEP + 1);
        candidate < around + COARSE_STEP && candidate <= LAG_MAX;
        candidate++) {
      double match = match(candidate);
      if (match > bestMatch) {
        bestMatch = match;
        best = candidate;
      }
    }
    return best;
  }

  /// How much the end of the first channel looks like itself `candidate` samples earlier.
  private double match(int candidate) {
    double product = 0;
    double energy = 1;
    int from = HISTORY_SAMPLES - MATCH_SAMPLES;
    for (int i = from; i < HISTORY_SAMPLES; i += 2) {
      double earlier = history[(i - candidate) * channels];
      product += earlier * history[i * channels];
      energy += earlier * earlier;
    }
    return product / Math.sqrt(energy);
  }
}
