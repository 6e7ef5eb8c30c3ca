// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.audio.codec.OpusCodecs;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceDecoder;
import palaver.audio.codec.VoiceEncoder;
import palaver.audio.playout.JitterBuffer;
import palaver.audio.playout.Limits;
import palaver.codec.OpusLibrary;
import palaver.net.radio.FrameRing;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

final class RadioTimelineTest {

  private static final long FRAME_NS = 20_000_000;
  private static final NodeId ADA = new NodeId(1);
  private static final LeaseId LEASE = new LeaseId(new Term(1, 1, ADA, 1), 1);

  private final FrameRing ring = new FrameRing(64);
  private final RadioTimeline timeline = new RadioTimeline(ring::offer);
  private final byte[] packet = new byte[FrameRing.FRAME_BYTES_MAX];
  private final short[] pcm = new short[960];

  private void frame(int number, int length) {
    timeline.frame(number * FRAME_NS, LEASE, ADA, number, packet, 0, length, false);
  }

  private void tone(int frame) {
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * (frame * 960 + i) / 48_000.0));
    }
  }

  private int loudest(int samples) {
    int loudest = 0;
    for (int i = 0; i < samples; i++) {
      loudest = Math.max(loudest, Math.abs(pcm[i]));
    }
    return loudest;
  }

  @Test
  void framesOfAnotherTalkerAreAnotherStream() {
    frame(0, 3);
    timeline.frame(FRAME_NS, LEASE, new NodeId(2), 0, packet, 0, 3, false);
    LeaseId next = new LeaseId(LEASE.term(), 2);
    timeline.frame(2 * FRAME_NS, next, new NodeId(2), 0, packet, 0, 3, false);
    List<Long> streams = new ArrayList<>();
    while (ring.poll(
        (burst, _, _, _, _) -> streams.add(burst / RadioTimeline.LEASES_PER_STREAM))) {}
    assertThat(streams.getLast()).isGreaterThan(streams.getFirst());
  }

  @Test
  void behindTheLastFrameOfABurstThereIsSilenceAndNothingIsMissing() throws Exception {
    OpusCodecs opus = OpusLibrary.open();
    try (VoiceEncoder encoder = opus.encoder(OpusSettings.speech());
        VoiceDecoder decoder = opus.decoder(1, OpusConcealment.DEEP)) {
      JitterBuffer buffer = new JitterBuffer(RadioPlayout.PROFILE, Limits.DEFAULT, decoder);
      for (int i = 0; i < 20; i++) {
        tone(i);
        frame(i, encoder.encode(pcm, 0, 960, packet, 0, packet.length));
      }
      frame(20, 0);
      for (long nowNs = 0; nowNs < 60 * FRAME_NS; nowNs += JitterBuffer.PULL_NS) {
        if (nowNs % FRAME_NS == 0) {
          ring.poll((_, sequence, atNs, bytes, length) ->
              buffer.insert(atNs, 1, (int) sequence, (int) (960 * sequence), bytes, 0, length));
        }
        buffer.pull(nowNs, pcm, 0);
        if (nowNs > 30 * FRAME_NS) {
          assertThat(loudest(JitterBuffer.PULL_SAMPLES)).isLessThan(32);
        }
      }
      assertThat(buffer.statistics().packetsReceived()).isEqualTo(21);
      assertThat(buffer.statistics().concealedSamples()).isZero();
    }
  }
}
