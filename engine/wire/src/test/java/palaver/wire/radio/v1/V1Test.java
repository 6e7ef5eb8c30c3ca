// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class V1Test {
  private final byte[] bytes = new byte[1300];
  private final V1View view = new V1View();

  @Test
  void aFloorPacketIsPlainText() {
    int length = V1Format.writeText(bytes, 3, V1Kind.TAKEN, "");
    assertThat(new String(bytes, 3, length, StandardCharsets.US_ASCII)).isEqualTo("TAKEN");
    assertThat(view.parse(bytes, 3, length)).isTrue();
    assertThat(view.kind()).isEqualTo(V1Kind.TAKEN);
    assertThat(view.name()).isEmpty();
  }

  @Test
  void aTextPacketMayNameItsSender() {
    for (V1Kind kind : new V1Kind[] {V1Kind.TAKEN, V1Kind.RELEASED, V1Kind.HEARTBEAT}) {
      int length = V1Format.writeText(bytes, 0, kind, "Küche");
      assertThat(view.parse(bytes, 0, length)).isTrue();
      assertThat(view.kind()).isEqualTo(kind);
      assertThat(view.name()).isEqualTo("Küche");
    }
  }

  @Test
  void soundFollowsOneByte() {
    byte[] frame = {9, 8, 7};
    int length = V1Format.writeAudio(bytes, 0, frame, 1, 2);
    assertThat(view.parse(bytes, 0, length)).isTrue();
    assertThat(view.kind()).isEqualTo(V1Kind.AUDIO);
    assertThat(view.audioBytes()).isEqualTo(2);
    assertThat(bytes[view.audioAt()]).isEqualTo((byte) 8);
  }

  @Test
  void whatIsNotExactlyOfTheFormIsRefused() {
    for (String text : new String[] {"", "TAKE", "TAKENX", "TAKEN ", "HELLO", "taken", "\u0001"}) {
      byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
      assertThat(view.parse(encoded, 0, encoded.length)).as(text).isFalse();
    }
    byte[] notUtf8 = {'T', 'A', 'K', 'E', 'N', ' ', (byte) 0xC0};
    assertThat(view.parse(notUtf8, 0, 7)).isFalse();
    bytes[0] = V1Format.AUDIO_PREFIX;
    assertThat(view.parse(bytes, 0, 1201)).isFalse();
    byte[] long65 = ("TAKEN " + "n".repeat(65)).getBytes(StandardCharsets.UTF_8);
    assertThat(view.parse(long65, 0, long65.length)).isFalse();
  }

  @Test
  void aPacketThatCannotBeIsNotWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> V1Format.writeText(bytes, 0, V1Kind.AUDIO, "x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> V1Format.writeText(bytes, 0, V1Kind.TAKEN, "x".repeat(65)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> V1Format.writeAudio(bytes, 0, new byte[0], 0, 0));
  }
}
