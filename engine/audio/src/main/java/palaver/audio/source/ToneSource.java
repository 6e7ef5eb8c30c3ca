// SPDX-License-Identifier: Apache-2.0
package palaver.audio.source;

/// A chord of sines of equal strength; one frequency makes a tone.
public final class ToneSource implements SoundSource {

  private static final double SAMPLE_RATE_HZ = 48_000;

  private final double[] frequenciesHz;
  private final double amplitude;
  private long position;

  /// Starts at phase 0.
  ///
  /// @param peakDbfs the highest peak that the chord can reach, 0 or less
  public ToneSource(double peakDbfs, double... frequenciesHz) {
    if (peakDbfs > 0 || frequenciesHz.length == 0) {
      throw new IllegalArgumentException("a chord has a peak of at most 0 dBFS and a frequency");
    }
    this.frequenciesHz = frequenciesHz.clone();
    amplitude = Short.MAX_VALUE * Math.pow(10, peakDbfs / 20) / frequenciesHz.length;
  }

  @Override
  public void fill(short[] pcm, int offset, int samples) {
    for (int i = 0; i < samples; i++) {
      double sum = 0;
      for (double frequency : frequenciesHz) {
        sum += Math.sin(2 * Math.PI * frequency * position / SAMPLE_RATE_HZ);
      }
      pcm[offset + i] = (short) Math.round(amplitude * sum);
      position++;
    }
  }
}
