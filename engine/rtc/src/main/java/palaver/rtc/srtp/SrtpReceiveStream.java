// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.srtp;

/// Opens the RTP packets of one source. Nothing about it changes until a packet proves authentic.
public final class SrtpReceiveStream {
  private final SrtpReceiver receiver;
  private final PacketCipher cipher;
  private final int ssrc;
  private final ReplayWindow opened = new ReplayWindow();
  private long index = -1;

  SrtpReceiveStream(SrtpReceiver receiver, PacketCipher cipher, int ssrc) {
    this.receiver = receiver;
    this.cipher = cipher;
    this.ssrc = ssrc;
  }

  public int ssrc() {
    return ssrc;
  }

  /// The sequence number of the packet opened last, with its wraps counted in front.
  public long index() {
    return index;
  }

  /// Opens one packet: its payload goes into `into` at `intoAt`. A replay is refused before any
  /// cryptography.
  ///
  /// @param sequence the header's sequence number
  /// @return the length of the payload, or one of [SrtpReceiver]'s negative codes
  public int open(
      byte[] packet,
      int packetAt,
      int packetBytes,
      int headerBytes,
      int sequence,
      byte[] into,
      int intoAt) {
    if (packetBytes < headerBytes + cipher.rtpOverheadBytes()) {
      return SrtpReceiver.MALFORMED;
    }
    long estimate = nearest(opened.newest(), sequence);
    if (estimate < 0 || !opened.isNew(estimate)) {
      return SrtpReceiver.REPLAYED;
    }
    int payloadBytes =
        cipher.openRtp(estimate, ssrc, packet, packetAt, packetBytes, headerBytes, into, intoAt);
    if (payloadBytes < 0) {
      return SrtpReceiver.FORGED;
    }
    index = estimate;
    opened.add(estimate);
    receiver.keep(this);
    return payloadBytes;
  }

  /// The index with the lower bits `sequence` that is nearest to `newest` (RFC 3711, section
  /// 3.3.1); negative when that is before the start.
  static long nearest(long newest, int sequence) {
    if (newest < 0) {
      return sequence;
    }
    return newest + (short) (sequence - (int) newest);
  }
}
