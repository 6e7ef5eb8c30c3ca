// SPDX-License-Identifier: Apache-2.0
package palaver.audio.mix;

/// Keeps a sum of voices within 16 bits without clipping: its gain glides down before a peak comes
/// and recovers slowly after it. It delays sound by 5 ms to know what comes.
///
/// Sound is handled in blocks of 2.5 ms. The gain at the border of two blocks is no more than
/// either needs, and in between it glides, so that no sample exceeds the threshold. Below the
/// threshold nothing is changed.
final class SoftLimiter {

  /// By how much sound is delayed, in samples at 48 kHz.
  static final int DELAY = 240;

  /// -1 dBFS.
  static final double THRESHOLD = 29_204;

  private static final int BLOCK = DELAY / 2;

  /// The gain recovers by at most 6 dB in 100 ms or so.
  private static final double RECOVERY = 1.0175;

  private final int channels;
  private double[] playing;
  private double[] ready;
  private double[] filling;
  private double fillingPeak;
  private double readyNeed = 1;
  private int at;
  private double gainBegin = 1;
  private double gainEnd = 1;

  SoftLimiter(int channels) {
    this.channels = channels;
    playing = new double[BLOCK * channels];
    ready = new double[BLOCK * channels];
    filling = new double[BLOCK * channels];
  }

  /// Takes one sample of each channel from `sum` and puts one limited and delayed into `pcm`.
  void limit(double[] sum, int from, short[] pcm, int to) {
    double gain = gainBegin + (gainEnd - gainBegin) * at / BLOCK;
    for (int channel = 0; channel < channels; channel++) {
      int slot = at * channels + channel;
      double sample = sum[from + channel];
      pcm[to + channel] = (short) Math.round(playing[slot] * gain);
      filling[slot] = sample;
      fillingPeak = Math.max(fillingPeak, Math.abs(sample));
    }
    if (++at == BLOCK) {
      turn();
    }
  }

  private void turn() {
    double[] played = playing;
    playing = ready;
    ready = filling;
    filling = played;
    double need = fillingPeak <= THRESHOLD ? 1 : THRESHOLD / fillingPeak;
    gainBegin = gainEnd;
    gainEnd = Math.min(Math.min(readyNeed, need), gainBegin * RECOVERY);
    readyNeed = need;
    fillingPeak = 0;
    at = 0;
  }
}
