// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import palaver.audio.codec.AdjustableEncoder;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.OpusRedundancy;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceDecoder;
import palaver.audio.source.ToneSource;

class OpusAllocationTest {

  private static final int FRAME = 960;
  private static final int ROUNDS = 3_000;

  private final short[] pcm = new ToneSource(-12, 200, 400).take(FRAME);
  private final short[] out = new short[VoiceDecoder.PACKET_SAMPLES_MAX];
  private final byte[] packet = new byte[1500];

  @Test
  void encodingDecodingRecoveringAndConcealingAllocateNothing() throws Exception {
    OpusSettings settings =
        OpusSettings.speech().withComplexity(0).withRedundancy(OpusRedundancy.DRED, 20);
    OpusLibrary opus = OpusLibrary.open();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (AdjustableEncoder encoder = opus.encoder(settings);
        VoiceDecoder decoder = opus.decoder(1, OpusConcealment.DEEP)) {
      run(encoder, decoder);
      run(encoder, decoder);
      long before = threads.getCurrentThreadAllocatedBytes();
      run(encoder, decoder);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).as("bytes in %d rounds", ROUNDS).isLessThan(ROUNDS);
    }
  }

  private void run(AdjustableEncoder encoder, VoiceDecoder decoder) {
    int sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int bytes = encoder.encode(pcm, 0, FRAME, packet, 0, packet.length);
      sum += decoder.packetSamples(packet, 0, bytes);
      if (round % 20 == 0) {
        sum += decoder.recover(packet, 0, bytes, 2 * FRAME, FRAME, out, 0);
        decoder.conceal(FRAME, out, 0);
      }
      sum += decoder.decode(packet, 0, bytes, out, 0);
    }
    assertThat(sum).isPositive();
  }
}
