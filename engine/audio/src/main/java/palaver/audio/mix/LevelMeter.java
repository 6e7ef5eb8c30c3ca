// SPDX-License-Identifier: Apache-2.0
package palaver.audio.mix;

/// Measures how loud sound is: its level as packets announce it, and its peak. Not for several
/// threads.
public final class LevelMeter {

  /// The level of digital silence, and the lowest there is.
  public static final int SILENCE_DBOV = 127;

  private static final double OVERLOAD = 32_767;

  private int levelDbov = SILENCE_DBOV;
  private double peakDbfs = -SILENCE_DBOV;
  private double level;

  /// Measures `count` samples; channels count alike.
  public void measure(short[] pcm, int offset, int count) {
    double squares = 0;
    int peak = 0;
    for (int i = offset; i < offset + count; i++) {
      squares += (double) pcm[i] * pcm[i];
      peak = Math.max(peak, Math.abs(pcm[i]));
    }
    level = count == 0 ? 0 : Math.min(1, Math.sqrt(squares / count) / OVERLOAD);
    levelDbov = Math.clamp(Math.round(-decibels(level)), 0, SILENCE_DBOV);
    peakDbfs = decibels(Math.min(1, peak / OVERLOAD));
  }

  private static double decibels(double fraction) {
    return fraction <= 0 ? -SILENCE_DBOV : Math.max(-SILENCE_DBOV, 20 * Math.log10(fraction));
  }

  /// The root mean square in -dBov: 0 is the overload point, which a full square wave reaches, 127
  /// is silence (RFC 6464, section 3; RFC 6465, appendix A).
  public int levelDbov() {
    return levelDbov;
  }

  /// The root mean square, 0 to 1, like `audioLevel` of the W3C's statistics.
  public double audioLevel() {
    return level;
  }

  /// The greatest sample, in dB relative to full scale, -127 at least.
  public double peakDbfs() {
    return peakDbfs;
  }
}
