// SPDX-License-Identifier: Apache-2.0
package palaver.audio.loopback;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import palaver.audio.trace.PacketTrace;
import palaver.audio.trace.TraceMaker;
import palaver.base.Outbox;

/// Carries packets one way, each as late as the network's trace says beyond its fastest packet. It
/// holds what is on its way and nothing else.
final class LoopbackLink {

  /// A packet on its way.
  record InFlight(long arrivalNs, int number, byte[] bytes) {}

  private final PriorityQueue<InFlight> inFlight =
      new PriorityQueue<>(
          Comparator.comparingLong(InFlight::arrivalNs).thenComparingInt(InFlight::number));
  private final @Nullable PacketTrace trace;
  private final LossPattern loss;
  private final long fastestNs;
  private int sent;
  private long lost;

  LoopbackLink(LoopbackNetwork network, int packetsMax, int frameSamples) {
    SplittableRandom random = new SplittableRandom(network.seed());
    loss = new LossPattern(random.split(), network.lossShare(), network.bursty());
    trace =
        network
            .jitter()
            .map(jitter -> TraceMaker.make(jitter, packetsMax, frameSamples, random.split()))
            .orElse(null);
    fastestNs = trace == null ? 0 : trace.fastestNs();
  }

  void carry(long nowNs, Outbox<?> outbox) {
    for (int i = 0; i < outbox.datagramCount(); i++) {
      long delayNs = delayNs(sent);
      if (loss.losesNext() || delayNs == PacketTrace.LOST) {
        lost++;
      } else {
        byte[] bytes = new byte[outbox.length(i)];
        System.arraycopy(outbox.bytes(), outbox.offset(i), bytes, 0, bytes.length);
        inFlight.add(new InFlight(nowNs + delayNs, sent, bytes));
      }
      sent++;
    }
  }

  private long delayNs(int packet) {
    if (trace == null) {
      return 0;
    }
    long arrivalNs = trace.arrivalNs(packet);
    return arrivalNs == PacketTrace.LOST
        ? PacketTrace.LOST
        : arrivalNs - trace.sentNs(packet) - fastestNs;
  }

  /// The next packet that has arrived at `nowNs`, or null.
  @Nullable InFlight arrived(long nowNs) {
    InFlight first = inFlight.peek();
    return first == null || first.arrivalNs() > nowNs ? null : inFlight.poll();
  }

  long lost() {
    return lost;
  }
}
