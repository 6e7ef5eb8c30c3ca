// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

import palaver.wire.sctp.SctpFormat;
import palaver.wire.sctp.SctpPacketView;

/// A chunk that waits for the rest of its message, or for messages before it; its memory is used
/// again.
final class ReceivedChunk {

  /// What a DATA chunk's value has before its payload.
  static final int FIXED_BYTES = SctpFormat.DATA_HEADER_BYTES - SctpFormat.CHUNK_HEADER_BYTES;

  /// Whether this place holds a chunk.
  boolean held;

  int lengthBytes;
  private int flags;
  private int stream;
  private int ssn;
  private int protocol;
  private byte[] payload = new byte[0];

  void set(SctpPacketView data) {
    lengthBytes = data.valueBytes() - FIXED_BYTES;
    if (payload.length < lengthBytes) {
      payload = new byte[lengthBytes];
    }
    System.arraycopy(data.bytes(), data.valueOffset() + FIXED_BYTES, payload, 0, lengthBytes);
    flags = data.flags();
    stream = data.uint16(4);
    ssn = data.uint16(6);
    protocol = data.int32(8);
    held = true;
  }

  boolean isBegin() {
    return held && (flags & SctpFormat.BEGIN) != 0;
  }

  boolean isEnd() {
    return held && (flags & SctpFormat.END) != 0;
  }

  boolean isOrdered() {
    return (flags & SctpFormat.UNORDERED) == 0;
  }

  boolean continues(ReceivedChunk before) {
    return held
        && !isBegin()
        && stream == before.stream
        && isOrdered() == before.isOrdered()
        && (ssn == before.ssn || !isOrdered());
  }

  int stream() {
    return stream;
  }

  int ssn() {
    return ssn;
  }

  int protocol() {
    return protocol;
  }

  byte[] payload() {
    return payload;
  }
}
