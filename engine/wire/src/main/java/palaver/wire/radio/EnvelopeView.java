// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import static palaver.wire.radio.EnvelopeFormat.FLAG_MAC;
import static palaver.wire.radio.EnvelopeFormat.FLAG_SIGNED;
import static palaver.wire.radio.EnvelopeFormat.HEADER_BYTES;

import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import palaver.base.Parsed;
import palaver.wire.BigEndian;

/// A reusable view of one datagram of protocol v2 inside somebody else's array. It allocates
/// nothing.
///
/// A failed parse leaves the reason in [#fault] and the rest undefined. All offsets are absolute
/// offsets in the array. The view checks form and damage, not who sent it.
public final class EnvelopeView {

  /// Why bytes are not a datagram of protocol v2, in the order of the checks.
  public enum Fault {
    NONE,
    TOO_SHORT,
    TOO_LONG,
    WRONG_VERSION,
    UNKNOWN_FLAG,
    LENGTH_WRONG,
    CRC_WRONG,
    UNKNOWN_TYPE
  }

  private final CRC32C crc = new CRC32C();
  private byte[] bytes = new byte[HEADER_BYTES];
  private int offset;
  private int length;
  private Fault fault = Fault.TOO_SHORT;

  /// Reads a whole datagram; false when it is not one, see [#fault].
  public boolean parse(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    fault = firstFault();
    return fault == Fault.NONE;
  }

  private Fault firstFault() {
    if (length < HEADER_BYTES + EnvelopeFormat.CRC_BYTES) {
      return Fault.TOO_SHORT;
    }
    if (length > EnvelopeFormat.PACKET_BYTES_MAX) {
      return Fault.TOO_LONG;
    }
    if (version() != EnvelopeFormat.VERSION) {
      return Fault.WRONG_VERSION;
    }
    int flags = flags();
    if ((flags & EnvelopeFormat.CRITICAL_FLAGS & ~EnvelopeFormat.KNOWN_FLAGS) != 0) {
      return Fault.UNKNOWN_FLAG;
    }
    if (length != HEADER_BYTES + payloadBytes() + EnvelopeFormat.trailerBytes(flags)) {
      return Fault.LENGTH_WRONG;
    }
    if (!crcHolds()) {
      return Fault.CRC_WRONG;
    }
    return type() == null ? Fault.UNKNOWN_TYPE : Fault.NONE;
  }

  private boolean crcHolds() {
    int covered = length - EnvelopeFormat.CRC_BYTES;
    crc.reset();
    crc.update(bytes, offset, covered);
    return (int) crc.getValue() == BigEndian.i32(bytes, offset + covered);
  }

  /// Why the last parse failed, or [Fault#NONE].
  public Fault fault() {
    return fault;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  /// The length of the whole datagram.
  public int length() {
    return length;
  }

  /// 0 to 255.
  public int version() {
    return BigEndian.u8(bytes, offset + EnvelopeFormat.VERSION_AT);
  }

  /// The message type; null only after [Fault#UNKNOWN_TYPE].
  public @Nullable MessageType type() {
    return MessageType.of(bytes[offset + EnvelopeFormat.TYPE_AT]);
  }

  public int flags() {
    return BigEndian.u16(bytes, offset + EnvelopeFormat.FLAGS_AT);
  }

  public boolean has(int flag) {
    return (flags() & flag) != 0;
  }

  /// 0 to 65535; 0 also for what concerns no channel.
  public int channel() {
    return BigEndian.u16(bytes, offset + EnvelopeFormat.CHANNEL_AT);
  }

  /// The boot id of the node that sent this datagram, an unsigned number that rises per start.
  public long session() {
    return BigEndian.i64(bytes, offset + EnvelopeFormat.SESSION_AT);
  }

  /// The node that sent this datagram, see [NodeId].
  public long source() {
    return BigEndian.i64(bytes, offset + EnvelopeFormat.SOURCE_AT);
  }

  /// Counts the datagrams of the source in its session, 0 to 2^48 - 1.
  public long sequence() {
    return u48(offset + EnvelopeFormat.SEQUENCE_AT);
  }

  /// The source's own clock in microseconds since its start, 0 to 2^48 - 1.
  public long timestampUs() {
    return u48(offset + EnvelopeFormat.TIMESTAMP_AT);
  }

  private long u48(int at) {
    return (long) BigEndian.u16(bytes, at) << 32
        | Integer.toUnsignedLong(BigEndian.i32(bytes, at + 2));
  }

  public int payloadAt() {
    return offset + HEADER_BYTES;
  }

  public int payloadBytes() {
    return BigEndian.u16(bytes, offset + EnvelopeFormat.PAYLOAD_BYTES_AT);
  }

  public boolean isSigned() {
    return has(FLAG_SIGNED);
  }

  /// The node whose signature follows; only when [#isSigned].
  public long signer() {
    return BigEndian.i64(bytes, payloadAt() + payloadBytes());
  }

  /// Where the 64 bytes of the signature are; only when [#isSigned].
  public int signatureAt() {
    return payloadAt() + payloadBytes() + 8;
  }

  public boolean hasMac() {
    return has(FLAG_MAC);
  }

  /// Where the 16 bytes of the MAC are; only when [#hasMac]. It covers everything before.
  public int macAt() {
    return offset + length - EnvelopeFormat.CRC_BYTES - EnvelopeFormat.MAC_BYTES;
  }

  /// The payload as a message; for a voice frame use [VoiceFrameView].
  public Parsed<RadioMessage> message() {
    MessageType type = type();
    return type == null
        ? Parsed.malformed("type-unknown")
        : MessageCodec.read(type, bytes, payloadAt(), payloadBytes());
  }

  /// The bytes that the signature covers; only when [#isSigned]. Allocates.
  public byte[] signedBytes(MessageType type) {
    return Statement.signedBytes(type, new NodeId(signer()), bytes, payloadAt(), payloadBytes());
  }
}
