// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

/// Brings a whole recording to another sample rate: a windowed sinc (Kaiser, beta 8) of 32 zero
/// crossings to each side, cut at 95 % of the lower rate's half.
public final class RateConversion {

  private static final int CROSSINGS = 32;
  private static final double BETA = 8;
  private static final double CUT = 0.95;

  private RateConversion() {}

  /// The same sound at `sampleRateHz`.
  public static Sound convert(Sound sound, int sampleRateHz) {
    int from = sound.sampleRateHz();
    if (from == sampleRateHz) {
      return sound;
    }
    int common = gcd(from, sampleRateHz);
    int up = sampleRateHz / common;
    int down = from / common;
    double cut = CUT * Math.min(1, (double) up / down);
    double[][] phases = phases(up, cut);
    int channels = sound.channels();
    long count = (long) sound.samples() * up / down;
    short[] converted = new short[Math.toIntExact(count * channels)];
    for (int i = 0; i < count; i++) {
      long place = (long) i * down;
      double[] weights = phases[(int) (place % up)];
      int first = (int) (place / up) - weights.length / 2;
      for (int channel = 0; channel < channels; channel++) {
        converted[i * channels + channel] = weighted(sound, channel, first, weights);
      }
    }
    return new Sound(sampleRateHz, channels, converted);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /// The filter for each place that a new sample can have between two old ones.
  private static double[][] phases(int up, double cut) {
    double reach = CROSSINGS / cut;
    int half = (int) Math.ceil(reach) + 1;
    double[][] phases = new double[up][2 * half];
    for (int phase = 0; phase < up; phase++) {
      for (int tap = 0; tap < 2 * half; tap++) {
        double distance = tap - half - (double) phase / up;
        double x = Math.PI * cut * distance;
        double sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x;
        phases[phase][tap] = cut * sinc * window(distance / reach);
      }
    }
    return phases;
  }

  private static short weighted(Sound sound, int channel, int first, double[] weights) {
    short[] pcm = sound.pcm();
    int channels = sound.channels();
    int from = Math.max(0, -first);
    int to = Math.min(weights.length, sound.samples() - first);
    double sum = 0;
    for (int tap = from; tap < to; tap++) {
      sum += weights[tap] * pcm[(first + tap) * channels + channel];
    }
    return (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private static double window(double place) {
    return Math.abs(place) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - place * place)) / bessel(BETA);
  }

  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; k < 30; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
