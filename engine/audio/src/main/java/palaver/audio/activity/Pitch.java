// SPDX-License-Identifier: Apache-2.0
package palaver.audio.activity;

/// How periodic the last 40 ms are: the greatest normalised autocorrelation at lags from 2.5 to
/// 12.5 ms, on sound thinned to 8 kHz.
final class Pitch {

  private static final int HOP = 480;
  private static final int THIN = 6;
  private static final int THIN_HOP = HOP / THIN;
  private static final int LENGTH = 4 * THIN_HOP;
  private static final int LAG_MIN = 20;
  private static final int LAG_MAX = 100;

  private final double[] sound = new double[LENGTH];

  void observe(double[] hop) {
    System.arraycopy(sound, THIN_HOP, sound, 0, LENGTH - THIN_HOP);
    for (int i = 0; i < THIN_HOP; i++) {
      double sum = 0;
      for (int j = 0; j < THIN; j++) {
        sum += hop[i * THIN + j];
      }
      sound[LENGTH - THIN_HOP + i] = sum;
    }
  }

  /// 0 for noise to 1 for a periodic sound.
  double strength() {
    int length = LENGTH - LAG_MAX;
    double power = product(0, 0, length);
    double best = 0;
    for (int lag = LAG_MIN; lag <= LAG_MAX; lag++) {
      double norm = Math.sqrt(power * product(lag, lag, length)) + 1e-9;
      best = Math.max(best, product(0, lag, length) / norm);
    }
    return best;
  }

  private double product(int a, int b, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += sound[a + i] * sound[b + i];
    }
    return sum;
  }
}
