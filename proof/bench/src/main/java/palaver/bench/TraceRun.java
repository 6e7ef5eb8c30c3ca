// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.util.Locale;
import java.util.SplittableRandom;
import palaver.audio.playout.JitterBuffer;
import palaver.audio.playout.Limits;
import palaver.audio.playout.PlayoutProfile;
import palaver.audio.trace.FixedDelay;
import palaver.audio.trace.Network;
import palaver.audio.trace.PacketTrace;
import palaver.audio.trace.Playback;
import palaver.audio.trace.TraceMaker;
import palaver.audio.trace.TracePlayer;

/// One trace played by the jitter buffer and by the best fixed delay.
///
/// @param fixedNs the smallest fixed delay within the profile's bounds that conceals at most 0.1
///   points more than the buffer did
/// @param unboundedNs the same from 0 on
record TraceRun(
    Network network,
    long seed,
    PacketTrace trace,
    Playback playback,
    long fixedNs,
    long unboundedNs) {

  private static final double CONCEALMENT_ALLOWED = 0.001;

  /// Makes and plays a trace of `seconds`, ten minutes at least where clocks drift.
  static TraceRun of(
      PlayoutProfile profile, int frameSamples, Network network, long seed, int seconds) {
    int length = network == Network.DRIFT ? Math.max(600, seconds) : seconds;
    int packets = length * 48_000 / frameSamples;
    PacketTrace trace = TraceMaker.make(network, packets, frameSamples, new SplittableRandom(seed));
    JitterBuffer buffer = new JitterBuffer(profile, Limits.DEFAULT, new ModelVoice());
    Playback playback =
        TracePlayer.play(
            trace, buffer, 1, i -> ModelVoice.packet((long) i * frameSamples, frameSamples));
    FixedDelay fixed = new FixedDelay(trace);
    double concealed = playback.concealedShare() + CONCEALMENT_ALLOWED;
    return new TraceRun(
        network,
        seed,
        trace,
        playback,
        fixed.smallestNs(profile.minDelayNs(), concealed),
        fixed.smallestNs(0, concealed));
  }

  double excessMs() {
    return playback.delay().meanMs() - fixedNs / 1e6;
  }

  /// On calm networks at most 5 ms above the best fixed delay, on others below it. Reordering has
  /// no bar.
  boolean meetsBar() {
    return switch (network) {
      case CLEAN, DRIFT -> excessMs() <= 5;
      case WIFI, HANDOVER, BURST -> excessMs() < 0;
      case REORDERING -> true;
    };
  }

  static String header() {
    return "| trace | seed | mean | p50 | p95 | p99 | concealed | lost | stretched | underruns"
        + " | best fixed | from 0 | difference | bar |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f | %.1f | %.2f %% | %.2f %% | %.2f %% | %d | %d | %d | %+.1f | %s |",
        trace.name(),
        seed,
        playback.delay().meanMs(),
        playback.delay().quantileMs(0.5),
        playback.delay().quantileMs(0.95),
        playback.delay().quantileMs(0.99),
        100 * playback.concealedShare(),
        100.0 * playback.statistics().packetsLost() / trace.packets(),
        100 * playback.stretchedShare(),
        playback.statistics().underruns(),
        fixedNs / 1_000_000,
        unboundedNs / 1_000_000,
        excessMs(),
        meetsBar() ? "met" : "missed");
  }
}
