// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.srtp;

/// Seals the RTP packets of one source, each index at most once: a second seal under one nonce
/// would give away the key stream and, with GCM, the authentication key.
public final class SrtpSendStream {
  private static final long INDEX_MAX = (1L << 48) - 1;

  private final PacketCipher cipher;
  private final int ssrc;
  private final ReplayWindow sealed = new ReplayWindow();

  SrtpSendStream(PacketCipher cipher, int ssrc) {
    this.cipher = cipher;
    this.ssrc = ssrc;
  }

  /// How many bytes sealing adds.
  public int overheadBytes() {
    return cipher.rtpOverheadBytes();
  }

  /// Seals one packet whose header stands in `out` already: the payload is read from `plain` and
  /// goes, sealed, right behind the header. Packets may be sealed out of order.
  ///
  /// @param index the sequence number with its wraps counted in front; its lower 16 bits are those
  ///   in the header
  /// @return the length of the whole packet, or -1 when the index was sealed before, is more than
  ///   127 behind the newest, or is beyond 2^48
  public int seal(
      long index,
      byte[] plain,
      int plainAt,
      int plainBytes,
      byte[] out,
      int packetAt,
      int headerBytes) {
    if (index < 0 || index > INDEX_MAX || !sealed.isNew(index)) {
      return -1;
    }
    sealed.add(index);
    return cipher.sealRtp(index, ssrc, plain, plainAt, plainBytes, out, packetAt, headerBytes);
  }
}
