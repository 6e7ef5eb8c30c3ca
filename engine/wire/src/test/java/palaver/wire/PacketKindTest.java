// SPDX-License-Identifier: Apache-2.0
package palaver.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PacketKindTest {

  @Test
  @DisplayName("RFC 7983, 7: the first byte decides")
  void theFirstByteDecides() {
    for (int first = 0; first < 256; first++) {
      assertThat(kind(first, 111)).as("first byte %d", first).isEqualTo(expected(first));
    }
  }

  private static PacketKind expected(int first) {
    if (first <= 3) {
      return PacketKind.STUN;
    }
    if (first >= 20 && first <= 63) {
      return PacketKind.DTLS;
    }
    return first >= 128 && first <= 191 ? PacketKind.RTP : PacketKind.OTHER;
  }

  @Test
  @DisplayName("RFC 5761, 4: RTCP is told by its packet type, 192 to 223")
  void rtcpIsToldByItsPacketType() {
    for (int second = 0; second < 256; second++) {
      PacketKind expected = second >= 192 && second <= 223 ? PacketKind.RTCP : PacketKind.RTP;
      assertThat(kind(0x80, second)).as("second byte %d", second).isEqualTo(expected);
    }
  }

  @Test
  void tooFewBytesAreNothing() {
    assertThat(PacketKind.of(new byte[3], 1, 0)).isEqualTo(PacketKind.OTHER);
    assertThat(PacketKind.of(new byte[] {(byte) 0x80}, 0, 1)).isEqualTo(PacketKind.OTHER);
    assertThat(PacketKind.of(new byte[] {0}, 0, 1)).isEqualTo(PacketKind.STUN);
  }

  private static PacketKind kind(int first, int second) {
    return PacketKind.of(new byte[] {0, (byte) first, (byte) second, 0}, 1, 3);
  }
}
