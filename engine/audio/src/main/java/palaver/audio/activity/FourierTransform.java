// SPDX-License-Identifier: Apache-2.0
package palaver.audio.activity;

/// The discrete Fourier transform of one length, in place (radix 2, decimation in time).
final class FourierTransform {

  private final int size;
  private final double[] cosine;
  private final double[] sine;

  /// For vectors of `size` numbers, a power of two.
  FourierTransform(int size) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("a power of two");
    }
    this.size = size;
    cosine = new double[size / 2];
    sine = new double[size / 2];
    for (int i = 0; i < size / 2; i++) {
      cosine[i] = Math.cos(2 * Math.PI * i / size);
      sine[i] = -Math.sin(2 * Math.PI * i / size);
    }
  }

  void transform(double[] real, double[] imaginary) {
    reorder(real, imaginary);
    for (int half = 1; half < size; half *= 2) {
      int stride = size / (2 * half);
      for (int start = 0; start < size; start += 2 * half) {
        for (int i = 0; i < half; i++) {
          butterfly(real, imaginary, start + i, start + i + half, i * stride);
        }
      }
    }
  }

  private void butterfly(double[] real, double[] imaginary, int a, int b, int turn) {
    double r = real[b] * cosine[turn] - imaginary[b] * sine[turn];
    double i = real[b] * sine[turn] + imaginary[b] * cosine[turn];
    real[b] = real[a] - r;
    imaginary[b] = imaginary[a] - i;
    real[a] += r;
    imaginary[a] += i;
  }

  private void reorder(double[] real, double[] imaginary) {
    int shift = Integer.numberOfLeadingZeros(size) + 1;
    for (int i = 1; i < size; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (j > i) {
        swap(real, i, j);
        swap(imaginary, i, j);
      }
    }
  }

  private static void swap(double[] x, int i, int j) {
    double kept = x[i];
    x[i] = x[j];
    x[j] = kept;
  }
}
