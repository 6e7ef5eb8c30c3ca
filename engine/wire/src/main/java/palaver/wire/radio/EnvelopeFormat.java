// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

/// Where things are in a datagram of protocol v2: header, payload, signature, MAC, checksum.
public final class EnvelopeFormat {

  /// The protocol version of this package, in the first byte of every datagram.
  public static final int VERSION = 2;

  /// Bytes before the payload.
  public static final int HEADER_BYTES = 36;

  /// Signer's node id and Ed25519 signature.
  public static final int SIGNATURE_TRAILER_BYTES = 8 + Statement.SIGNATURE_BYTES;

  /// The MAC of the link: HMAC-SHA-256, its first 16 bytes.
  public static final int MAC_BYTES = 16;

  /// CRC-32C over everything before it.
  public static final int CRC_BYTES = 4;

  /// No datagram is longer, so that none is fragmented on the way.
  public static final int PACKET_BYTES_MAX = 1200;

  /// The longest payload, with room for both trailers.
  public static final int PAYLOAD_BYTES_MAX =
      PACKET_BYTES_MAX - HEADER_BYTES - SIGNATURE_TRAILER_BYTES - MAC_BYTES - CRC_BYTES;

  /// The greatest sequence number and timestamp.
  public static final long U48_MAX = (1L << 48) - 1;

  /// A signature trailer follows the payload.
  public static final int FLAG_SIGNED = 1;

  /// A MAC follows.
  public static final int FLAG_MAC = 1 << 1;

  /// The receiver is asked to acknowledge.
  public static final int FLAG_ACK_WANTED = 1 << 2;

  /// The same message was sent before under another sequence number.
  public static final int FLAG_REPEATED = 1 << 3;

  /// Flags that a receiver must know: a datagram with another one of these is refused. The upper
  /// eight may be ignored.
  static final int CRITICAL_FLAGS = 0x00FF;

  static final int KNOWN_FLAGS = FLAG_SIGNED | FLAG_MAC | FLAG_ACK_WANTED | FLAG_REPEATED;

  static final int VERSION_AT = 0;
  static final int TYPE_AT = 1;
  static final int FLAGS_AT = 2;
  static final int PAYLOAD_BYTES_AT = 4;
  static final int CHANNEL_AT = 6;
  static final int SESSION_AT = 8;
  static final int SOURCE_AT = 16;
  static final int SEQUENCE_AT = 24;
  static final int TIMESTAMP_AT = 30;

  private EnvelopeFormat() {}

  static int trailerBytes(int flags) {
    int signature = (flags & FLAG_SIGNED) == 0 ? 0 : SIGNATURE_TRAILER_BYTES;
    int mac = (flags & FLAG_MAC) == 0 ? 0 : MAC_BYTES;
    return signature + mac + CRC_BYTES;
  }
}
