// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AllocationTest {

  private static final int PACKETS = 10_000;
  private static final long MS = 1_000_000;

  private final FakeToneDecoder decoder = new FakeToneDecoder(1);
  private final JitterBuffer buffer =
      new JitterBuffer(PlayoutProfile.DEFAULT, Limits.DEFAULT, decoder);
  private final byte[] bytes = FakeToneDecoder.packet(0, 960, 0);
  private final short[] pcm = new short[480];
  private int sent;

  @Test
  void jitterLossAndReorderingAllocateNothing() {
    decoder.logging = false;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    run();
    long before = threads.getCurrentThreadAllocatedBytes();
    run();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(buffer.statistics().insertedSamplesForDeceleration()).isPositive();
    assertThat(buffer.statistics().concealedSamples()).isPositive();
    assertThat(allocated).as("bytes for %d packets", PACKETS).isLessThan(PACKETS);
  }

  private void run() {
    for (int i = 0; i < PACKETS; i++) {
      long nowNs = sent * 20L * MS;
      // Two packets change places, one of ten is lost, some phases are late.
      int index = sent ^ 1;
      if (sent % 10 != 3) {
        long lateNs = (sent / 200 % 2 == 0 ? 0 : sent % 5) * 4L * MS;
        buffer.insert(nowNs + lateNs, 1, index, index * 960, bytes, 0, bytes.length);
      }
      buffer.pull(nowNs + 10 * MS, pcm, 0);
      buffer.pull(nowNs + 20 * MS, pcm, 0);
      sent++;
    }
  }
}
