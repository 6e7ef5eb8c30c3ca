// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

/// The arithmetic that encoder and decoder of IMA ADPCM share (IMA Digital Audio Focus, 1992).
final class AdpcmSteps {

  static final int INDEX_MAX = 88;

  private static final int[] STEPS = steps();
  private static final int[] INDEX_CHANGES = {-1, -1, -1, -1, 2, 4, 6, 8};

  private AdpcmSteps() {}

  private static int[] steps() {
    return new int[] {
      7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66,
      73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408,
      449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066,
      2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630,
      9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794,
      32767
    };
  }

  /// The code of 4 bits that brings `predicted` nearest to `sample`.
  static int code(int sample, int predicted, int index) {
    int difference = sample - predicted;
    int sign = difference < 0 ? 8 : 0;
    int rest = Math.abs(difference);
    int code = 0;
    int step = STEPS[index];
    for (int bit = 4; bit > 0; bit >>= 1) {
      if (rest >= step) {
        code |= bit;
        rest -= step;
      }
      step >>= 1;
    }
    return sign | code;
  }

  /// The sample that `code` leads to from `predicted`.
  static int next(int code, int predicted, int index) {
    int step = STEPS[index];
    int difference = step >> 3;
    difference += (code & 4) == 0 ? 0 : step;
    difference += (code & 2) == 0 ? 0 : step >> 1;
    difference += (code & 1) == 0 ? 0 : step >> 2;
    int sample = (code & 8) == 0 ? predicted + difference : predicted - difference;
    return Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  static int nextIndex(int code, int index) {
    return Math.clamp(index + INDEX_CHANGES[code & 7], 0, INDEX_MAX);
  }
}
