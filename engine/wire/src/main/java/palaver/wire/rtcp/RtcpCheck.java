// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtcp;

import static palaver.wire.rtcp.RtcpFormat.HEADER_BYTES;

import palaver.wire.BigEndian;
import palaver.wire.rtcp.RtcpCursor.Fault;

/// Checks a whole compound packet before anything in it is believed.
final class RtcpCheck {
  private RtcpCheck() {}

  static Fault faultOf(byte[] bytes, int offset, int length) {
    if (length < HEADER_BYTES) {
      return Fault.TOO_SHORT;
    }
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (end - at < HEADER_BYTES) {
        return Fault.TOO_SHORT;
      }
      int packetBytes = 4 + 4 * BigEndian.u16(bytes, at + 2);
      Fault fault = packetFault(bytes, at, packetBytes, end);
      if (fault != Fault.NONE) {
        return fault;
      }
      at += packetBytes;
    }
    return Fault.NONE;
  }

  private static Fault packetFault(byte[] bytes, int at, int packetBytes, int end) {
    if ((bytes[at] & 0xC0) != 0x80) {
      return Fault.WRONG_VERSION;
    }
    if (packetBytes > end - at) {
      return Fault.LENGTH_WRONG;
    }
    int paddingBytes = paddingBytes(bytes, at, packetBytes);
    boolean last = packetBytes == end - at;
    if (paddingBytes < 0 || (paddingBytes > 0 && !last)) {
      return Fault.PADDING_WRONG;
    }
    return isBodyComplete(bytes, at, packetBytes - paddingBytes)
        ? Fault.NONE
        : Fault.BODY_TRUNCATED;
  }

  /// The padding of a packet, 0 when it has none, -1 when its count is impossible.
  static int paddingBytes(byte[] bytes, int at, int packetBytes) {
    if ((bytes[at] & 0x20) == 0) {
      return 0;
    }
    int count = bytes[at + packetBytes - 1] & 0xff;
    boolean possible = count > 0 && count % 4 == 0 && count <= packetBytes - HEADER_BYTES;
    return possible ? count : -1;
  }

  private static boolean isBodyComplete(byte[] bytes, int at, int bodyEnd) {
    int count = bytes[at] & 0x1f;
    return switch (bytes[at + 1] & 0xff) {
      case RtcpFormat.SENDER_REPORT -> bodyEnd >= 28 + count * RtcpFormat.REPORT_BLOCK_BYTES;
      case RtcpFormat.RECEIVER_REPORT -> bodyEnd >= 8 + count * RtcpFormat.REPORT_BLOCK_BYTES;
      case RtcpFormat.SOURCE_DESCRIPTION -> areChunksComplete(bytes, at, at + bodyEnd, count);
      case RtcpFormat.BYE -> bodyEnd >= HEADER_BYTES + 4 * count;
      case RtcpFormat.TRANSPORT_FEEDBACK -> bodyEnd >= 12;
      case RtcpFormat.EXTENDED_REPORT -> areBlocksComplete(bytes, at, at + bodyEnd);
      default -> true;
    };
  }

  private static boolean areChunksComplete(byte[] bytes, int packetAt, int end, int count) {
    int at = packetAt + HEADER_BYTES;
    for (int i = 0; i < count; i++) {
      at = end - at < 4 ? -1 : chunkEnd(bytes, packetAt, at, end);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }

  /// Where the SDES chunk at `at` ends, or -1 when it runs past `end`.
  static int chunkEnd(byte[] bytes, int packetAt, int chunkAt, int end) {
    int at = chunkAt + 4;
    while (at < end && bytes[at] != 0) {
      if (end - at < 2) {
        return -1;
      }
      at += 2 + (bytes[at + 1] & 0xff);
    }
    int padded = packetAt + ((at + 1 - packetAt + 3) & ~3);
    return at >= end || padded > end ? -1 : padded;
  }

  private static boolean areBlocksComplete(byte[] bytes, int packetAt, int end) {
    int at = packetAt + 8;
    while (at < end) {
      if (end - at < 4) {
        return false;
      }
      at += 4 + 4 * BigEndian.u16(bytes, at + 2);
    }
    return at == end;
  }
}
