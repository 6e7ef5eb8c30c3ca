// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import palaver.base.RoomKey;
import palaver.base.SecretSource;
import palaver.net.DriverHealth;
import palaver.net.DriverHooks;
import palaver.net.DriverOptions;
import palaver.net.MonotonicClock;
import palaver.net.SystemSecrets;
import palaver.net.UdpDriver;
import palaver.net.udp.UdpSocket;
import palaver.net.udp.UdpSocketOptions;
import palaver.net.udp.UdpSockets;
import palaver.rtc.peer.PeerSettings;
import palaver.sfu.Limits;
import palaver.sfu.MediaState;
import palaver.sfu.SfuCommand;
import palaver.sfu.SfuEngine;
import palaver.sfu.SfuEvent;

/// The shipped engine on the shipped driver and socket, with one room of talkers and listeners. The
/// media thread has the core of whoever makes the room, all talkers and listeners share the other.
final class ForwardingRoom implements AutoCloseable {

  static final String MEDIA_THREAD = "media-bench";

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  static final int SLOTS = 9;
  private static final int WINDOW_DATAGRAMS = 100;

  private final UdpSocket serverSocket;
  private final UdpDriver<SfuCommand, SfuEvent> server;
  private final Talkers talkers;
  private final List<BenchClient> ears = new ArrayList<>();
  private final DrainedListeners drained;
  private final Ages ages = new Ages();
  private final AtomicInteger checked = new AtomicInteger();
  private final AtomicInteger connected = new AtomicInteger();

  /// @param earCount how many of the listeners open what they hear and tell its age
  ForwardingRoom(UdpSocket serverSocket, int talkerCount, int listenerCount, int earCount)
      throws IOException {
    this.serverSocket = serverSocket;
    SecretSource secrets = new SystemSecrets();
    server = server(serverSocket, secrets);
    server.start();
    talkers = new Talkers(() -> serverSocket.figures().received());
    List<BenchClient> listeners = new ArrayList<>();
    for (int i = 0; i < talkerCount + listenerCount; i++) {
      BenchClient client = client(i, secrets);
      if (i < talkerCount) {
        talkers.add(client);
      } else {
        listeners.add(client);
      }
    }
    connect(listeners);
    ears.addAll(listeners.subList(0, earCount));
    drained =
        DrainedListeners.of(
            listeners.subList(earCount, listenerCount).stream().map(BenchClient::socket).toList(),
            this::peersTurn);
  }

  private UdpDriver<SfuCommand, SfuEvent> server(UdpSocket socket, SecretSource secrets) {
    return new UdpDriver<>(
        DriverOptions.named(MEDIA_THREAD).withGather(DriverOptions.Gather.NEVER, 0),
        socket,
        UdpSocketOptions.DEFAULTS.batchDatagramsMax(),
        MonotonicClock.system(),
        book ->
            new SfuEngine(
                Limits.DEFAULT, new PeerSettings(true, PeerSettings.Limits.DEFAULT), book, secrets),
        new DriverHooks<>(this::onEvent, event -> null, cause -> {}));
  }

  private BenchClient client(int number, SecretSource secrets) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    UdpSocket socket = UdpSockets.open(any, DrainedListeners.OPTIONS);
    return new BenchClient(number, SLOTS, socket, serverSocket.localAddress(), secrets);
  }

  private void connect(List<BenchClient> listeners) {
    List<BenchClient> clients = new ArrayList<>(talkers.clients());
    clients.addAll(listeners);
    int all = clients.size();
    int stream = 1;
    for (BenchClient client : clients) {
      server.offer(
          new SfuCommand.Connect(
              client.session(), new RoomKey("bench", "room"), stream++, all, client.serverSide()));
    }
    await(clients, () -> checked.get() == all && clients.stream().allMatch(BenchClient::isChecked));
    for (BenchClient client : clients) {
      client.key();
      server.offer(new SfuCommand.DtlsDone(client.session(), client.keys()));
    }
    await(
        clients,
        () -> connected.get() == all && clients.stream().allMatch(BenchClient::isConnected));
  }

  private static void await(List<BenchClient> clients, BooleanSupplier done) {
    long limitNs = System.nanoTime() + 10_000_000_000L;
    while (!done.getAsBoolean()) {
      clients.forEach(client -> client.turn(heard -> {}));
      LockSupport.parkNanos(1_000_000);
      if (System.nanoTime() > limitNs) {
        throw new IllegalStateException("the clients did not connect within 10 s");
      }
    }
  }

  private void onEvent(SfuEvent event) {
    if (event instanceof SfuEvent.MediaStateChanged changed) {
      if (changed.state() == MediaState.CHECKED) {
        checked.incrementAndGet();
      } else if (changed.state() == MediaState.CONNECTED) {
        connected.incrementAndGet();
      }
    }
  }

  private void peersTurn() {
    for (BenchClient ear : ears) {
      ear.turn(heard -> {
        if (heard.opus().length > Long.BYTES) {
          ages.add(Talkers.ageNs(heard.opus(), System.nanoTime()));
        }
      });
    }
    talkers.run();
  }

  /// What a measurement gave.
  ///
  /// @param packets how many packets the kernel took for listeners
  /// @param messages in how many kernel messages they left
  /// @param wallNs how long it lasted
  /// @param cpuNs what the media thread used of it
  record Figures(long packets, long messages, long wallNs, long cpuNs) {
    double perSecond() {
      return packets * 1e9 / wallNs;
    }

    /// The share of the time that the thread worked.
    double busy() {
      return (double) cpuNs / wallNs;
    }

    double packetsPerMessage() {
      return (double) packets / messages;
    }

    double cpuNsPerPacket() {
      return (double) cpuNs / packets;
    }
  }

  /// Keeps the server busy: it always finds the next rounds waiting.
  Figures saturate(long durationNs) {
    talkers.saturate(Math.max(1, WINDOW_DATAGRAMS / talkers.clients().size()));
    return measure(durationNs);
  }

  /// Has so many packets a second asked of the server, forwarded or not.
  Figures offer(double packetsPerSecond, int packetsPerRound, long durationNs) {
    talkers.pace(packetsPerSecond / packetsPerRound);
    return measure(durationNs);
  }

  private Figures measure(long durationNs) {
    long mediaThread = mediaThread();
    long sentBefore = serverSocket.figures().sent();
    long messagesBefore = serverSocket.figures().kernelMessages();
    long cpuBefore = THREADS.getThreadCpuTime(mediaThread);
    long startNs = System.nanoTime();
    while (System.nanoTime() - startNs < durationNs) {
      LockSupport.parkNanos(durationNs - (System.nanoTime() - startNs));
    }
    long cpuNs = THREADS.getThreadCpuTime(mediaThread) - cpuBefore;
    long sent = serverSocket.figures().sent() - sentBefore;
    long messages = serverSocket.figures().kernelMessages() - messagesBefore;
    return new Figures(sent, messages, System.nanoTime() - startNs, cpuNs);
  }

  void rest() {
    talkers.rest();
  }

  /// The ages of what the ears heard.
  Ages ages() {
    return ages;
  }

  DriverHealth health() {
    return server.health();
  }

  private static long mediaThread() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(MEDIA_THREAD) && thread.isAlive()) {
        return thread.threadId();
      }
    }
    throw new IllegalStateException("no thread " + MEDIA_THREAD);
  }

  @Override
  public void close() {
    drained.close();
    server.close();
    ears.forEach(ear -> ear.socket().close());
    talkers.clients().forEach(client -> client.socket().close());
    serverSocket.close();
  }
}
