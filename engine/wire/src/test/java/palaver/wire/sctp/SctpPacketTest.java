// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the writer wrote the view reads; what is damaged it refuses.
class SctpPacketTest {

  private static final int TAG = 0x1234_5678;

  private final SctpWriter writer = new SctpWriter();
  private final SctpPacketView view = new SctpPacketView();
  private final byte[] packet = new byte[200];

  private int writeTwoChunks() {
    writer.begin(packet, 3, TAG);
    assertThat(writer.isEmpty()).isTrue();
    writer.beginChunk(SctpFormat.COOKIE_ECHO, 0);
    writer.put(new byte[] {1, 2, 3, 4, 5}, 0, 5);
    writer.endChunk();
    writer.beginChunk(SctpFormat.INIT, 0);
    for (int i = 0; i < 4; i++) {
      writer.put32(i);
    }
    writer.put16(9);
    writer.put16(6);
    writer.put32(0);
    writer.put16(SctpFormat.FORWARD_TSN_SUPPORTED);
    writer.put16(4);
    writer.endChunk();
    return writer.finish();
  }

  @Test
  void chunksComeBackWithTheirValues() {
    int lengthBytes = writeTwoChunks();
    assertThat(view.parse(packet, 3, lengthBytes)).isTrue();
    assertThat(view.verificationTag()).isEqualTo(TAG);
    assertThat(view.nextChunk()).isTrue();
    assertThat(view.type()).isEqualTo(SctpFormat.COOKIE_ECHO);
    assertThat(view.valueBytes()).isEqualTo(5);
    assertThat(view.isAlone()).isFalse();
    assertThat(view.nextChunk()).isTrue();
    assertThat(view.flags()).isZero();
    assertThat(view.int32(12)).isEqualTo(3);
    assertThat(view.uint16(14)).isEqualTo(3);
    assertThat(view.parameter(SctpFormat.FORWARD_TSN_SUPPORTED)).isPositive();
    assertThat(view.parameter(SctpFormat.STATE_COOKIE)).isEqualTo(-1);
    assertThat(view.nextChunk()).isFalse();
  }

  @Test
  void aDamagedPacketIsRefused() {
    int lengthBytes = writeTwoChunks();
    for (int at = 3; at < 3 + lengthBytes; at++) {
      packet[at] ^= 0x20;
      assertThat(view.parse(packet, 3, lengthBytes)).isFalse();
      packet[at] ^= 0x20;
    }
    assertThat(view.parse(packet, 3, 15)).isFalse();
  }

  /// CRC32c of "123456789" is 0xe3069283 (RFC 3720, B.4 uses the same polynomial): the checksum is
  /// that of the packet with zeros in its place, written with the lowest byte first.
  @Test
  void theChecksumIsCrc32c() {
    writer.begin(packet, 0, 0);
    writer.beginChunk(SctpFormat.COOKIE_ACK, 0);
    writer.endChunk();
    assertThat(writer.finish()).isEqualTo(16);
    int crc = -1;
    for (int i = 0; i < 16; i++) {
      crc ^= (i >= 8 && i < 12 ? 0 : packet[i]) & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f6_3b78;
      }
    }
    int stated =
        (packet[8] & 0xff)
            | (packet[9] & 0xff) << 8
            | (packet[10] & 0xff) << 16
            | (packet[11] & 0xff) << 24;
    assertThat(stated).isEqualTo(~crc);
  }

  @Test
  void aLengthThatCannotBeEndsThePacket() {
    writer.begin(packet, 0, TAG);
    writer.beginChunk(SctpFormat.HEARTBEAT, 0);
    writer.put32(7);
    writer.endChunk();
    packet[15] = 60;
    int lengthBytes = writer.finish();
    assertThat(view.parse(packet, 0, lengthBytes)).isTrue();
    assertThat(view.nextChunk()).isFalse();
    assertThat(SctpFormat.isAfter(Integer.MIN_VALUE, Integer.MAX_VALUE)).isTrue();
  }
}
