// SPDX-License-Identifier: Apache-2.0
package palaver.audio.packet;

/// The frames that were sent last, for those who repeat them. Older ones are overwritten.
public final class PreviousFrames {

  private final byte[][] frames;
  private final int[] lengths;
  private final int[] timestamps;
  private int next;
  private int count;

  /// Room for `framesMax` frames of up to `frameBytesMax` bytes.
  public PreviousFrames(int framesMax, int frameBytesMax) {
    frames = new byte[framesMax][frameBytesMax];
    lengths = new int[framesMax];
    timestamps = new int[framesMax];
  }

  /// Adds the frame sent last; one that is too long counts as empty.
  public void add(int timestamp, byte[] bytes, int offset, int lengthBytes) {
    if (frames.length == 0) {
      return;
    }
    lengths[next] = lengthBytes <= frames[next].length ? lengthBytes : 0;
    System.arraycopy(bytes, offset, frames[next], 0, lengths[next]);
    timestamps[next] = timestamp;
    next = (next + 1) % frames.length;
    count = Math.min(count + 1, frames.length);
  }

  /// Forgets all frames, as after a gap.
  public void clear() {
    count = 0;
  }

  /// How many frames can be had.
  public int count() {
    return count;
  }

  /// The length of the frame sent `back` frames ago, 1 for the last; 0 when it was too long.
  public int lengthBytes(int back) {
    return lengths[at(back)];
  }

  public int timestamp(int back) {
    return timestamps[at(back)];
  }

  /// Copies the frame sent `back` frames ago to `offset` of `bytes`.
  public void copy(int back, byte[] bytes, int offset) {
    System.arraycopy(frames[at(back)], 0, bytes, offset, lengthBytes(back));
  }

  private int at(int back) {
    if (back < 1 || back > count) {
      throw new IllegalArgumentException("there is no frame " + back + " back");
    }
    return (next - back + frames.length) % frames.length;
  }
}
