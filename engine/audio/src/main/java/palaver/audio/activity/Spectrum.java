// SPDX-License-Identifier: Apache-2.0
package palaver.audio.activity;

/// Whether sound is steady noise: its spectrum in eight bands from 100 Hz to 8 kHz hardly changes
/// over 320 ms, and it has no pitch.
final class Spectrum {

  private static final int HOP = 480;
  private static final int SIZE = 1_024;
  private static final double[] EDGES_HZ = {100, 250, 400, 700, 1_200, 2_000, 3_300, 5_000, 8_000};
  private static final int BANDS = EDGES_HZ.length - 1;
  private static final int HOPS = 32;

  /// Bands of noise vary by 1 to 2.5 dB from hop to hop, those of speech by 6 and more.
  private static final double STEADY_DB = 3.2;

  private static final double PITCHED = 0.55;
  private static final double DB_FLOOR = 1e-12;

  private final double[] window = new double[2 * HOP];
  private final double[] sound = new double[2 * HOP];
  private final FourierTransform transform = new FourierTransform(SIZE);
  private final double[] real = new double[SIZE];
  private final double[] imaginary = new double[SIZE];
  private final double[][] history = new double[HOPS][BANDS];
  private final Pitch pitch = new Pitch();
  private int hops;

  Spectrum() {
    for (int i = 0; i < window.length; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / window.length);
    }
  }

  /// Takes the next hop, mixed to one channel, samples as fractions of full scale.
  void observe(double[] hop) {
    System.arraycopy(sound, HOP, sound, 0, HOP);
    System.arraycopy(hop, 0, sound, HOP, HOP);
    for (int i = 0; i < SIZE; i++) {
      real[i] = i < sound.length ? sound[i] * window[i] : 0;
      imaginary[i] = 0;
    }
    transform.transform(real, imaginary);
    double[] bands = history[hops++ % HOPS];
    for (int band = 0; band < BANDS; band++) {
      bands[band] = 10 * Math.log10(power(EDGES_HZ[band], EDGES_HZ[band + 1]) + DB_FLOOR);
    }
    pitch.observe(hop);
  }

  private double power(double fromHz, double toHz) {
    int from = (int) Math.ceil(fromHz * SIZE / 48_000);
    int to = (int) (toHz * SIZE / 48_000);
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum += real[i] * real[i] + imaginary[i] * imaginary[i];
    }
    return sum / (to - from + 1);
  }

  boolean isSteadyNoise() {
    return hops >= HOPS && variationDb() < STEADY_DB && pitch.strength() < PITCHED;
  }

  /// The standard deviation of the bands' levels over the last hops, averaged over the bands.
  double variationDb() {
    double variances = 0;
    for (int band = 0; band < BANDS; band++) {
      double sum = 0;
      double squares = 0;
      for (double[] bands : history) {
        sum += bands[band];
        squares += bands[band] * bands[band];
      }
      variances += squares / HOPS - sum / HOPS * (sum / HOPS);
    }
    return Math.sqrt(variances / BANDS);
  }
}
