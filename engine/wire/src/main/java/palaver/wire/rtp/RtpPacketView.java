// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtp;

import palaver.wire.BigEndian;

/// A reusable view of one RTP packet (RFC 3550, section 5.1) inside somebody else's array.
///
/// Of an SRTP packet [#parseHeader] reads what is in the clear. After unprotecting, [#stripPadding]
/// finds the end of the payload; [#parse] does both for plain RTP. A failed parse leaves the reason
/// in [#fault] and the rest of the view undefined. All offsets are absolute offsets in the array.
public final class RtpPacketView {

  /// The length of the part that every RTP header has.
  public static final int FIXED_HEADER_BYTES = 12;

  /// Why bytes are not an RTP packet.
  public enum Fault {
    NONE,
    TOO_SHORT,
    WRONG_VERSION,
    CSRCS_TRUNCATED,
    EXTENSION_TRUNCATED,
    PADDING_WRONG
  }

  private static final int ONE_BYTE_PROFILE = 0xBEDE;
  private static final int TWO_BYTE_PROFILE = 0x1000;
  private static final int TWO_BYTE_PROFILE_MASK = 0xFFF0;

  private byte[] bytes = new byte[FIXED_HEADER_BYTES];
  private int offset;
  private int end;
  private int payloadOffset = FIXED_HEADER_BYTES;
  private int extensionProfile = -1;
  private int extensionsOffset;
  private int paddingBytes;
  private Fault fault = Fault.TOO_SHORT;

  /// Reads a whole plain packet: header and padding.
  public boolean parse(byte[] bytes, int offset, int length) {
    return parseHeader(bytes, offset, length) && stripPadding(length);
  }

  /// Reads the header only. The payload then runs to the end of the packet, padding and an
  /// authentication tag included.
  public boolean parseHeader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    end = offset + length;
    paddingBytes = 0;
    fault = headerFault(length);
    return fault == Fault.NONE;
  }

  private Fault headerFault(int length) {
    if (length < FIXED_HEADER_BYTES) {
      return Fault.TOO_SHORT;
    }
    if ((bytes[offset] & 0xC0) != 0x80) {
      return Fault.WRONG_VERSION;
    }
    payloadOffset = offset + FIXED_HEADER_BYTES + 4 * csrcCount();
    if (payloadOffset > end) {
      return Fault.CSRCS_TRUNCATED;
    }
    extensionProfile = -1;
    return (bytes[offset] & 0x10) == 0 ? Fault.NONE : extensionFault();
  }

  private Fault extensionFault() {
    if (end - payloadOffset < 4) {
      return Fault.EXTENSION_TRUNCATED;
    }
    int extensionBytes = 4 * BigEndian.u16(bytes, payloadOffset + 2);
    extensionsOffset = payloadOffset + 4;
    if (end - extensionsOffset < extensionBytes) {
      return Fault.EXTENSION_TRUNCATED;
    }
    extensionProfile = BigEndian.u16(bytes, payloadOffset);
    payloadOffset = extensionsOffset + extensionBytes;
    return Fault.NONE;
  }

  /// Fixes the end of the payload, once its bytes are in the clear.
  ///
  /// @param length the length of the packet without an authentication tag
  public boolean stripPadding(int length) {
    end = offset + length;
    paddingBytes = 0;
    if (payloadOffset > end) {
      fault = Fault.TOO_SHORT;
      return false;
    }
    if (!hasPadding()) {
      return true;
    }
    int count = end > payloadOffset ? bytes[end - 1] & 0xff : 0;
    if (count == 0 || count > end - payloadOffset) {
      fault = Fault.PADDING_WRONG;
      return false;
    }
    paddingBytes = count;
    return true;
  }

  /// Why the last parse failed, or [Fault#NONE].
  public Fault fault() {
    return fault;
  }

  public byte[] bytes() {
    return bytes;
  }

  /// Where the packet starts.
  public int offset() {
    return offset;
  }

  public boolean hasPadding() {
    return (bytes[offset] & 0x20) != 0;
  }

  public boolean marker() {
    return bytes[offset + 1] < 0;
  }

  /// 0 to 127.
  public int payloadType() {
    return bytes[offset + 1] & 0x7f;
  }

  /// 0 to 65535.
  public int sequence() {
    return BigEndian.u16(bytes, offset + 2);
  }

  /// The 32 bits of the timestamp; compare by subtraction.
  public int timestamp() {
    return BigEndian.i32(bytes, offset + 4);
  }

  public int ssrc() {
    return BigEndian.i32(bytes, offset + 8);
  }

  /// 0 to 15.
  public int csrcCount() {
    return bytes[offset] & 0x0f;
  }

  public int csrc(int index) {
    return BigEndian.i32(bytes, offset + FIXED_HEADER_BYTES + 4 * index);
  }

  /// The length of the whole header, with CSRCs and extensions.
  public int headerBytes() {
    return payloadOffset - offset;
  }

  public int payloadOffset() {
    return payloadOffset;
  }

  /// The length of the payload, without padding once that is stripped.
  public int payloadBytes() {
    return end - paddingBytes - payloadOffset;
  }

  public int paddingBytes() {
    return paddingBytes;
  }

  /// Where the data of the header extension `id` starts, or -1 when the packet has none; reads both
  /// layouts of RFC 8285. A damaged element ends the search.
  public int extensionAt(int id) {
    if (extensionProfile == ONE_BYTE_PROFILE) {
      return oneByteExtensionAt(id);
    }
    return hasTwoByteExtensions() ? twoByteExtensionAt(id) : -1;
  }

  private boolean hasTwoByteExtensions() {
    return extensionProfile >= 0 && (extensionProfile & TWO_BYTE_PROFILE_MASK) == TWO_BYTE_PROFILE;
  }

  private int oneByteExtensionAt(int id) {
    int at = extensionsOffset;
    while (at < payloadOffset) {
      int element = bytes[at] & 0xff;
      int dataBytes = (element & 0x0f) + 1;
      int elementId = element >>> 4;
      if (elementId == 15 || (elementId != 0 && dataBytes > payloadOffset - at - 1)) {
        return -1;
      }
      if (elementId != 0 && elementId == id) {
        return at + 1;
      }
      at += elementId == 0 ? 1 : 1 + dataBytes;
    }
    return -1;
  }

  private int twoByteExtensionAt(int id) {
    int at = extensionsOffset;
    while (at < payloadOffset) {
      int elementId = bytes[at] & 0xff;
      if (elementId == 0) {
        at++;
        continue;
      }
      if (payloadOffset - at < 2 || (bytes[at + 1] & 0xff) > payloadOffset - at - 2) {
        return -1;
      }
      if (elementId == id) {
        return at + 2;
      }
      at += 2 + (bytes[at + 1] & 0xff);
    }
    return -1;
  }

  /// The data length of the element whose data starts at `at`, an offset that [#extensionAt] gave.
  public int extensionBytes(int at) {
    return extensionProfile == ONE_BYTE_PROFILE ? (bytes[at - 1] & 0x0f) + 1 : bytes[at - 1] & 0xff;
  }

  /// The audio level of RFC 6464 in extension `id`, in -dBov: 0 is loudest, 127 silence; -1 when
  /// the packet does not carry it.
  public int audioLevelDbov(int id) {
    int at = extensionAt(id);
    return at < 0 || extensionBytes(at) < 1 ? -1 : bytes[at] & 0x7f;
  }

  /// Whether the sender marked the packet as voice in extension `id` (RFC 6464).
  public boolean audioLevelVoiced(int id) {
    int at = extensionAt(id);
    return at >= 0 && extensionBytes(at) > 0 && bytes[at] < 0;
  }

  /// Whether extension `id` carries exactly the bytes `value`.
  public boolean extensionEquals(int id, byte[] value) {
    int at = extensionAt(id);
    if (at < 0 || extensionBytes(at) != value.length) {
      return false;
    }
    for (int i = 0; i < value.length; i++) {
      if (bytes[at + i] != value[i]) {
        return false;
      }
    }
    return true;
  }
}
