// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.srtp;

import palaver.rtc.SrtpProfile;

/// Seals everything that one side of a connection sends. Not for more than one thread.
public final class SrtpSender {
  private static final int RTCP_INDEX_MAX = 0x7fff_ffff;

  private final PacketCipher cipher;
  private int nextRtcpIndex = 1;

  private SrtpSender(PacketCipher cipher) {
    this.cipher = cipher;
  }

  /// A sender with the master key and salt of its direction.
  public static SrtpSender of(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    return new SrtpSender(PacketCipher.of(profile, masterKey, masterSalt));
  }

  /// The sealing of one source's packets. To be made once per source: it remembers what was sealed.
  public SrtpSendStream stream(int ssrc) {
    return new SrtpSendStream(cipher, ssrc);
  }

  /// How many bytes sealing adds to an RTCP packet.
  public int rtcpOverheadBytes() {
    return cipher.rtcpOverheadBytes();
  }

  /// Writes a sealed copy of a compound RTCP packet into `out` at `outAt`. All sources share one
  /// rising index, so that no index is ever used twice.
  ///
  /// @param ssrc the sender in the packet's first header
  /// @param plainBytes at least 8
  /// @return the length of the sealed packet, or -1 when 2^31 packets have been sealed
  public int sealRtcp(int ssrc, byte[] plain, int plainAt, int plainBytes, byte[] out, int outAt) {
    if (nextRtcpIndex == RTCP_INDEX_MAX) {
      return -1;
    }
    return cipher.sealRtcp(nextRtcpIndex++, ssrc, plain, plainAt, plainBytes, out, outAt);
  }
}
