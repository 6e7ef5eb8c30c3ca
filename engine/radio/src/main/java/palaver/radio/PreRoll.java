// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

/// What was said between the press and the grant. Bounded; the oldest frame makes room.
final class PreRoll {

  /// Takes one frame.
  interface Taker {
    void frame(byte[] bytes, int length);
  }

  private final byte[][] frames;
  private final int[] lengths;
  private int first;
  private int count;

  PreRoll(int framesMax, int frameBytesMax) {
    frames = new byte[framesMax][frameBytesMax];
    lengths = new int[framesMax];
  }

  void add(byte[] bytes, int at, int length) {
    if (count == frames.length) {
      first = (first + 1) % frames.length;
      count--;
    }
    int place = (first + count) % frames.length;
    System.arraycopy(bytes, at, frames[place], 0, length);
    lengths[place] = length;
    count++;
  }

  /// Gives all frames, oldest first, and forgets them.
  void drain(Taker taker) {
    for (int i = 0; i < count; i++) {
      int place = (first + i) % frames.length;
      taker.frame(frames[place], lengths[place]);
    }
    clear();
  }

  void clear() {
    first = 0;
    count = 0;
  }

  int count() {
    return count;
  }
}
