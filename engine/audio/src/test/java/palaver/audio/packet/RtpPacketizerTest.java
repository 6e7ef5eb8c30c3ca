// SPDX-License-Identifier: Apache-2.0
package palaver.audio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import palaver.wire.rtp.RtpPacketView;

class RtpPacketizerTest {

  private final byte[] packet = new byte[1500];
  private final RtpPacketView view = new RtpPacketView();
  private final RedView red = new RedView();

  @Test
  void aPacketCarriesItsFrame() {
    RtpPacketizer packets = new RtpPacketizer(PacketOptions.repeating(0), 9, 65_535);
    assertThat(write(packets, 1, 40, 0)).isTrue();
    assertThat(view.marker()).isTrue();
    assertThat(view.payloadType()).isEqualTo(111);
    assertThat(view.sequence()).isEqualTo(65_535);
    assertThat(view.payloadBytes()).isEqualTo(40);
    assertThat(packet[view.payloadOffset()]).isEqualTo((byte) 1);
    assertThat(write(packets, 2, 40, 960)).isTrue();
    assertThat(view.marker()).isFalse();
    assertThat(view.sequence()).isZero();
    assertThat(write(packets, 3, 40, 9_600)).isTrue();
    assertThat(view.marker()).as("after a pause").isTrue();
  }

  private boolean write(RtpPacketizer packets, int content, int bytes, int timestamp) {
    byte[] frame = new byte[bytes];
    Arrays.fill(frame, (byte) content);
    int length = packets.write(frame, 0, bytes, timestamp, 960, packet, 4);
    return view.parse(packet, 4, length);
  }

  @Test
  void aPacketRepeatsTheFramesBeforeIt() {
    RtpPacketizer packets = new RtpPacketizer(PacketOptions.repeating(2), 9, 0);
    for (int i = 0; i < 5; i++) {
      write(packets, i, 40 + i, 960 * i);
    }
    assertThat(view.payloadType()).isEqualTo(63);
    assertThat(red.parse(packet, view.payloadOffset(), view.payloadBytes())).isTrue();
    assertThat(red.count()).isEqualTo(3);
    for (int block = 0; block < 3; block++) {
      assertThat(red.payloadType(block)).isEqualTo(111);
      assertThat(red.timestampOffset(block)).isEqualTo(960 * (2 - block));
      assertThat(red.lengthBytes(block)).isEqualTo(42 + block);
      assertThat(packet[red.offset(block)]).isEqualTo((byte) (2 + block));
    }
  }

  @Test
  void whatIsTooLongAgoOrTooLongIsNotRepeated() {
    RtpPacketizer packets = new RtpPacketizer(PacketOptions.repeating(2), 9, 0);
    write(packets, 1, 40, 0);
    write(packets, 2, 40, 20_000);
    assertThat(red.parse(packet, view.payloadOffset(), view.payloadBytes())).isTrue();
    assertThat(red.count()).isEqualTo(1);
    write(packets, 3, 600, 20_960);
    write(packets, 4, 700, 21_920);
    assertThat(red.parse(packet, view.payloadOffset(), view.payloadBytes())).isTrue();
    assertThat(red.count()).as("no room").isEqualTo(1);
    byte[] frame = new byte[1200];
    assertThatThrownBy(() -> packets.write(frame, 0, 1200, 0, 960, packet, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void damagedRedIsRefused() {
    assertThat(red.parse(new byte[] {(byte) 0xef, 0, 0}, 0, 3)).isFalse();
    assertThat(red.parse(new byte[] {(byte) 0xef, 0, 0, 9, 111, 1}, 0, 6)).isFalse();
    assertThat(red.parse(new byte[0], 0, 0)).isFalse();
    byte[] many = new byte[200];
    Arrays.fill(many, (byte) 0x80);
    assertThat(red.parse(many, 0, many.length)).isFalse();
  }
}
