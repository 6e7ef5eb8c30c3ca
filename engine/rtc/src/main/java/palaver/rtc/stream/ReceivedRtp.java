// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import palaver.base.Outbox;

/// One received and unprotected RTP packet, reusable: the owner keeps one and has it overwritten by
/// each packet. It has its own memory for the payload.
public final class ReceivedRtp {

  /// Behind every payload there is room for padding, written while the packet is forwarded.
  static final int PADDING_BYTES_MAX = RtpSendStream.PADDED_TO_BYTES;

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
