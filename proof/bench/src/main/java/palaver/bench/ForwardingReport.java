// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
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
///
/// Rates suffer from whatever else runs on the machine, ratios of alternating rounds less. Both are
/// printed as rows of a Markdown table.
public final class ForwardingReport {

  static final int LISTENERS = 100;

  private static final int PACKET_BYTES = 140;
  private static final int[] TALKERS = {1, 3, 10};
  private static final long WARM_UP_NS = TimeUnit.SECONDS.toNanos(1);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ForwardingReport() {}

  /// Arguments: seconds of a round (5), rounds (10), and the one kind of socket to measure:
  /// `java.nio`, `plain`, `batch` or `segments` (all), and with how many talkers (1, 3 and 10).
  public static void main(String[] arguments) throws IOException {
    long roundNs = TimeUnit.SECONDS.toNanos(argument(arguments, 0, 5));
    int rounds = (int) argument(arguments, 1, 10);
    @Nullable String only = arguments.length > 2 ? arguments[2] : null;
    Affinity.pinTo(Affinity.MEASURED_CORE);
    System.out.println(
        "| socket | talkers | forwarded a second | in one message | bare loop a second | in one"
            + " message | ratio |");
    System.out.println("|---|---|---|---|---|---|---|");
    List<SendMode> modes = Arrays.asList(null, SendMode.PLAIN, SendMode.BATCH, SendMode.SEGMENTS);
    int[] talkersOf = arguments.length > 3 ? new int[] {Integer.parseInt(arguments[3])} : TALKERS;
    for (int talkers : talkersOf) {
      for (SendMode mode : modes) {
        if (only == null || only.equals(name(mode))) {
          report(mode, talkers, roundNs, rounds);
        }
      }
    }
  }

  private static String name(@Nullable SendMode mode) {
    return mode == null ? "java.nio" : mode.name().toLowerCase(Locale.ROOT);
  }

  static long argument(String[] arguments, int index, long standard) {
    return arguments.length > index ? Long.parseLong(arguments[index]) : standard;
  }

  static UdpSocket open(@Nullable SendMode mode) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return mode == null
        ? NioUdpSocket.open(any, UdpSocketOptions.DEFAULTS)
        : UdpSockets.open(any, UdpSocketOptions.DEFAULTS.withSendMode(mode));
  }

  /// One round of both.
  private record Round(ForwardingRoom.Figures forwarded, ForwardingRoom.Figures bare) {
    double ratio() {
      return forwarded.perSecond() / bare.perSecond();
    }
  }

  private static void report(@Nullable SendMode mode, int talkers, long roundNs, int rounds)
      throws IOException {
    List<Round> done = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      ForwardingRoom.Figures bare = bare(mode, talkers, roundNs);
      done.add(new Round(forwarded(mode, talkers, roundNs), bare));
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %,.0f | %.1f | %,.0f | %.1f | %.2f |%n",
        name(mode),
        talkers,
        median(done, round -> round.forwarded().perSecond()),
        median(done, round -> round.forwarded().packetsPerMessage()),
        median(done, round -> round.bare().perSecond()),
        median(done, round -> round.bare().packetsPerMessage()),
        median(done, Round::ratio));
  }

  private static ForwardingRoom.Figures forwarded(
      @Nullable SendMode mode, int talkers, long roundNs) throws IOException {
    try (ForwardingRoom room = new ForwardingRoom(open(mode), talkers, LISTENERS, 0)) {
      room.saturate(WARM_UP_NS);
      return room.saturate(roundNs);
    }
  }

  private static ForwardingRoom.Figures bare(@Nullable SendMode mode, int talkers, long roundNs)
      throws IOException {
    // Nine of ten talkers in one room are forwarded.
    int forwarded = Math.min(talkers, ForwardingRoom.SLOTS);
    try (DrainedListeners listeners = DrainedListeners.open(LISTENERS);
        UdpSocket socket = open(mode)) {
      BareLoop loop = new BareLoop(socket, listeners.addresses(), forwarded, PACKET_BYTES);
      loop.run(WARM_UP_NS);
      long messages = socket.figures().kernelMessages();
      long cpuNs = THREADS.getCurrentThreadCpuTime();
      long startNs = System.nanoTime();
      long sent = loop.run(roundNs);
      return new ForwardingRoom.Figures(
          sent,
          socket.figures().kernelMessages() - messages,
          System.nanoTime() - startNs,
          THREADS.getCurrentThreadCpuTime() - cpuNs);
    }
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
