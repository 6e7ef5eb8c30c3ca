// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.channel;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import palaver.wire.BigEndian;

/// DATA_CHANNEL_OPEN (RFC 8832, section 5.1).
///
/// ```
///  3 | channel type | priority (16) | reliability (32) | label bytes (16) | protocol bytes (16)
///  label, protocol in UTF-8
/// ```
record OpenMessage(String label, String protocol, ChannelOptions options) {

  static final int TYPE = 3;
  static final int ACK_TYPE = 2;
  static final int NAME_BYTES_MAX = 256;

  private static final int FIXED_BYTES = 12;
  private static final int NORMAL_PRIORITY = 256;

  /// The message as bytes, or null when a name is too long.
  byte @Nullable [] encode() {
    byte[] name = label.getBytes(StandardCharsets.UTF_8);
    byte[] kind = protocol.getBytes(StandardCharsets.UTF_8);
    if (name.length > NAME_BYTES_MAX || kind.length > NAME_BYTES_MAX) {
      return null;
    }
    byte[] bytes = new byte[FIXED_BYTES + name.length + kind.length];
    BigEndian.put8(bytes, 0, TYPE);
    BigEndian.put8(bytes, 1, options.wireType());
    BigEndian.put16(bytes, 2, NORMAL_PRIORITY);
    BigEndian.put32(bytes, 4, options.wireParameter());
    BigEndian.put16(bytes, 8, name.length);
    BigEndian.put16(bytes, 10, kind.length);
    System.arraycopy(name, 0, bytes, FIXED_BYTES, name.length);
    System.arraycopy(kind, 0, bytes, FIXED_BYTES + name.length, kind.length);
    return bytes;
  }

  /// What the bytes say, or null when it is no such message.
  static @Nullable OpenMessage parse(byte[] bytes, int offset, int lengthBytes) {
    if (lengthBytes < FIXED_BYTES || bytes[offset] != TYPE) {
      return null;
    }
    int nameBytes = BigEndian.u16(bytes, offset + 8);
    int kindBytes = BigEndian.u16(bytes, offset + 10);
    ChannelOptions options =
        ChannelOptions.of(BigEndian.u8(bytes, offset + 1), BigEndian.i32(bytes, offset + 4));
    if (options == null
        || nameBytes > NAME_BYTES_MAX
        || kindBytes > NAME_BYTES_MAX
        || FIXED_BYTES + nameBytes + kindBytes != lengthBytes) {
      return null;
    }
    int at = offset + FIXED_BYTES;
    return new OpenMessage(
        new String(bytes, at, nameBytes, StandardCharsets.UTF_8),
        new String(bytes, at + nameBytes, kindBytes, StandardCharsets.UTF_8),
        options);
  }
}
