// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import palaver.net.udp.ReceivedBatch;
import palaver.net.udp.SendMode;
import palaver.net.udp.UdpSocket;
import palaver.net.udp.UdpSocketOptions;
import palaver.net.udp.UdpSockets;

/// Sockets on loopback ports that one thread reads dry all the time, so that nothing a sender is
/// measured by waits in their buffers.
public final class DrainedListeners implements AutoCloseable {

  private static final int BATCH_MAX = 64;
  static final UdpSocketOptions OPTIONS =
      new UdpSocketOptions(SendMode.PLAIN, BATCH_MAX, 1_000_000, 200_000, 0, 1024);

  private final List<UdpSocket> sockets = new ArrayList<>();
  private final Runnable between;
  private final Thread thread;
  private volatile boolean closing;

  private DrainedListeners(Runnable between) {
    this.between = between;
    thread = Thread.ofPlatform().name("listeners").daemon(true).unstarted(this::drain);
  }

  /// Opens `count` of them on the loopback address.
  public static DrainedListeners open(int count) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    List<UdpSocket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sockets.add(UdpSockets.open(anyPort, OPTIONS));
    }
    return of(sockets, () -> {});
  }

  /// Drains these sockets from now on; nobody else may use them, and they are closed in the end.
  ///
  /// @param between what the same thread does after each round over all of them
  static DrainedListeners of(List<UdpSocket> sockets, Runnable between) {
    DrainedListeners listeners = new DrainedListeners(between);
    listeners.sockets.addAll(sockets);
    listeners.thread.start();
    return listeners;
  }

  private void drain() {
    Affinity.pinTo(Affinity.PEERS_CORE);
    ReceivedBatch batch = new ReceivedBatch(BATCH_MAX);
    while (!closing) {
      for (UdpSocket socket : sockets) {
        socket.receive(batch);
      }
      between.run();
    }
  }

  public List<InetSocketAddress> addresses() {
    return sockets.stream().map(UdpSocket::localAddress).toList();
  }

  /// Datagrams received so far by all of them.
  public long received() {
    return sockets.stream().mapToLong(socket -> socket.figures().received()).sum();
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    sockets.forEach(UdpSocket::close);
  }
}
