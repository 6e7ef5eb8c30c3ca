// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.AddressBook;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.net.DriverFigures.Figure;
import palaver.net.udp.ReceivedBatch;
import palaver.net.udp.SocketFigures;
import palaver.net.udp.UdpSocket;
import palaver.wire.PacketKind;

/// Runs one engine on one platform thread and one UDP socket.
///
/// A turn: read the socket, read the clock once, then give the engine the waiting commands, then
/// what keeps connections alive (STUN, DTLS, RTCP), then media, then its deadline; everything that
/// the engine made leaves together at the end. A turn never waits while there is work.
///
/// @param <C> the engine's commands
/// @param <E> the engine's events
public final class UdpDriver<C, E> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UdpDriver.class);
  private static final long WAIT_NS_MAX = TimeUnit.SECONDS.toNanos(1);

  private final DriverOptions options;
  private final UdpSocket socket;
  private final MonotonicClock clock;
  private final EngineHost<C, E> host;
  private final CommandQueue<C> commands;
  private final ReceivedBatch batch;
  private final Datagram view = new Datagram();
  private final DriverFigures figures = new DriverFigures();
  private final OverloadRule overload = new OverloadRule();
  private final GatherRule gather;
  private final Thread thread;
  private volatile @Nullable Consumer<Engine<C, E>> asked;
  private volatile boolean closing;
  private volatile boolean alive;
  private long turnEndNs;

  /// A driver that owns `socket` from now on.
  ///
  /// @param engines makes an engine, now and after each failure
  public UdpDriver(
      DriverOptions options,
      UdpSocket socket,
      int batchDatagramsMax,
      MonotonicClock clock,
      Function<AddressBook, Engine<C, E>> engines,
      DriverHooks<E> hooks) {
    this.options = options;
    this.socket = socket;
    this.clock = clock;
    host = new EngineHost<>(options, socket, engines, hooks, figures);
    commands = new CommandQueue<>(options.commandsMax(), socket::wakeUp);
    batch = new ReceivedBatch(batchDatagramsMax);
    gather = new GatherRule(options);
    figures.set(Figure.TALKERS_MAX, overload.talkersMax());
    thread = Thread.ofPlatform().name(options.name()).daemon(true).unstarted(this::run);
  }

  /// Starts the thread.
  public void start() {
    alive = true;
    turnEndNs = clock.nowNs();
    thread.start();
  }

  /// Hands `command` to the engine; false when the queue is full (the command is dropped) or the
  /// driver is closed. Any thread may call it.
  public boolean offer(C command) {
    return !closing && commands.offer(command);
  }

  public DriverHealth health() {
    SocketFigures s = socket.figures();
    return new DriverHealth(
        alive,
        figures.get(Figure.TURNS),
        figures.get(Figure.TURN_NS_MAX),
        figures.get(Figure.TURN_NS_MEAN),
        figures.get(Figure.BATCH_MAX),
        (int) figures.get(Figure.TALKERS_MAX),
        figures.get(Figure.SHED_COUNT),
        s.received(),
        s.sent(),
        s.kernelMessages(),
        s.droppedFull() + s.droppedError(),
        figures.get(Figure.OUTBOX_DROPPED),
        s.receivedUnusable(),
        commands.refusedCount(),
        figures.get(Figure.PEERS_FAILED),
        figures.get(Figure.ENGINE_RESTARTS),
        figures.get(Figure.HOOK_FAILURES));
  }

  /// Has `question` look at the engine on the driver's thread, between two turns, at the latest a
  /// second from now. One question waits at a time: a newer one takes the place of one that has not
  /// had its turn. It must be quick and must not change the engine.
  public void ask(Consumer<Engine<C, E>> question) {
    asked = question;
  }

  /// The socket, for its address and figures.
  public UdpSocket socket() {
    return socket;
  }

  /// Takes the commands that wait, sends what they make, frees the port and ends the thread.
  @Override
  public void close() {
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      socket.close();
      return;
    }
    socket.wakeUp();
    if (!thread.equals(Thread.currentThread())) {
      ThreadEnd.await(thread);
    }
  }

  private void run() {
    try {
      while (!closing) {
        turn();
      }
      finish();
    } catch (Throwable failure) {
      LOG.atError().setCause(failure).log("the driver {} ended", options.name());
    } finally {
      alive = false;
      closing = true;
      socket.close();
    }
  }

  /// One turn of the loop.
  void turn() {
    int count = socket.receive(batch);
    long nowNs = clock.nowNs();
    watchOverload(nowNs, count);
    takeCommands(nowNs, options.commandsPerTurnMax());
    takeDatagrams(nowNs, count);
    host.deadline(nowNs);
    host.flush(nowNs);
    answer();
    long endNs = clock.nowNs();
    figures.onTurn(endNs, endNs - nowNs, count);
    gather.onTurn(endNs - nowNs, nowNs - turnEndNs);
    turnEndNs = endNs;
    pause(count, endNs);
  }

  private void answer() {
    @Nullable Consumer<Engine<C, E>> question = asked;
    if (question != null) {
      asked = null;
      host.show(question);
    }
  }

  private void watchOverload(long nowNs, int count) {
    if (overload.onRead(nowNs, count > 0, count == batch.capacity())) {
      host.shedTo(overload.talkersMax());
      figures.set(Figure.TALKERS_MAX, overload.talkersMax());
      figures.set(Figure.SHED_COUNT, overload.shedCount());
    }
  }

  private void takeCommands(long nowNs, int commandsMax) {
    for (int i = 0; i < commandsMax; i++) {
      @Nullable C command = commands.poll();
      if (command == null) {
        return;
      }
      host.command(nowNs, command);
    }
  }

  private void takeDatagrams(long nowNs, int count) {
    for (int i = 0; i < count; i++) {
      if (!isMedia(i)) {
        host.datagram(nowNs, batch.view(i, view));
      }
    }
    for (int i = 0; i < count; i++) {
      if (isMedia(i)) {
        host.datagram(nowNs, batch.view(i, view));
      }
    }
  }

  private boolean isMedia(int index) {
    return PacketKind.of(batch.memory(), batch.offset(index), batch.length(index))
        == PacketKind.RTP;
  }

  private void pause(int count, long nowNs) {
    if (count == 0 && commands.beginSleep()) {
      socket.await(closing ? 0 : waitNs(nowNs));
      commands.endSleep();
    }
    long gatherNs = gather.gatherNs(count, batch.capacity());
    if (gatherNs > 0) {
      LockSupport.parkNanos(gatherNs);
    }
  }

  private long waitNs(long nowNs) {
    long limitNs = overload.sheds() ? OverloadRule.CALM_NS : WAIT_NS_MAX;
    long deadlineNs = host.nextDeadlineNs();
    return Math.clamp(deadlineNs - nowNs, 0, limitNs);
  }

  private void finish() {
    long nowNs = clock.nowNs();
    takeCommands(nowNs, Integer.MAX_VALUE);
    host.flush(nowNs);
  }
}
