// SPDX-License-Identifier: Apache-2.0
package palaver.audio.packet;

import palaver.wire.BigEndian;

/// A reusable view of a RED payload (RFC 2198): blocks of earlier sound, oldest first, and last the
/// primary one. All offsets are absolute offsets in the array.
public final class RedView {

  /// More blocks are not read.
  public static final int BLOCKS_MAX = 16;

  private static final int HEADER_BYTES = 4;

  private final int[] payloadTypes = new int[BLOCKS_MAX];
  private final int[] timestampOffsets = new int[BLOCKS_MAX];
  private final int[] offsets = new int[BLOCKS_MAX];
  private final int[] lengths = new int[BLOCKS_MAX];
  private int count;

  /// Reads the payload; false when it is damaged or has too many blocks.
  public boolean parse(byte[] bytes, int offset, int lengthBytes) {
    count = 0;
    int end = offset + lengthBytes;
    int at = offset;
    int dataBytes = 0;
    while (at < end && bytes[at] < 0) {
      if (end - at < HEADER_BYTES || count == BLOCKS_MAX - 1) {
        return false;
      }
      int fields = BigEndian.i32(bytes, at) & 0xff_ffff;
      payloadTypes[count] = bytes[at] & 0x7f;
      timestampOffsets[count] = fields >>> 10;
      lengths[count] = fields & 0x3ff;
      dataBytes += lengths[count++];
      at += HEADER_BYTES;
    }
    if (at >= end || end - at - 1 < dataBytes) {
      return false;
    }
    payloadTypes[count] = bytes[at] & 0x7f;
    timestampOffsets[count] = 0;
    lengths[count++] = end - at - 1 - dataBytes;
    place(at + 1);
    return true;
  }

  private void place(int dataAt) {
    int at = dataAt;
    for (int i = 0; i < count; i++) {
      offsets[i] = at;
      at += lengths[i];
    }
  }

  /// How many blocks there are, the primary one included.
  public int count() {
    return count;
  }

  public int payloadType(int block) {
    return payloadTypes[block];
  }

  /// How much earlier than the packet the block's sound starts, in units of the timestamp.
  public int timestampOffset(int block) {
    return timestampOffsets[block];
  }

  public int offset(int block) {
    return offsets[block];
  }

  public int lengthBytes(int block) {
    return lengths[block];
  }
}
