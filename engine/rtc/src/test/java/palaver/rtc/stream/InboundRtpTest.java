// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.rtc.DropCounts;
import palaver.rtc.Dropped;
import palaver.rtc.SrtpProfile;
import palaver.rtc.srtp.SrtpReceiver;
import palaver.rtc.srtp.SrtpSendStream;
import palaver.rtc.srtp.SrtpSender;
import palaver.wire.rtp.RtpHeaderFormat;
import palaver.wire.rtp.RtpHeaderWriter;

class InboundRtpTest {
  private static final int MID_ID = 4;
  private static final int LEVEL_ID = 1;
  private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

  private final DropCounts drops = new DropCounts();
  private final ReceivedRtp received = new ReceivedRtp();
  private final SrtpSender sender = SrtpSender.of(PROFILE, new byte[16], new byte[12]);
  private final InboundRtp inbound = publication("0");
  private final byte[] packet = new byte[1600];

  private InboundRtp publication(String mid) {
    InboundRtp made = new InboundRtp(new InboundFormat(mid, 111, MID_ID, LEVEL_ID, true), 3, drops);
    made.keys(SrtpReceiver.of(PROFILE, new byte[16], new byte[12], 3, 3));
    return made;
  }

  /// One sending source of the peer.
  private final class Source {
    private final RtpHeaderWriter header;
    private final SrtpSendStream seal;

    Source(int ssrc, int payloadType, String mid) {
      header =
          new RtpHeaderWriter(new RtpHeaderFormat(payloadType, ssrc, false, MID_ID, mid, LEVEL_ID));
      seal = sender.stream(ssrc);
    }

    boolean send(int sequence, byte... payload) {
      return send(inbound, sequence, false, payload);
    }

    boolean send(InboundRtp to, int sequence, boolean padded, byte... payload) {
      header.write(packet, 0, true, sequence, sequence * 960, 0, 33, true);
      if (padded) {
        packet[0] |= 0x20;
      }
      int length = seal.seal(sequence, payload, 0, payload.length, packet, 0, header.headerBytes());
      return to.receive(7, packet, 0, length, received);
    }
  }

  @Test
  void anAcceptedPacketSaysAllThatForwardingNeeds() {
    assertThat(new Source(50, 111, "0").send(9, (byte) 1, (byte) 2)).isTrue();
    assertThat(received.payloadBytes()).isEqualTo(2);
    assertThat(received.bytes()[received.payloadOffset() + 1]).isEqualTo((byte) 2);
    assertThat(received.sequence()).isEqualTo(9);
    assertThat(received.timestamp()).isEqualTo(9 * 960);
    assertThat(received.ssrc()).isEqualTo(50);
    assertThat(received.payloadType()).isEqualTo(111);
    assertThat(received.levelDbov()).isEqualTo(33);
    assertThat(received.marker() && received.voiced()).isTrue();
    assertThat(received.arrivalNs()).isEqualTo(7);
  }

  @Test
  void aNewSourceFollowsAndTheFormerOneIsNoLongerHeard() {
    Source first = new Source(50, 111, "0");
    Source second = new Source(51, 111, "0");
    Source third = new Source(52, 111, "0");
    assertThat(first.send(1, (byte) 1)).isTrue();
    assertThat(second.send(1, (byte) 1)).isTrue();
    assertThat(first.send(2, (byte) 1)).isFalse();
    assertThat(third.send(1, (byte) 1)).isTrue();
    assertThat(second.send(2, (byte) 1)).isFalse();
    assertThat(drops.count(Dropped.RTP_FORMER_SOURCE)).isEqualTo(2);
    assertThat(new Source(53, 111, "0").send(1, (byte) 1)).isFalse();
    assertThat(drops.count(Dropped.RTP_TOO_MANY_SOURCES)).isEqualTo(1);
    assertThat(third.send(2, (byte) 1)).isTrue();
    assertThat(drops.total()).isEqualTo(3);
  }

  @Test
  void otherCodecsAndOtherLinesAreNotForwarded() {
    assertThat(new Source(50, 63, "0").send(1, (byte) 1)).isFalse();
    assertThat(drops.count(Dropped.RTP_WRONG_PAYLOAD_TYPE)).isEqualTo(1);
    assertThat(new Source(51, 111, "9").send(1, (byte) 1)).isFalse();
    assertThat(drops.count(Dropped.RTP_NOT_PUBLISHED)).isEqualTo(1);
    assertThat(inbound.current()).isNull();
  }

  @Test
  void whoOnlyListensPublishesNothing() {
    InboundRtp silent = new InboundRtp(new InboundFormat(null, 111, 0, 0, true), 3, drops);
    assertThat(new Source(50, 111, "0").send(silent, 1, false, (byte) 1)).isFalse();
    assertThat(drops.count(Dropped.RTP_TOO_EARLY)).isEqualTo(1);
    silent.keys(SrtpReceiver.of(PROFILE, new byte[16], new byte[12], 3, 3));
    assertThat(new Source(51, 111, "0").send(silent, 1, false, (byte) 1)).isFalse();
    assertThat(drops.count(Dropped.RTP_NOT_PUBLISHED)).isEqualTo(1);
  }

  @Test
  void paddingIsStrippedAndPacketsOfNothingElseAreDropped() {
    Source source = new Source(50, 111, "0");
    assertThat(source.send(inbound, 1, true, (byte) 5, (byte) 0, (byte) 0, (byte) 3)).isTrue();
    assertThat(received.payloadBytes()).isEqualTo(1);
    assertThat(source.send(inbound, 2, true, (byte) 0, (byte) 2)).as("padding only").isFalse();
    assertThat(source.send(inbound, 3, true, (byte) 1, (byte) 9)).as("counts wrong").isFalse();
    assertThat(source.send(inbound, 4, true, (byte) 1, (byte) 0)).as("counts none").isFalse();
    assertThat(source.send(inbound, 5, false)).as("empty").isFalse();
    assertThat(drops.count(Dropped.RTP_MALFORMED)).isEqualTo(4);
  }

  @Test
  void truncatedAndForgedPacketsAreCountedApart() {
    Source source = new Source(50, 111, "0");
    source.send(1, (byte) 1);
    assertThat(inbound.receive(8, packet, 0, 11, received)).isFalse();
    assertThat(inbound.receive(8, packet, 0, 30, received)).isFalse();
    assertThat(drops.count(Dropped.RTP_MALFORMED)).isEqualTo(2);
    assertThat(inbound.receive(8, packet, 0, 37, received)).isFalse();
    assertThat(drops.count(Dropped.RTP_REPLAYED)).isEqualTo(1);
    packet[3]++;
    assertThat(inbound.receive(8, packet, 0, 37, received)).isFalse();
    assertThat(drops.count(Dropped.RTP_FORGED)).isEqualTo(1);
  }
}
