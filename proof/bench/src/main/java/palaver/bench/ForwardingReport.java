// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import palaver.net.udp.NioUdpSocket;
import palaver.net.udp.SendMode;
import palaver.net.udp.UdpSocket;
import palaver.net.udp.UdpSocketOptions;
import palaver.net.udp.UdpSockets;

/// How many packets a second one media thread forwards, beside the bare sending loop with the same
/// socket, listeners and packet size, in alternating rounds.
///
/// The question: how much of what the kernel takes at most is left when packets are also received,
/// unprotected, routed and sealed for each listener?
public final class ForwardingReport {

  private static final int LISTENERS = 100;
  private static final int PACKET_BYTES = 140;
  private static final int[] TALKERS = {1, 3, 9};

  private ForwardingReport() {}

  /// Arguments: seconds of a round (5), rounds (10).
  public static void main(String[] arguments) throws IOException {
    long roundNs = TimeUnit.SECONDS.toNanos(argument(arguments, 0, 5));
    int rounds = (int) argument(arguments, 1, 10);
    for (int talkers : TALKERS) {
      report("java.nio", null, talkers, roundNs, rounds);
      for (SendMode mode : SendMode.values()) {
        report("native " + mode, mode, talkers, roundNs, rounds);
      }
    }
  }

  private static long argument(String[] arguments, int index, long standard) {
    return arguments.length > index ? Long.parseLong(arguments[index]) : standard;
  }

  private static UdpSocket open(@org.jspecify.annotations.Nullable SendMode mode)
      throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return mode == null
        ? NioUdpSocket.open(any, UdpSocketOptions.DEFAULTS)
        : UdpSockets.open(any, UdpSocketOptions.DEFAULTS.withSendMode(mode));
  }

  private static void report(
      String name,
      @org.jspecify.annotations.Nullable SendMode mode,
      int talkers,
      long roundNs,
      int rounds)
      throws IOException {
    double[] ratios = new double[rounds];
    double[] forwarded = new double[rounds];
    double[] cpuNs = new double[rounds];
    double[] bare = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      bare[round] = bareRate(mode, talkers, roundNs);
      try (ForwardingRoom room = new ForwardingRoom(open(mode), talkers, LISTENERS)) {
        room.saturate(TimeUnit.MILLISECONDS.toNanos(500));
        ForwardingRoom.Figures figures = room.saturate(roundNs);
        forwarded[round] = figures.perSecond();
        cpuNs[round] = figures.cpuNsPerPacket();
      }
      ratios[round] = forwarded[round] / bare[round];
    }
    System.out.printf(
        Locale.ROOT,
        "%-16s %2d talkers: forwarded %,9.0f/s (%,5.0f ns CPU each), bare %,9.0f/s, ratio %.2f%n",
        name,
        talkers,
        median(forwarded),
        median(cpuNs),
        median(bare),
        median(ratios));
  }

  private static double bareRate(
      @org.jspecify.annotations.Nullable SendMode mode, int talkers, long roundNs)
      throws IOException {
    try (DrainedListeners listeners = DrainedListeners.open(LISTENERS);
        UdpSocket socket = open(mode)) {
      BareLoop loop = new BareLoop(socket, listeners.addresses(), talkers, PACKET_BYTES);
      loop.run(TimeUnit.MILLISECONDS.toNanos(500));
      long startNs = System.nanoTime();
      long sent = loop.run(roundNs);
      return sent * 1e9 / (System.nanoTime() - startNs);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
