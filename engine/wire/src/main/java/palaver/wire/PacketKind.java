// SPDX-License-Identifier: Apache-2.0
package palaver.wire;

/// What a datagram on a media port is, told by its first bytes (RFC 7983; RFC 5761, section 4).
public enum PacketKind {
  STUN,
  DTLS,
  /// RTP, or SRTP: the header is the same.
  RTP,
  /// RTCP, or SRTCP.
  RTCP,
  /// Empty, or nothing that we speak (ZRTP, TURN channel data, QUIC, garbage).
  OTHER;

  /// The kind of the `length` bytes from `offset`.
  public static PacketKind of(byte[] bytes, int offset, int length) {
    if (length < 1) {
      return OTHER;
    }
    int first = bytes[offset] & 0xff;
    if (first <= 3) {
      return STUN;
    }
    if (first >= 20 && first <= 63) {
      return DTLS;
    }
    if (first < 128 || first > 191 || length < 2) {
      return OTHER;
    }
    int second = bytes[offset + 1] & 0xff;
    return second >= 192 && second <= 223 ? RTCP : RTP;
  }
}
