// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import palaver.base.Outbox;
import palaver.rtc.SrtpProfile;
import palaver.rtc.srtp.SrtpReceiveStream;
import palaver.rtc.srtp.SrtpReceiver;
import palaver.rtc.srtp.SrtpSender;
import palaver.wire.rtp.RtpHeaderFormat;
import palaver.wire.rtp.RtpPacketView;

/// One slot with a receiver behind it that opens what the slot sends.
final class SlotListener {
  static final int SSRC = 0xABCD;
  static final int MID_ID = 5;
  static final int LEVEL_ID = 3;
  static final int FIRST_SEQUENCE = 0x7000;
  static final int FIRST_TIMESTAMP = -1_000;

  /// One packet as the listener gets it.
  record Packet(
      int sequence,
      int timestamp,
      boolean marker,
      int csrc,
      int levelDbov,
      int payloadType,
      boolean onLine,
      int datagramBytes,
      List<Byte> payload) {}

  final SendPath path = new SendPath();
  final RtpSendStream stream;
  final OutboundRtp slot;
  final Outbox<Object> outbox = new Outbox<>(8, 16_000);
  private final byte[] key = new byte[16];
  private final byte[] salt = new byte[12];
  private final SrtpReceiver receiver =
      SrtpReceiver.of(SrtpProfile.AEAD_AES_128_GCM, key, salt, 1, 1);
  private final ReceivedRtp input = new ReceivedRtp();

  SlotListener(boolean pads, boolean nack) {
    RtpHeaderFormat format = new RtpHeaderFormat(96, SSRC, true, MID_ID, "line", LEVEL_ID);
    stream = new RtpSendStream(format, path, pads, nack);
    slot = new OutboundRtp(stream, path, FIRST_SEQUENCE, FIRST_TIMESTAMP);
  }

  static SlotListener ready() {
    SlotListener listener = new SlotListener(false, true);
    listener.open();
    return listener;
  }

  void open() {
    stream.keys(SrtpSender.of(SrtpProfile.AEAD_AES_128_GCM, key, salt));
    path.moveTo(3);
  }

  /// Forwards a packet of publisher `csrc`, whose source has the number `csrc` too.
  boolean forward(long nowNs, int csrc, long sequence, int timestamp, int... payload) {
    input.payloadBytes = payload.length;
    for (int i = 0; i < payload.length; i++) {
      input.bytes()[i] = (byte) payload[i];
    }
    input.sequence = sequence;
    input.timestamp = timestamp;
    input.ssrc = csrc;
    input.levelDbov = 42;
    return slot.forward(nowNs, input, csrc, outbox);
  }

  /// What was sent since the last call.
  List<Packet> received() {
    List<Packet> packets = new ArrayList<>();
    RtpPacketView view = new RtpPacketView();
    byte[] plain = new byte[1500];
    for (int i = 0; i < outbox.datagramCount(); i++) {
      byte[] bytes = outbox.bytes();
      int at = outbox.offset(i);
      int length = outbox.length(i);
      assertThat(outbox.destination(i)).isEqualTo(3);
      assertThat(view.parseHeader(bytes, at, length)).isTrue();
      SrtpReceiveStream source = receiver.stream(view.ssrc());
      if (source == null) {
        throw new AssertionError("one slot has one source");
      }
      int plainBytes =
          source.open(bytes, at, length, view.headerBytes(), view.sequence(), plain, 0);
      assertThat(plainBytes).isPositive();
      int padding = view.hasPadding() ? plain[plainBytes - 1] : 0;
      List<Byte> payload = new ArrayList<>();
      for (byte value : Arrays.copyOf(plain, plainBytes - padding)) {
        payload.add(value);
      }
      packets.add(
          new Packet(
              view.sequence(),
              view.timestamp(),
              view.marker(),
              view.csrc(0),
              view.audioLevelDbov(LEVEL_ID),
              view.payloadType(),
              view.extensionEquals(MID_ID, new byte[] {'l', 'i', 'n', 'e'}),
              length,
              payload));
    }
    outbox.clear();
    return packets;
  }
}
