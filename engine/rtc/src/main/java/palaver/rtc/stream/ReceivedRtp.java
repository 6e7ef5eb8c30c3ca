// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import palaver.base.Outbox;

/// One received and unprotected RTP packet, reusable: the owner keeps one and has it overwritten by
/// each packet. It has its own memory for the payload.
public final class ReceivedRtp {

  /// Behind every payload there is room for padding, written while the packet is forwarded.
  static final int PADDING_BYTES_MAX = RtpSendStream.PADDED_TO_BYTES;

  /// 20 ms at 48 kHz.
  private static final int LOCAL_FRAME_TICKS = 960;

  /// Nobody has measured it: speech at a usual distance.
  private static final int LOCAL_LEVEL_DBOV = 30;

  private final byte[] bytes = new byte[Outbox.DATAGRAM_BYTES_MAX + PADDING_BYTES_MAX];
  long arrivalNs;
  int payloadBytes;
  long sequence;
  int timestamp;
  int ssrc;
  int payloadType;
  boolean marker;
  int levelDbov;
  boolean voiced;

  /// Takes a frame of Opus that no peer sent, to be forwarded like one that came; false when it is
  /// too long.
  ///
  /// @param source stands for the synchronisation source: the same for all frames of one talker
  /// @param sequence counts the frames of the source
  public boolean local(long nowNs, int source, long sequence, byte[] payload, int at, int length) {
    if (length < 1 || length > Outbox.DATAGRAM_BYTES_MAX) {
      return false;
    }
    System.arraycopy(payload, at, bytes, 0, length);
    arrivalNs = nowNs;
    payloadBytes = length;
    this.sequence = sequence;
    timestamp = (int) (sequence * LOCAL_FRAME_TICKS);
    ssrc = source;
    payloadType = 0;
    marker = false;
    levelDbov = LOCAL_LEVEL_DBOV;
    voiced = true;
    return true;
  }

  /// The memory of the payload, which starts at [#payloadOffset].
  public byte[] bytes() {
    return bytes;
  }

  public int payloadOffset() {
    return 0;
  }

  /// The length of the payload without padding.
  public int payloadBytes() {
    return payloadBytes;
  }

  /// When it came.
  public long arrivalNs() {
    return arrivalNs;
  }

  /// The sequence number with the wraps counted in front of its 16 bits.
  public long sequence() {
    return sequence;
  }

  /// The publisher's timestamp; compare by subtraction.
  public int timestamp() {
    return timestamp;
  }

  /// The publisher's synchronisation source.
  public int ssrc() {
    return ssrc;
  }

  /// 0 to 127.
  public int payloadType() {
    return payloadType;
  }

  public boolean marker() {
    return marker;
  }

  /// The audio level in -dBov: 0 is loudest, 127 silence; 127 also when the packet has none.
  public int levelDbov() {
    return levelDbov;
  }

  /// Whether the sender marked the packet as voice.
  public boolean voiced() {
    return voiced;
  }
}
