// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.net.ThreadEnd;
import palaver.radio.dnssd.Announcement;
import palaver.wire.radio.NodeId;

/// Runs the engine of one radio node on a thread of its own.
///
/// A turn: read the clocks; tell the engine first when the machine slept; give it what other
/// threads want, the frames of the microphone, the datagrams, its deadline; send what it made;
/// wait.
///
/// @param <C> the engine's commands
/// @param <E> the engine's events
public final class RadioDriver<C, E> implements AutoCloseable {

  /// One input, given on the driver's thread.
  @FunctionalInterface
  public interface Input<E> {
    void give(long nowNs, Outbox<E> outbox);
  }

  /// What the driver tells the rest of the program, on its own thread; it must be quick.
  ///
  /// @param <C> the engine's commands
  /// @param <E> the engine's events
  public interface Hooks<C, E> {

    /// The command that says that the machine slept.
    C resumed(long gapNs);

    /// The command that says what the wall clock shows.
    C wallClock(long epochMs);

    /// Gives the engine what waits besides, such as frames of the microphone; each turn.
    void sources(long nowNs, Outbox<E> outbox);

    void event(E event);

    /// The engine can go on no longer; the driver's thread ends.
    void failed(Throwable failure);
  }

  private static final Logger LOG = LoggerFactory.getLogger(RadioDriver.class);
  private static final int INPUTS_MAX = 256;
  private static final int DATAGRAMS_PER_TURN = 256;
  private static final int OUTBOX_DATAGRAMS = 4_096;
  private static final int OUTBOX_BYTES = 2_000_000;
  private static final int ROOM_MIN = 640;
  private static final long WAIT_NS_MAX = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int FAILURES_MAX = 3;
  private static final long FAILURES_NS = TimeUnit.SECONDS.toNanos(10);

  private final RadioSocket socket;
  private final RadioClocks clocks;
  private final Engine<C, E> engine;
  private final Hooks<C, E> hooks;
  private final ArrayBlockingQueue<Input<E>> inputs = new ArrayBlockingQueue<>(INPUTS_MAX);
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong sleeps = new AtomicLong();
  private final AtomicReference<@Nullable Surroundings> around = new AtomicReference<>();
  private final Outbox<E> outbox = new Outbox<>(OUTBOX_DATAGRAMS, OUTBOX_BYTES);
  private final Datagram view = new Datagram();
  private final RadioSocket.Receiver receiver = this::onDatagram;
  private final ClockWatch watch;
  private final DnsSdPeers peers;
  private final SurroundingsWatch surroundings;
  private final Thread thread;
  private volatile boolean closing;
  private long nowNs;
  private long failuresSinceNs;
  private int recentFailures;

  /// A driver that owns `socket` from now on.
  public RadioDriver(
      RadioNetwork network,
      RadioSocket socket,
      RadioClocks clocks,
      Engine<C, E> engine,
      Hooks<C, E> hooks) {
    this.socket = socket;
    this.clocks = clocks;
    this.engine = engine;
    this.hooks = hooks;
    watch = new ClockWatch(clocks.nowNs(), clocks.epochMs());
    thread = Thread.ofPlatform().name("radio").daemon(true).unstarted(this::run);
    peers = new DnsSdPeers(network, clocks, socket);
    surroundings = new SurroundingsWatch(network, this::onSurroundings);
  }

  private void onSurroundings(Surroundings now) {
    around.set(now);
    peers.links(now.links());
    socket.wakeUp();
  }

  /// Looks for nodes of a channel by DNS-SD from now on, where the network has it.
  ///
  /// @param channel the tag of the channel, as in its calls
  public void lookFor(long channel) {
    peers.start(channel, null);
  }

  /// Looks for nodes of a channel by DNS-SD from now on, and says that this node is one.
  public void announce(NodeId self, long channel) {
    peers.start(channel, new Announcement(self, channel, socket.localAddress().getPort()));
  }

  /// Starts the thread.
  public void start() {
    thread.start();
  }

  /// Hands an input to the engine; false when the queue is full (it is dropped) or the driver is
  /// closed. Any thread may call it.
  public boolean offer(Input<E> input) {
    boolean taken = !closing && inputs.offer(input);
    if (!taken) {
      refused.incrementAndGet();
    }
    socket.wakeUp();
    return taken;
  }

  /// Hands a command to the engine, like [#offer(Input)].
  public boolean command(C command) {
    return offer((atNs, out) -> engine.onCommand(atNs, command, out));
  }

  /// Has `question` look at the engine between two inputs. It must be quick.
  public <T> CompletableFuture<T> ask(LongFunction<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    boolean taken =
        offer((atNs, _) -> {
          try {
            answer.complete(question.apply(atNs));
          } catch (RuntimeException failure) {
            answer.completeExceptionally(failure);
          }
        });
    if (!taken) {
      answer.completeExceptionally(new IllegalStateException("the node is busy or stops"));
    }
    return answer;
  }

  /// Says that [Hooks#sources] has something. Any thread may call it.
  public void wakeUp() {
    socket.wakeUp();
  }

  public RadioFigures figures() {
    return new RadioFigures(
        socket.receivedCount(),
        socket.sentCount(),
        socket.droppedFullCount(),
        socket.droppedErrorCount(),
        refused.get(),
        failures.get(),
        sleeps.get(),
        peers.nodeCount(),
        peers.malformedCount());
  }

  private void run() {
    try {
      while (!closing) {
        turn();
        socket.await(inputs.isEmpty() ? waitNs() : 0);
      }
      takeInputs(INPUTS_MAX);
      flush();
    } catch (Throwable failure) {
      LOG.error("the node cannot go on", failure);
      hooks.failed(failure);
    } finally {
      closing = true;
      surroundings.close();
      peers.close();
      socket.close();
    }
  }

  /// One turn of the loop.
  private void turn() {
    // Only what waited before the look at the clocks: what came after a sleep is for the next turn.
    int waiting = inputs.size();
    nowNs = clocks.nowNs();
    watchClocks();
    Surroundings now = around.getAndSet(null);
    if (now != null) {
      socket.surroundings(now);
    }
    peers.give();
    takeInputs(waiting);
    guarded((atNs, out) -> hooks.sources(atNs, out));
    socket.read(nowNs, DATAGRAMS_PER_TURN, receiver);
    if (engine.nextDeadlineNs() <= nowNs) {
      guarded(engine::onDeadline);
    }
    flush();
  }

  private void watchClocks() {
    long epochMs = clocks.epochMs();
    switch (watch.look(nowNs, epochMs)) {
      case ClockWatch.Finding.Steady _ -> {}
      case ClockWatch.Finding.Slept(long gapNs) -> {
        sleeps.incrementAndGet();
        peers.again();
        LOG.info("the machine slept for {} ms", TimeUnit.NANOSECONDS.toMillis(gapNs));
        guarded((atNs, out) -> engine.onCommand(atNs, hooks.resumed(gapNs), out));
        guarded((atNs, out) -> engine.onCommand(atNs, hooks.wallClock(epochMs), out));
      }
      case ClockWatch.Finding.WallMoved _ ->
          guarded((atNs, out) -> engine.onCommand(atNs, hooks.wallClock(epochMs), out));
    }
  }

  private void takeInputs(int inputsMax) {
    for (int i = 0; i < inputsMax; i++) {
      Input<E> input = inputs.poll();
      if (input == null) {
        return;
      }
      guarded(input);
    }
  }

  private void onDatagram(byte[] bytes, int length, int source) {
    view.set(bytes, 0, length, source);
    try {
      engine.onDatagram(nowNs, view, outbox);
    } catch (RuntimeException failure) {
      onFailure(failure);
    }
    flushIfLow();
  }

  private void guarded(Input<E> input) {
    try {
      input.give(nowNs, outbox);
    } catch (RuntimeException failure) {
      onFailure(failure);
    }
    flushIfLow();
  }

  private void onFailure(RuntimeException failure) {
    LOG.error("an exception escaped the node", failure);
    failures.incrementAndGet();
    if (nowNs - failuresSinceNs > FAILURES_NS) {
      failuresSinceNs = nowNs;
      recentFailures = 0;
    }
    if (++recentFailures >= FAILURES_MAX) {
      throw failure;
    }
  }

  private void flushIfLow() {
    if (outbox.roomForDatagrams() < ROOM_MIN) {
      flush();
    }
  }

  private void flush() {
    socket.send(nowNs, outbox);
    for (int i = 0; i < outbox.events().size(); i++) {
      try {
        hooks.event(outbox.events().get(i));
      } catch (RuntimeException failure) {
        LOG.error("an event was not taken", failure);
      }
    }
    outbox.clear();
  }

  private long waitNs() {
    return Math.clamp(engine.nextDeadlineNs() - nowNs, 0, WAIT_NS_MAX);
  }

  /// Gives the engine the inputs that wait, sends what they make, frees the ports and ends the
  /// thread.
  @Override
  public void close() {
    closing = true;
    surroundings.close();
    peers.close();
    if (thread.getState() == Thread.State.NEW) {
      socket.close();
      return;
    }
    socket.wakeUp();
    if (!thread.equals(Thread.currentThread())) {
      ThreadEnd.await(thread);
    }
  }
}
