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
import java.util.random.RandomGenerator;
import palaver.base.RoomKey;
import palaver.base.SecretSource;
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

/// The shipped engine on the shipped driver and socket, with one room of talkers and listeners.
final class ForwardingRoom implements AutoCloseable {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final String THREAD_NAME = "media-bench";
  private static final int PAYLOAD_BYTES_MEAN = 80;
  private static final int SLOTS = 9;

  private final UdpSocket serverSocket;
  private final UdpDriver<SfuCommand, SfuEvent> server;
  private final List<BenchClient> talkers = new ArrayList<>();
  private final List<BenchClient> listeners = new ArrayList<>();
  private final DrainedListeners drained;
  private final AtomicInteger checked = new AtomicInteger();
  private final AtomicInteger connected = new AtomicInteger();
  private final byte[][] payloads = new byte[64][];
  private long tick;

  ForwardingRoom(UdpSocket serverSocket, int talkerCount, int listenerCount) throws IOException {
    this.serverSocket = serverSocket;
    SecretSource secrets = new SystemSecrets();
    server =
        new UdpDriver<>(
            DriverOptions.named(THREAD_NAME).withGather(DriverOptions.Gather.NEVER, 0),
            serverSocket,
            UdpSocketOptions.DEFAULTS.batchDatagramsMax(),
            MonotonicClock.system(),
            book ->
                new SfuEngine(
                    Limits.DEFAULT,
                    new PeerSettings(true, PeerSettings.Limits.DEFAULT),
                    book,
                    secrets),
            new DriverHooks<>(this::onEvent, event -> null, cause -> {}));
    server.start();
    fillPayloads();
    for (int i = 0; i < talkerCount + listenerCount; i++) {
      BenchClient client = client(i, secrets);
      (i < talkerCount ? talkers : listeners).add(client);
    }
    int all = talkerCount + listenerCount;
    connect(all);
    drained = DrainedListeners.of(listeners.stream().map(BenchClient::socket).toList());
  }

  /// Voice at 32 kbit/s: sizes vary a little from packet to packet, always in the same way.
  private void fillPayloads() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < payloads.length; i++) {
      payloads[i] = new byte[PAYLOAD_BYTES_MEAN - 12 + random.nextInt(25)];
      payloads[i][0] = 0x78;
    }
  }

  private BenchClient client(int number, SecretSource secrets) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    UdpSocket socket = UdpSockets.open(any, DrainedListeners.OPTIONS);
    return new BenchClient(number, SLOTS, socket, serverSocket.localAddress(), secrets);
  }

  private void connect(int all) {
    List<BenchClient> clients = new ArrayList<>(talkers);
    clients.addAll(listeners);
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
        () -> connected.get() == all && talkers.stream().allMatch(BenchClient::isConnected));
  }

  private static void await(List<BenchClient> clients, java.util.function.BooleanSupplier done) {
    long limitNs = System.nanoTime() + 10_000_000_000L;
    while (!done.getAsBoolean()) {
      clients.forEach(BenchClient::turn);
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

  /// What a measurement gave.
  ///
  /// @param packets how many packets the kernel took for listeners
  /// @param wallNs how long it lasted
  /// @param cpuNs what the media thread used of it
  /// @param receivedShare which share of them the listeners read
  record Figures(long packets, long wallNs, long cpuNs, double receivedShare) {
    double perSecond() {
      return packets * 1e9 / wallNs;
    }

    double cpuNsPerPacket() {
      return (double) cpuNs / packets;
    }
  }

  /// Keeps the server busy: the next packet of each talker goes out as soon as the server has read
  /// those before.
  Figures saturate(long durationNs) {
    long mediaThread = mediaThread();
    long sentBefore = serverSocket.figures().sent();
    long drainedBefore = drained.received();
    long cpuBefore = THREADS.getThreadCpuTime(mediaThread);
    long startNs = System.nanoTime();
    long receivedBase = serverSocket.figures().received();
    long said = 0;
    while (System.nanoTime() - startNs < durationNs) {
      if (serverSocket.figures().received() - receivedBase >= said) {
        say();
        said += talkers.size();
      } else {
        Thread.onSpinWait();
      }
    }
    long wallNs = System.nanoTime() - startNs;
    long cpuNs = THREADS.getThreadCpuTime(mediaThread) - cpuBefore;
    long sent = serverSocket.figures().sent() - sentBefore;
    return new Figures(sent, wallNs, cpuNs, (double) (drained.received() - drainedBefore) / sent);
  }

  private void say() {
    tick++;
    int levelDbov = tick % 25 == 0 ? 80 : 25;
    for (int i = 0; i < talkers.size(); i++) {
      talkers.get(i).publish(payloads[(int) ((tick + 7L * i) % payloads.length)], levelDbov);
    }
  }

  private static long mediaThread() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(THREAD_NAME)) {
        return thread.threadId();
      }
    }
    throw new IllegalStateException("no thread " + THREAD_NAME);
  }

  @Override
  public void close() {
    drained.close();
    server.close();
    talkers.forEach(client -> client.socket().close());
    serverSocket.close();
  }
}
