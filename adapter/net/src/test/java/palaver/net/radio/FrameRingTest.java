// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameRingTest {

  private final FrameRing ring = new FrameRing(4);
  private final List<String> taken = new ArrayList<>();

  private void take(long burst, long sequence, long atNs, byte[] bytes, int length) {
    taken.add(burst + "/" + sequence + "@" + atNs + ":" + new String(bytes, 0, length, US_ASCII));
  }

  @Test
  void framesComeOutAsTheyWentIn() {
    byte[] bytes = "..ab".getBytes(US_ASCII);
    assertThat(ring.offer(7, 1, 20, bytes, 2, 2)).isTrue();
    bytes[2] = 'x';
    assertThat(ring.offer(7, 2, 40, bytes, 2, 1)).isTrue();

    while (ring.poll(this::take)) {}
    assertThat(taken).containsExactly("7/1@20:ab", "7/2@40:x");
    assertThat(ring.isEmpty()).isTrue();
  }

  @Test
  void theNewestIsDroppedWhenThereIsNoRoom() {
    for (int i = 0; i < 6; i++) {
      ring.offer(1, i, 0, new byte[1], 0, 0);
    }
    assertThat(ring.droppedCount()).isEqualTo(2);
    while (ring.poll(this::take)) {}
    assertThat(taken).containsExactly("1/0@0:", "1/1@0:", "1/2@0:", "1/3@0:");
  }

  @Test
  void aFrameThatIsTooLongIsRefused() {
    byte[] bytes = new byte[FrameRing.FRAME_BYTES_MAX + 1];
    assertThat(ring.offer(1, 1, 0, bytes, 0, bytes.length)).isFalse();
    assertThat(ring.isEmpty()).isTrue();
  }

  @Test
  void twoThreadsLoseNothing() throws Exception {
    long frames = 20_000;
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              byte[] bytes = new byte[8];
              for (long i = 0; i < frames; ) {
                if (ring.offer(i, i, i, bytes, 0, 8)) {
                  i++;
                } else {
                  Thread.onSpinWait();
                }
              }
            });
    long[] next = {0};
    while (next[0] < frames) {
      ring.poll((burst, sequence, _, _, _) -> {
        assertThat(burst).isEqualTo(next[0]);
        assertThat(sequence).isEqualTo(next[0]);
        next[0]++;
      });
    }
    writer.join();
    assertThat(next[0]).isEqualTo(frames);
  }
}
