// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import palaver.wire.BigEndian;

/// What a voice frame holds when it is open: this frame and the one before, so that one lost packet
/// is made good by the next. Two bytes of length, this frame, and the previous one to the end.
///
/// A reusable view that allocates nothing; offsets are absolute offsets in the array.
public final class VoicePlain {

  /// The longest encoded frame, in bytes.
  public static final int FRAME_BYTES_MAX = 400;

  private int currentAt;
  private int currentBytes;
  private int previousBytes;

  /// Reads the plain bytes; false when they are damaged.
  public boolean parse(byte[] bytes, int at, int length) {
    if (length < 2) {
      return false;
    }
    currentAt = at + 2;
    currentBytes = BigEndian.u16(bytes, at);
    previousBytes = length - 2 - currentBytes;
    return previousBytes >= 0
        && currentBytes <= FRAME_BYTES_MAX
        && previousBytes <= FRAME_BYTES_MAX;
  }

  public int currentAt() {
    return currentAt;
  }

  /// 0 when the talker was silent (DTX).
  public int currentBytes() {
    return currentBytes;
  }

  public int previousAt() {
    return currentAt + currentBytes;
  }

  /// 0 when no frame was before or it did not fit.
  public int previousBytes() {
    return previousBytes;
  }

  /// Writes the plain bytes to `at` and answers their length. A frame before of no bytes is none.
  public static int write(
      byte[] bytes,
      int at,
      byte[] current,
      int currentAt,
      int currentBytes,
      byte[] previous,
      int previousAt,
      int previousBytes) {
    if (currentBytes > FRAME_BYTES_MAX || previousBytes > FRAME_BYTES_MAX) {
      throw new IllegalArgumentException("a voice frame has at most 400 bytes");
    }
    BigEndian.put16(bytes, at, currentBytes);
    System.arraycopy(current, currentAt, bytes, at + 2, currentBytes);
    System.arraycopy(previous, previousAt, bytes, at + 2 + currentBytes, previousBytes);
    return 2 + currentBytes + previousBytes;
  }
}
