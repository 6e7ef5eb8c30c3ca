// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sctp;

import java.util.zip.CRC32C;
import palaver.wire.BigEndian;

/// A reusable view of one SCTP packet and a cursor over its chunks.
///
/// ```
///  source port | destination port | verification tag | checksum (CRC32c, little endian)
///  type | flags | length | value, padded to four bytes; the next chunk ...
/// ```
public final class SctpPacketView {

  private static final int CHECKSUM_AT = 8;
  private static final byte[] NO_CHECKSUM = new byte[4];

  private final CRC32C checksum = new CRC32C();
  private byte[] bytes = new byte[0];
  private int offset;
  private int end;
  private int next;
  private int at;
  private int chunkBytes;

  /// Points this view at a packet and its cursor before the first chunk.
  ///
  /// @return false, and the view is of no use, when it is none: too short, or its checksum is wrong
  public boolean parse(byte[] packet, int from, int lengthBytes) {
    if (lengthBytes < SctpFormat.HEADER_BYTES + SctpFormat.CHUNK_HEADER_BYTES) {
      return false;
    }
    bytes = packet;
    offset = from;
    end = from + lengthBytes;
    next = from + SctpFormat.HEADER_BYTES;
    chunkBytes = 0;
    checksum.reset();
    checksum.update(packet, from, CHECKSUM_AT);
    checksum.update(NO_CHECKSUM, 0, NO_CHECKSUM.length);
    checksum.update(packet, next, end - next);
    int stated = Integer.reverseBytes(BigEndian.i32(packet, from + CHECKSUM_AT));
    return (int) checksum.getValue() == stated;
  }

  public int verificationTag() {
    return BigEndian.i32(bytes, offset + 4);
  }

  /// Moves to the next chunk; false at the end, or when what follows is none.
  public boolean nextChunk() {
    if (end - next < SctpFormat.CHUNK_HEADER_BYTES) {
      return false;
    }
    int stated = BigEndian.u16(bytes, next + 2);
    if (stated < SctpFormat.CHUNK_HEADER_BYTES || stated > end - next) {
      return false;
    }
    at = next;
    chunkBytes = stated;
    next += Math.min(SctpFormat.padded(stated), end - next);
    return true;
  }

  /// Whether this chunk is the only one of its packet; asked at the first.
  public boolean isAlone() {
    return at == offset + SctpFormat.HEADER_BYTES && next == end;
  }

  public int type() {
    return bytes[at] & 0xff;
  }

  public int flags() {
    return bytes[at + 1] & 0xff;
  }

  /// The array that the offsets are for.
  public byte[] bytes() {
    return bytes;
  }

  /// Where the value begins in [#bytes].
  public int valueOffset() {
    return at + SctpFormat.CHUNK_HEADER_BYTES;
  }

  public int valueBytes() {
    return chunkBytes - SctpFormat.CHUNK_HEADER_BYTES;
  }

  /// The 32 bits at `index` of the value; whoever asks has looked at [#valueBytes].
  public int int32(int index) {
    return BigEndian.i32(bytes, valueOffset() + index);
  }

  /// The 16 bits at `index` of the value, 0 to 65,535.
  public int uint16(int index) {
    return BigEndian.u16(bytes, valueOffset() + index);
  }

  /// Finds a parameter of an INIT or INIT ACK.
  ///
  /// @return where its header begins in [#bytes], or -1 when it is not there
  public int parameter(int type) {
    int from = valueOffset() + SctpFormat.INIT_FIXED_BYTES;
    int limit = at + chunkBytes;
    while (limit - from >= SctpFormat.CHUNK_HEADER_BYTES) {
      int lengthBytes = BigEndian.u16(bytes, from + 2);
      if (lengthBytes < SctpFormat.CHUNK_HEADER_BYTES || lengthBytes > limit - from) {
        return -1;
      }
      if (BigEndian.u16(bytes, from) == type) {
        return from;
      }
      from += Math.min(SctpFormat.padded(lengthBytes), limit - from);
    }
    return -1;
  }
}
