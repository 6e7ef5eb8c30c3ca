// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import palaver.wire.radio.Capabilities.NodeClass;
import palaver.wire.radio.v1.V1Format;
import palaver.wire.radio.v1.V1Kind;

/// One port takes both protocols, and every pair of nodes finds its version or learns that there is
/// none: the matrix of docs/protocol-compatibility.md.
class DualStackTest {
  private final byte[] bytes = new byte[1200];

  private static Capabilities speaks(int oldest, int newest) {
    return new Capabilities(oldest, newest, NodeClass.LAPTOP, 0, 4);
  }

  @Test
  void theFirstByteTellsTheProtocols() {
    EnvelopeWriter writer = new EnvelopeWriter().begin(bytes, 0, MessageType.HELLO, 0, 1, 1, 1, 1);
    assertThat(kind(writer.payload(0).finish())).isEqualTo(RadioPacketKind.V2);
    assertThat(kind(V1Format.writeText(bytes, 0, V1Kind.TAKEN, "")))
        .isEqualTo(RadioPacketKind.V1_TEXT);
    assertThat(kind(V1Format.writeAudio(bytes, 0, new byte[10], 0, 10)))
        .isEqualTo(RadioPacketKind.V1_AUDIO);
    bytes[0] = 3;
    assertThat(kind(40)).isEqualTo(RadioPacketKind.OTHER_VERSION);
    bytes[0] = (byte) 0x80;
    assertThat(kind(40)).isEqualTo(RadioPacketKind.NONE);
    assertThat(kind(0)).isEqualTo(RadioPacketKind.NONE);
  }

  private RadioPacketKind kind(int length) {
    return RadioPacketKind.of(bytes, 0, length);
  }

  @Test
  void twoNodesSpeakTheNewestVersionThatBothKnow() {
    assertThat(Capabilities.agreedVersion(speaks(1, 1), speaks(1, 1))).isEqualTo(1);
    assertThat(Capabilities.agreedVersion(speaks(1, 1), speaks(1, 2))).isEqualTo(1);
    assertThat(Capabilities.agreedVersion(speaks(1, 2), speaks(1, 2))).isEqualTo(2);
    assertThat(Capabilities.agreedVersion(speaks(1, 2), speaks(2, 2))).isEqualTo(2);
    assertThat(Capabilities.agreedVersion(speaks(2, 2), speaks(2, 3))).isEqualTo(2);
    assertThat(Capabilities.agreedVersion(speaks(1, 1), speaks(2, 2))).isZero();
    assertThat(Capabilities.agreedVersion(speaks(3, 4), speaks(1, 2))).isZero();
  }

  @Test
  void aTextOfV1IsNeverReadAsV2() {
    byte[] text = "RELEASED kitchen".getBytes(StandardCharsets.UTF_8);
    assertThat(new EnvelopeView().parse(text, 0, text.length)).isFalse();
  }

  @Test
  void aFeatureIsThereOrNot() {
    Capabilities both = new Capabilities(1, 2, NodeClass.FIXED, Capabilities.FEATURE_V1 | 1, 0);
    assertThat(both.has(Capabilities.FEATURE_V1)).isTrue();
    assertThat(both.has(Capabilities.FEATURE_RELAY)).isFalse();
  }
}
