// SPDX-License-Identifier: Apache-2.0
package palaver.audio.trace;

import java.util.Locale;
import java.util.random.RandomGenerator;

/// Makes traces of imitated networks. The same random numbers make the same trace.
public final class TraceMaker {

  private static final double MS = 1e6;
  private static final double DRIFT = 200e-6;

  private final RandomGenerator random;
  private final double frameMs;

  // What the network does at the moment; times in milliseconds from the start.
  private double nowMs;
  private boolean busy;
  private double phaseEndMs;
  private double stallEndMs;
  private double pathMs;
  private double queueMs;

  private TraceMaker(RandomGenerator random, double frameMs) {
    this.random = random;
    this.frameMs = frameMs;
  }

  /// Makes a trace.
  ///
  /// @param frameSamples how much sound each packet holds, at 48 kHz
  public static PacketTrace make(
      Network network, int packets, int frameSamples, RandomGenerator random) {
    double frameMs = frameSamples / 48.0;
    TraceMaker maker = new TraceMaker(random, frameMs);
    double drift = network == Network.DRIFT ? (random.nextBoolean() ? DRIFT : -DRIFT) : 0;
    double phaseMs = random.nextDouble() * 20;
    long[] sentNs = new long[packets];
    long[] arrivalNs = new long[packets];
    double lastMs = 0;
    for (int i = 0; i < packets; i++) {
      double sentMs = phaseMs + i * frameMs * (1 + drift);
      double delayMs = maker.delayMs(network, sentMs);
      sentNs[i] = (long) (sentMs * MS);
      if (delayMs < 0) {
        arrivalNs[i] = PacketTrace.LOST;
      } else if (network == Network.REORDERING) {
        arrivalNs[i] = (long) ((sentMs + delayMs) * MS);
      } else {
        lastMs = Math.max(lastMs, sentMs + delayMs);
        arrivalNs[i] = (long) (lastMs * MS);
      }
    }
    return new PacketTrace(
        network.name().toLowerCase(Locale.ROOT), frameSamples, sentNs, arrivalNs);
  }

  /// The delay of a packet sent at `sentMs`; negative when it is lost.
  private double delayMs(Network network, double sentMs) {
    nowMs = sentMs;
    return switch (network) {
      case CLEAN, DRIFT -> 20 + exponential(0.5);
      case WIFI -> wifi();
      case HANDOVER -> handover();
      case BURST -> burst();
      case REORDERING -> 20 + exponential(1) + (happens(0.04) ? frameMs + uniform(2, 25) : 0);
    };
  }

  private double wifi() {
    if (nowMs >= phaseEndMs) {
      busy = !busy;
      phaseEndMs = nowMs + exponential(busy ? 3_000 : 6_000);
    }
    if (happens(frameMs / 15_000)) {
      stallEndMs = nowMs + uniform(60, 110);
    }
    if (happens(0.003)) {
      return -1;
    }
    double contention = busy ? exponential(7.5) + exponential(7.5) : exponential(1.5);
    return 5 + Math.max(contention, stallEndMs - nowMs);
  }

  private double handover() {
    if (nowMs >= phaseEndMs) {
      stallEndMs = nowMs + (happens(0.1) ? 250 : uniform(40, 70));
      pathMs = uniform(0, 15);
      phaseEndMs = nowMs + uniform(12_000, 18_000);
    }
    boolean edge = phaseEndMs - nowMs < 4_000;
    double delay = 35 + pathMs + uniform(0, 4);
    for (int attempt = 0; attempt < 4 && happens(edge ? 0.45 : 0.08); attempt++) {
      delay += 8;
    }
    if (edge && happens(0.02)) {
      delay += 40;
    }
    return Math.max(delay, stallEndMs - nowMs + 35);
  }

  private double burst() {
    if (nowMs >= phaseEndMs) {
      busy = !busy;
      phaseEndMs = nowMs + (busy ? uniform(1_000, 4_000) : uniform(3_000, 8_000));
    }
    // A download fills the queue by 90 ms in a second and halves its pace when packets are lost.
    queueMs = Math.max(0, queueMs + (busy ? 0.09 : -0.3) * frameMs * uniform(0.5, 1.5));
    if (queueMs > 90) {
      if (happens(0.15)) {
        queueMs = 45;
      }
      queueMs = Math.min(queueMs, 92);
      return happens(0.5) ? -1 : 30 + queueMs;
    }
    return 30 + queueMs + exponential(1);
  }

  private boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  private double uniform(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  private double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }
}
