// SPDX-License-Identifier: Apache-2.0
package palaver.wire.stun;

import java.nio.charset.StandardCharsets;
import java.util.List;
import palaver.wire.BigEndian;

/// Writes STUN messages into a caller's array. [#begin] first, attributes in any order, integrity,
/// and at the end [#finish], which adds FINGERPRINT. One writer can be used for many messages.
///
/// The caller provides room: no message that ICE needs is longer than 700 bytes.
public final class StunWriter {
  private byte[] bytes = new byte[StunFormat.HEADER_BYTES];
  private int start;
  private int at = StunFormat.HEADER_BYTES;

  /// Starts a binding message at `offset`.
  ///
  /// @param transactionId 12 bytes
  public StunWriter begin(byte[] bytes, int offset, StunClass messageClass, byte[] transactionId) {
    if (transactionId.length != StunFormat.TRANSACTION_ID_BYTES) {
      throw new IllegalArgumentException("a transaction id has 12 bytes");
    }
    this.bytes = bytes;
    start = offset;
    at = offset + StunFormat.HEADER_BYTES;
    BigEndian.put16(bytes, offset, StunMessage.BINDING | messageClass.typeBits());
    BigEndian.put32(bytes, offset + 4, StunFormat.MAGIC_COOKIE);
    System.arraycopy(
        transactionId,
        0,
        bytes,
        offset + StunFormat.TRANSACTION_ID_AT,
        StunFormat.TRANSACTION_ID_BYTES);
    return this;
  }

  public StunWriter username(String username) {
    byte[] text = username.getBytes(StandardCharsets.UTF_8);
    if (text.length == 0 || text.length > StunFormat.USERNAME_BYTES_MAX) {
      throw new IllegalArgumentException("a user name has 1 to 508 bytes");
    }
    int valueAt = attribute(StunFormat.USERNAME, text.length);
    System.arraycopy(text, 0, bytes, valueAt, text.length);
    return this;
  }

  /// PRIORITY, an unsigned 32-bit number.
  public StunWriter priority(long priority) {
    BigEndian.put32(bytes, attribute(StunFormat.PRIORITY, 4), (int) priority);
    return this;
  }

  public StunWriter useCandidate() {
    attribute(StunFormat.USE_CANDIDATE, 0);
    return this;
  }

  public StunWriter iceControlling(long tieBreaker) {
    BigEndian.put64(bytes, attribute(StunFormat.ICE_CONTROLLING, 8), tieBreaker);
    return this;
  }

  public StunWriter iceControlled(long tieBreaker) {
    BigEndian.put64(bytes, attribute(StunFormat.ICE_CONTROLLED, 8), tieBreaker);
    return this;
  }

  /// XOR-MAPPED-ADDRESS.
  ///
  /// @param ip 4 or 16 bytes
  public StunWriter xorMappedAddress(byte[] ip, int port) {
    if (ip.length != 4 && ip.length != 16) {
      throw new IllegalArgumentException("an IP address has 4 or 16 bytes");
    }
    int valueAt = attribute(StunFormat.XOR_MAPPED_ADDRESS, 4 + ip.length);
    int family = ip.length == 4 ? StunFormat.FAMILY_IPV4 : StunFormat.FAMILY_IPV6;
    BigEndian.put16(bytes, valueAt, family);
    BigEndian.put16(bytes, valueAt + 2, port ^ (StunFormat.MAGIC_COOKIE >>> 16));
    for (int i = 0; i < ip.length; i++) {
      bytes[valueAt + 4 + i] = (byte) (ip[i] ^ bytes[start + 4 + i]);
    }
    return this;
  }

  /// ERROR-CODE.
  ///
  /// @param code 300 to 699
  /// @param reason a short phrase in ASCII
  public StunWriter errorCode(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int valueAt = attribute(StunFormat.ERROR_CODE, 4 + text.length);
    BigEndian.put32(bytes, valueAt, ((code / 100) << 8) | (code % 100));
    System.arraycopy(text, 0, bytes, valueAt + 4, text.length);
    return this;
  }

  /// UNKNOWN-ATTRIBUTES, at most the first eight of `types`.
  public StunWriter unknownAttributes(List<Integer> types) {
    int count = Math.min(8, types.size());
    int valueAt = attribute(StunFormat.UNKNOWN_ATTRIBUTES, 2 * count);
    for (int i = 0; i < count; i++) {
      BigEndian.put16(bytes, valueAt + 2 * i, types.get(i));
    }
    return this;
  }

  /// MESSAGE-INTEGRITY (HMAC-SHA1), the kind that every ICE peer knows.
  public StunWriter integrity(StunKey key) {
    return integrity(key, StunFormat.MESSAGE_INTEGRITY, StunFormat.SHA1_BYTES);
  }

  /// MESSAGE-INTEGRITY-SHA256.
  public StunWriter integritySha256(StunKey key) {
    return integrity(key, StunFormat.MESSAGE_INTEGRITY_SHA256, StunFormat.SHA256_BYTES);
  }

  private StunWriter integrity(StunKey key, int type, int hmacBytes) {
    boolean useSha256 = type == StunFormat.MESSAGE_INTEGRITY_SHA256;
    int attributeBytes = StunFormat.ATTRIBUTE_HEADER_BYTES + hmacBytes;
    byte[] hmac = key.hmac(bytes, start, at - start, attributeBytes, useSha256);
    System.arraycopy(hmac, 0, bytes, attribute(type, hmacBytes), hmacBytes);
    return this;
  }

  /// Adds FINGERPRINT and answers the length of the whole message.
  public int finish() {
    int before = at - start;
    int valueAt = attribute(StunFormat.FINGERPRINT, 4);
    BigEndian.put32(bytes, valueAt, StunFormat.fingerprint(bytes, start, before));
    return at - start;
  }

  /// Writes an attribute's header, zeroes its padding and counts it in the message's length.
  private int attribute(int type, int valueBytes) {
    int valueAt = at + StunFormat.ATTRIBUTE_HEADER_BYTES;
    int end = valueAt + StunFormat.padded(valueBytes);
    BigEndian.put16(bytes, at, type);
    BigEndian.put16(bytes, at + 2, valueBytes);
    for (int i = valueAt + valueBytes; i < end; i++) {
      bytes[i] = 0;
    }
    at = end;
    BigEndian.put16(bytes, start + 2, at - start - StunFormat.HEADER_BYTES);
    return valueAt;
  }
}
