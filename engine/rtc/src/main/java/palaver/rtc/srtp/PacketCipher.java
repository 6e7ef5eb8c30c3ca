// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.srtp;

import palaver.rtc.SrtpProfile;

/// The arithmetic of one profile in one direction: packets in, packets out, no memory of which ones
/// were there before.
///
/// An index is the 48 bits of rollover counter and sequence number for RTP (RFC 3711, section
/// 3.3.1) and the 31 bits of the packet's own index for RTCP.
abstract class PacketCipher {

  /// The part of an RTCP packet that stays in the clear.
  static final int RTCP_HEADER_BYTES = 8;

  /// The word behind an SRTCP packet: whether it is encrypted, and its index.
  static final int RTCP_INDEX_BYTES = 4;

  static final int ENCRYPTED = 0x8000_0000;

  static PacketCipher of(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    return of(
        profile,
        SessionKeys.ofRtp(profile, masterKey, masterSalt),
        SessionKeys.ofRtcp(profile, masterKey, masterSalt));
  }

  static PacketCipher of(SrtpProfile profile, SessionKeys rtp, SessionKeys rtcp) {
    return switch (profile) {
      case AEAD_AES_128_GCM, AEAD_AES_256_GCM -> new GcmCipher(rtp, rtcp);
      case AES128_CM_SHA1_80 -> new CounterModeCipher(rtp, rtcp);
    };
  }

  /// How many bytes sealing adds to an RTP packet.
  abstract int rtpOverheadBytes();

  /// How many bytes sealing adds to an RTCP packet.
  abstract int rtcpOverheadBytes();

  /// How far before the end of an SRTCP packet the word with its index starts.
  abstract int rtcpWordFromEnd();

  /// Writes the sealed payload behind the header that stands at `packetAt`.
  ///
  /// @return the length of the whole packet
  abstract int sealRtp(
      long index,
      int ssrc,
      byte[] plain,
      int plainAt,
      int plainBytes,
      byte[] out,
      int packetAt,
      int headerBytes);

  /// Opens a packet of at least `headerBytes + rtpOverheadBytes` bytes.
  ///
  /// @return the length of the payload now at `intoAt`, or -1 when the packet is not authentic
  abstract int openRtp(
      long index,
      int ssrc,
      byte[] packet,
      int packetAt,
      int packetBytes,
      int headerBytes,
      byte[] into,
      int intoAt);

  /// Writes a sealed copy of a compound packet of at least 8 bytes.
  ///
  /// @return the length of the sealed packet
  abstract int sealRtcp(
      int index, int ssrc, byte[] plain, int plainAt, int plainBytes, byte[] out, int outAt);

  /// Opens a packet of at least `8 + rtcpOverheadBytes` bytes that claims to be encrypted.
  ///
  /// @return the length of the compound packet now at the start of `into`, or -1 when the packet is
  ///   not authentic
  abstract int openRtcp(
      int index, int ssrc, byte[] packet, int packetAt, int packetBytes, byte[] into);
}
