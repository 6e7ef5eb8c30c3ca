// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import static palaver.wire.radio.EnvelopeFormat.HEADER_BYTES;

import java.util.zip.CRC32C;
import palaver.wire.BigEndian;

/// Writes datagrams of protocol v2 into a caller's array and allocates nothing.
///
/// [#begin], fill in the payload at [#payloadAt], [#payload], then [#signatureAt] and [#macAt] as
/// needed (in this order, each filled in before the next call), and [#finish]. The caller provides
/// [EnvelopeFormat#PACKET_BYTES_MAX] bytes. One writer serves many datagrams.
public final class EnvelopeWriter {
  private final CRC32C crc = new CRC32C();
  private byte[] bytes = new byte[HEADER_BYTES];
  private int start;
  private int end = HEADER_BYTES;
  private int flags;

  /// Starts a datagram at `offset`.
  ///
  /// @param channel 0 to 65535
  /// @param source the sending node
  /// @param session its boot id
  /// @param sequence its datagram counter, 0 to 2^48 - 1
  /// @param timestampUs its clock, 0 to 2^48 - 1
  public EnvelopeWriter begin(
      byte[] bytes,
      int offset,
      MessageType type,
      int channel,
      long source,
      long session,
      long sequence,
      long timestampUs) {
    this.bytes = bytes;
    start = offset;
    end = offset + HEADER_BYTES;
    flags = 0;
    BigEndian.put8(bytes, offset + EnvelopeFormat.VERSION_AT, EnvelopeFormat.VERSION);
    BigEndian.put8(bytes, offset + EnvelopeFormat.TYPE_AT, type.code());
    BigEndian.put16(bytes, offset + EnvelopeFormat.CHANNEL_AT, channel);
    BigEndian.put64(bytes, offset + EnvelopeFormat.SESSION_AT, session);
    BigEndian.put64(bytes, offset + EnvelopeFormat.SOURCE_AT, source);
    put48(offset + EnvelopeFormat.SEQUENCE_AT, sequence);
    put48(offset + EnvelopeFormat.TIMESTAMP_AT, timestampUs);
    return this;
  }

  private void put48(int at, long value) {
    BigEndian.put16(bytes, at, (int) (value >>> 32));
    BigEndian.put32(bytes, at + 2, (int) value);
  }

  public byte[] bytes() {
    return bytes;
  }

  /// Where the datagram starts.
  public int offset() {
    return start;
  }

  /// Where the payload starts; it has at most [EnvelopeFormat#PAYLOAD_BYTES_MAX] bytes.
  public int payloadAt() {
    return start + HEADER_BYTES;
  }

  /// Says how many bytes of payload were filled in.
  public EnvelopeWriter payload(int payloadBytes) {
    if (payloadBytes < 0 || payloadBytes > EnvelopeFormat.PAYLOAD_BYTES_MAX) {
      throw new IllegalArgumentException("a payload has 0 to 1072 bytes: " + payloadBytes);
    }
    end = payloadAt() + payloadBytes;
    BigEndian.put16(bytes, start + EnvelopeFormat.PAYLOAD_BYTES_AT, payloadBytes);
    return this;
  }

  /// Writes a message as the payload; false when it is too long for one datagram.
  public boolean message(RadioMessage message) {
    int length = MessageCodec.write(message, bytes, payloadAt(), EnvelopeFormat.PAYLOAD_BYTES_MAX);
    if (length >= 0) {
      payload(length);
    }
    return length >= 0;
  }

  /// Raises flags, the sum of `FLAG_` bits; before the MAC.
  public EnvelopeWriter flag(int flag) {
    flags |= flag;
    return this;
  }

  /// Adds a signature trailer: the place for its 64 bytes. What it covers is in [Statement].
  public int signatureAt(long signer) {
    flags |= EnvelopeFormat.FLAG_SIGNED;
    BigEndian.put64(bytes, end, signer);
    int at = end + 8;
    end += EnvelopeFormat.SIGNATURE_TRAILER_BYTES;
    return at;
  }

  /// Adds a MAC: the place for its 16 bytes, which cover everything from [#offset] to there.
  public int macAt() {
    flags |= EnvelopeFormat.FLAG_MAC;
    writeFlags();
    int at = end;
    end += EnvelopeFormat.MAC_BYTES;
    return at;
  }

  private void writeFlags() {
    BigEndian.put16(bytes, start + EnvelopeFormat.FLAGS_AT, flags);
  }

  /// Adds the checksum and answers the length of the datagram.
  public int finish() {
    writeFlags();
    crc.reset();
    crc.update(bytes, start, end - start);
    BigEndian.put32(bytes, end, (int) crc.getValue());
    return end + EnvelopeFormat.CRC_BYTES - start;
  }
}
