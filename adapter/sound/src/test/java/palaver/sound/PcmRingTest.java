// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Sound between two threads.
final class PcmRingTest {

  private static short[] block(int value) {
    short[] block = new short[PcmRing.BLOCK_SAMPLES];
    Arrays.fill(block, (short) value);
    return block;
  }

  @Test
  void blocksComeOutInOrder() {
    PcmRing ring = new PcmRing(4);
    short[] out = new short[2 * PcmRing.BLOCK_SAMPLES];
    ring.offer(block(1));
    ring.offer(block(2));
    assertThat(ring.size()).isEqualTo(2);
    assertThat(ring.poll(out, 0)).isTrue();
    assertThat(ring.poll(out, PcmRing.BLOCK_SAMPLES)).isTrue();
    assertThat(out[0]).isEqualTo((short) 1);
    assertThat(out[PcmRing.BLOCK_SAMPLES]).isEqualTo((short) 2);
    assertThat(ring.poll(out, 0)).isFalse();
  }

  @Test
  void theNewestFindsNoRoomAndIsCounted() {
    PcmRing ring = new PcmRing(2);
    short[] out = new short[PcmRing.BLOCK_SAMPLES];
    assertThat(ring.offer(block(1))).isTrue();
    assertThat(ring.offer(block(2))).isTrue();
    assertThat(ring.offer(block(3))).isFalse();
    assertThat(ring.droppedCount()).isEqualTo(1);
    ring.poll(out, 0);
    assertThat(out[0]).isEqualTo((short) 1);
    assertThatThrownBy(() -> new PcmRing(3)).hasMessageContaining("power of two");
  }

  @Test
  void nothingIsAllocatedPerBlock() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    PcmRing ring = new PcmRing(8);
    short[] block = block(7);
    pass(ring, block, 20_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    pass(ring, block, 100_000);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(bytes).isLessThan(10_000);
  }

  private static void pass(PcmRing ring, short[] block, int times) {
    for (int i = 0; i < times; i++) {
      ring.offer(block);
      ring.poll(block, 0);
    }
  }
}
