// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

/// Counts of samples at 48 kHz, and what they are in nanoseconds.
final class Samples {

  /// What one pull takes: 10 ms.
  static final int PER_PULL = 480;

  static final int PER_SECOND = 48_000;

  private Samples() {}

  static long toNs(long samples) {
    return samples * 62_500 / 3;
  }

  static long fromNs(long ns) {
    return Math.floorDiv(ns * 3, 62_500);
  }
}
