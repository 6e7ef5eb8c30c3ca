// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import palaver.net.udp.NioUdpSocket;
import palaver.net.udp.SendMode;
import palaver.net.udp.UdpSocket;
import palaver.net.udp.UdpSocketOptions;
import palaver.net.udp.UdpSockets;

/// Prints what the bare loop reaches: java.nio and the three modes of the native socket, each with
/// 1, 3 and 10 talkers to 100 listeners.
public final class BareLoopReport {

  private static final int LISTENERS = 100;
  private static final int PACKET_BYTES = 150;
  private static final int[] TALKERS = {1, 3, 10};
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private BareLoopReport() {}

  /// Runs it; the one argument is the seconds of each round, 5 unless given.
  public static void main(String[] arguments) throws IOException {
    long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 5;
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (DrainedListeners listeners = DrainedListeners.open(LISTENERS)) {
      for (int talkers : TALKERS) {
        try (UdpSocket nio = NioUdpSocket.open(anyPort, UdpSocketOptions.DEFAULTS)) {
          report(nio, listeners, talkers, seconds);
        }
        for (SendMode mode : SendMode.values()) {
          UdpSocketOptions options = UdpSocketOptions.DEFAULTS.withSendMode(mode);
          try (UdpSocket socket = UdpSockets.open(anyPort, options)) {
            report(socket, listeners, talkers, seconds);
          }
        }
      }
    }
  }

  private static void report(
      UdpSocket socket, DrainedListeners listeners, int talkers, long seconds) {
    BareLoop loop = new BareLoop(socket, listeners.addresses(), talkers, PACKET_BYTES);
    loop.run(TimeUnit.SECONDS.toNanos(1));
    long receivedBefore = listeners.received();
    long cpuBeforeNs = THREADS.getCurrentThreadCpuTime();
    long startNs = System.nanoTime();
    long sent = loop.run(TimeUnit.SECONDS.toNanos(seconds));
    double wallNs = System.nanoTime() - startNs;
    double cpuNs = THREADS.getCurrentThreadCpuTime() - cpuBeforeNs;
    System.out.printf(
        Locale.ROOT,
        "%-20s %2d talkers: %,10.0f packets/s, %5.0f ns CPU each, %5.1f %% received%n",
        socket.description(),
        talkers,
        sent * 1e9 / wallNs,
        cpuNs / sent,
        100.0 * (listeners.received() - receivedBefore) / sent);
  }
}
