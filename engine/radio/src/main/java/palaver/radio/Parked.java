// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;

/// Frames of a lease that is not known yet. At most 16 wait; the oldest makes room.
final class Parked {
  static final int FRAMES_MAX = 16;

  /// One payload of a voice frame.
  record Frame(long atNs, long fromId, byte[] payload) {}

  private final List<Frame> frames = new ArrayList<>();

  /// Keeps a copy; false when an older frame had to go.
  boolean add(long nowNs, long fromId, byte[] bytes, int at, int length) {
    boolean room = frames.size() < FRAMES_MAX;
    if (!room) {
      frames.removeFirst();
    }
    frames.add(new Frame(nowNs, fromId, java.util.Arrays.copyOfRange(bytes, at, at + length)));
    return room;
  }

  /// Takes out all that have not waited longer than `parkNs`.
  List<Frame> take(long nowNs, long parkNs) {
    List<Frame> fresh = new ArrayList<>();
    for (Frame frame : frames) {
      if (nowNs - frame.atNs() <= parkNs) {
        fresh.add(frame);
      }
    }
    frames.clear();
    return fresh;
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }
}
