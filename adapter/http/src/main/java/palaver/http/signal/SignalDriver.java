// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.rooms.Answer;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;
import palaver.rooms.RoomsEvent;

/// The `signal` thread: runs the rooms engine, one command at a time, and hands out its events.
///
/// Commands wait in a queue of [#COMMANDS_MAX]; when it is full the newest is refused, and whoever
/// brought it decides: a REST call answers 503, a WebSocket is closed. The thread never blocks but
/// on its own queue, and never touches the store.
public final class SignalDriver {

  /// How many commands wait at most.
  public static final int COMMANDS_MAX = 8192;

  private static final Logger log = LoggerFactory.getLogger(SignalDriver.class);
  private static final long MEDIA_RETRY_NS = 2_000_000;
  private static final long IDLE_NS = 1_000_000_000;
  private static final int FAILURES_IN_A_ROW_MAX = 16;
  private static final long STOP_TIMEOUT_MS = 3_000;

  private final Engine<RoomsCommand, RoomsEvent> engine;
  private final EventDispatch dispatch;
  private final SignalCounters counters = new SignalCounters();
  private final BlockingQueue<RoomsCommand> commands = new ArrayBlockingQueue<>(COMMANDS_MAX);
  private final Map<Long, CompletableFuture<Reply>> pending = new ConcurrentHashMap<>();
  private final Map<Long, SignalConnection> connections = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Outbox<RoomsEvent> outbox = new Outbox<>(1, Outbox.DATAGRAM_BYTES_MAX);
  private final Thread thread;
  private int failuresInARow;
  private volatile boolean running;

  public SignalDriver(
      Engine<RoomsCommand, RoomsEvent> engine,
      MediaPort media,
      SessionLog sessionLog,
      InstantSource wallClock) {
    this(engine, media, sessionLog, RoomWatcher.NOBODY, wallClock);
  }

  public SignalDriver(
      Engine<RoomsCommand, RoomsEvent> engine,
      MediaPort media,
      SessionLog sessionLog,
      RoomWatcher watcher,
      InstantSource wallClock) {
    this.engine = engine;
    dispatch =
        new EventDispatch(
            pending,
            connections,
            new MediaBacklog(media, counters),
            sessionLog,
            watcher,
            wallClock,
            counters);
    thread = Thread.ofPlatform().name("signal").daemon(true).unstarted(this::run);
  }

  public void start() {
    running = true;
    thread.start();
  }

  /// Whether the thread takes commands.
  public boolean running() {
    return running && thread.isAlive();
  }

  public SignalCounters counters() {
    return counters;
  }

  /// Queues `command`; false when the queue is full or the thread has stopped. Never blocks.
  public boolean submit(RoomsCommand command) {
    if (running && commands.offer(command)) {
      return true;
    }
    counters.commandsRefused.incrementAndGet();
    return false;
  }

  /// Queues the command that `command` makes of a fresh request number. The reply is a refusal with
  /// `OVERLOADED` when the queue is full, with `SERVER_STOPPING` when the thread has stopped.
  public CompletableFuture<Reply> ask(LongFunction<RoomsCommand> command) {
    long number = numbers.incrementAndGet();
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    pending.put(number, reply);
    if (!submit(command.apply(number))) {
      pending.remove(number);
      ErrorCode code = running ? ErrorCode.OVERLOADED : ErrorCode.SERVER_STOPPING;
      reply.complete(refusal(code, "The server cannot take this now."));
    }
    return reply;
  }

  /// Ends every session with `server_stopping`, then the thread. Waits until both are done.
  public void stop(long retryAfterMs) throws InterruptedException {
    if (!running) {
      return;
    }
    if (!commands.offer(
        new RoomsCommand.Stop(retryAfterMs), STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
      running = false;
      thread.interrupt();
    }
    thread.join(STOP_TIMEOUT_MS);
    running = false;
    pending.values().forEach(SignalDriver::refuseStopping);
  }

  /// Makes a WebSocket known; its number, or -1 when the queue is full.
  long open(SignalConnection connection) {
    long number = numbers.incrementAndGet();
    connections.put(number, connection);
    if (submit(new RoomsCommand.SocketOpened(number))) {
      return number;
    }
    connections.remove(number);
    return -1;
  }

  /// Notes that a WebSocket is gone. When the queue is full now, the engine learns it at the next
  /// message that it sends there.
  void closed(long connection) {
    connections.remove(connection);
    submit(new RoomsCommand.SocketClosed(connection));
  }

  private void run() {
    try {
      boolean stopping = false;
      while (!stopping && running) {
        RoomsCommand command = nextCommand();
        turn(command);
        stopping = command instanceof RoomsCommand.Stop;
      }
    } catch (InterruptedException e) {
      log.info("The signal thread was told to stop at once");
    } catch (Throwable e) {
      log.error("The signal thread failed; the server can no longer serve", e);
    } finally {
      running = false;
      pending.values().forEach(SignalDriver::refuseStopping);
    }
  }

  private @Nullable RoomsCommand nextCommand() throws InterruptedException {
    RoomsCommand ready = commands.poll();
    if (ready != null) {
      return ready;
    }
    long untilNs = Math.min(engine.nextDeadlineNs() - System.nanoTime(), IDLE_NS);
    if (dispatch.mediaWaits()) {
      untilNs = Math.min(untilNs, MEDIA_RETRY_NS);
    }
    return untilNs <= 0 ? null : commands.poll(untilNs, TimeUnit.NANOSECONDS);
  }

  /// One turn. An exception breaks off this turn only, unless they do not stop.
  private void turn(@Nullable RoomsCommand command) {
    try {
      if (command != null) {
        engine.onCommand(System.nanoTime(), command, outbox);
        drain();
      }
      catchUp();
      failuresInARow = 0;
    } catch (RuntimeException e) {
      outbox.clear();
      counters.engineFailures.incrementAndGet();
      failuresInARow++;
      if (failuresInARow == FAILURES_IN_A_ROW_MAX) {
        throw e;
      }
      log.error("A turn of the signal thread was broken off", e);
    }
  }

  /// What is due besides commands: deadlines, media commands that wait, WebSockets found gone.
  private void catchUp() {
    long nowNs = System.nanoTime();
    if (engine.nextDeadlineNs() <= nowNs) {
      engine.onDeadline(nowNs, outbox);
      drain();
    }
    dispatch.retryMedia();
    for (Long gone = dispatch.nextGone(); gone != null; gone = dispatch.nextGone()) {
      engine.onCommand(System.nanoTime(), new RoomsCommand.SocketClosed(gone), outbox);
      drain();
    }
  }

  private void drain() {
    dispatch.handOut(outbox.events());
    outbox.clear();
  }

  private static Reply refusal(ErrorCode code, String text) {
    return new Reply(new Answer.Refused(code, text), null);
  }

  private static void refuseStopping(CompletableFuture<Reply> reply) {
    reply.complete(refusal(ErrorCode.SERVER_STOPPING, "The server is stopping."));
  }
}
