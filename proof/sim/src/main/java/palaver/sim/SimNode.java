// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;

/// One machine with one engine in the simulated network, and what a driver does for it.
///
/// The datagram view is overwritten after each call, so an engine that keeps it is found out. While
/// the machine computes (see [CpuCost]) or its process is stopped, datagrams wait in the socket's
/// buffer, which drops the newest when it is full.
///
/// | the machine | its clock | what arrives |
/// |---|---|---|
/// | works | runs | is handed to the engine |
/// | [#pause] | runs | waits in the buffer |
/// | [#suspend] | stands still | is lost |
/// | [#crash] | runs | is lost, and so are the engine and its buffer |
///
/// @param <C> the engine's commands
/// @param <E> the engine's events
public final class SimNode<C, E> {

  /// An event and when it was emitted, in the run's time.
  public record Timed<E>(long atNs, E event) {}

  /// One input that is neither a datagram nor a command, such as a frame of the microphone.
  @FunctionalInterface
  public interface Input<E> {
    void give(long localNs, Outbox<E> outbox);
  }

  private enum State {
    WORKS,
    PAUSED,
    SUSPENDED,
    CRASHED
  }

  private record Waiting(Endpoint from, byte[] bytes) {}

  /// How many datagrams a socket's buffer holds.
  static final int BUFFER_DATAGRAMS = 512;

  private static final int LEAD_BYTES = 3;
  private static final byte POISON = (byte) 0xAA;

  private final Simulation simulation;
  private final int index;
  private final String name;
  private final Outbox<E> outbox;
  private final NodeClock clock = new NodeClock();
  private final Work work = new Work();
  private final Datagram view = new Datagram();
  private byte[] received = new byte[2_048];
  private final List<Timed<E>> events = new ArrayList<>();
  private final List<Consumer<E>> handlers = new ArrayList<>();
  private final Deque<Waiting> buffer = new ArrayDeque<>();
  private Addresses addresses;
  private @Nullable Engine<C, E> engine;
  private Endpoint endpoint;
  private CpuCost cost = CpuCost.NONE;
  private State state = State.WORKS;
  private boolean keepsEvents = true;
  private long busyUntilNs;
  private long suspendedAtNs;
  private long overflowCount;

  SimNode(
      Simulation simulation,
      int index,
      String name,
      Endpoint endpoint,
      Addresses addresses,
      Engine<C, E> engine,
      Outbox<E> outbox) {
    this.simulation = simulation;
    this.index = index;
    this.name = name;
    this.endpoint = endpoint;
    this.addresses = addresses;
    this.engine = engine;
    this.outbox = outbox;
  }

  public String name() {
    return name;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /// Gives the node another address, as when a phone changes from one network to another. What is
  /// under way to the old address is lost.
  public void moveTo(Endpoint next) {
    simulation.rebind(this, next);
    endpoint = next;
  }

  /// The number of `peer` in this node's own numbering; see [Addresses#pin].
  public int addressOf(Endpoint peer) {
    return addresses.pin(peer);
  }

  /// What this machine's monotonic clock shows.
  public long localNs() {
    return clock.localNs(simulation.nowNs());
  }

  /// Lets this machine's clock drift, see [NodeClock].
  public void drift(int ppm) {
    clock.drift(simulation.nowNs(), ppm);
    changed();
  }

  /// Lets work take time from now on.
  public void cost(CpuCost each) {
    cost = each;
  }

  /// Where this machine's models of costly parts report what they cost.
  public Work work() {
    return work;
  }

  /// Whether the machine takes inputs.
  public boolean isUp() {
    return state == State.WORKS;
  }

  /// How many datagrams found the socket's buffer full.
  public long overflowCount() {
    return overflowCount;
  }

  /// Stops the process; its clock runs on.
  public void pause() {
    require(State.WORKS);
    state = State.PAUSED;
    changed();
  }

  /// Lets the process go on, with what has waited in the buffer first.
  public void resume() {
    require(State.PAUSED);
    state = State.WORKS;
    busyUntilNs = simulation.nowNs();
    changed();
    scheduleBuffer();
  }

  /// Suspends the machine: its clock stands still.
  public void suspend() {
    require(State.WORKS);
    state = State.SUSPENDED;
    suspendedAtNs = simulation.nowNs();
    buffer.clear();
    changed();
  }

  /// Wakes the machine; `first` is its first input.
  public void wake(C first) {
    require(State.SUSPENDED);
    state = State.WORKS;
    clock.skip(suspendedAtNs, simulation.nowNs());
    busyUntilNs = simulation.nowNs();
    commandNow(first);
  }

  /// Loses the engine and all that it knew.
  public void crash() {
    if (state == State.CRASHED) {
      throw new IllegalStateException(name + " is down already");
    }
    state = State.CRASHED;
    engine = null;
    buffer.clear();
    work.takeNs();
    changed();
  }

  /// Starts a fresh engine in place of the crashed one.
  public void restart(Addresses numbering, Engine<C, E> fresh) {
    require(State.CRASHED);
    state = State.WORKS;
    addresses = numbering;
    engine = fresh;
    busyUntilNs = simulation.nowNs();
    changed();
  }

  private void require(State wanted) {
    if (state != wanted) {
      throw new IllegalStateException(name + " is not " + wanted);
    }
  }

  /// Hands in a command, now but not inside a running call. A machine that is not up misses it.
  public void command(C command) {
    simulation.after(0, () -> commandNow(command));
  }

  private void commandNow(C command) {
    Engine<C, E> running = engine;
    if (running == null || state != State.WORKS) {
      return;
    }
    simulation.trace().add(2 + 8L * index);
    simulation.trace().addValue(command);
    running.onCommand(localNs(), command, outbox);
    drain();
  }

  /// Hands in an input of the engine's own kind, at once; a machine that is not up misses it.
  public void inputNow(Input<E> input) {
    if (state != State.WORKS) {
      return;
    }
    simulation.trace().add(6 + 8L * index);
    input.give(localNs(), outbox);
    drain();
  }

  /// Calls `handler` with every further event. It may hand commands to any node.
  public void onEvent(Consumer<E> handler) {
    handlers.add(handler);
  }

  /// Forgets each event after its handlers have seen it: for long runs.
  public void forgetEvents() {
    keepsEvents = false;
  }

  /// Every event so far, oldest first.
  public List<Timed<E>> events() {
    return events;
  }

  /// Every event so far of one type, oldest first.
  public <T extends E> List<T> events(Class<T> type) {
    List<T> found = new ArrayList<>();
    for (Timed<E> timed : events) {
      if (type.isInstance(timed.event())) {
        found.add(type.cast(timed.event()));
      }
    }
    return found;
  }

  /// Tells the run when this node is due.
  void changed() {
    Engine<C, E> running = engine;
    if (running == null || state != State.WORKS) {
      simulation.deadline(index, Deadlines.NEVER);
      return;
    }
    long dueNs = clock.globalNs(running.nextDeadlineNs());
    simulation.deadline(index, Math.max(dueNs, busyUntilNs));
  }

  void deadlineNow() {
    Engine<C, E> running = engine;
    if (running == null) {
      throw new IllegalStateException(name + " is down and has no deadline");
    }
    simulation.trace().add(3 + 8L * index);
    running.onDeadline(localNs(), outbox);
    drain();
  }

  /// A datagram reaches the machine.
  void arrived(Endpoint from, byte[] bytes, int length) {
    if (state == State.SUSPENDED || state == State.CRASHED) {
      return;
    }
    if (state == State.PAUSED || busyUntilNs > simulation.nowNs() || !buffer.isEmpty()) {
      wait(from, bytes, length);
    } else {
      datagramNow(from, bytes, length);
    }
  }

  private void wait(Endpoint from, byte[] bytes, int length) {
    if (buffer.size() >= BUFFER_DATAGRAMS) {
      overflowCount++;
      return;
    }
    buffer.addLast(new Waiting(from, Arrays.copyOf(bytes, length)));
    if (buffer.size() == 1 && state == State.WORKS) {
      scheduleBuffer();
    }
  }

  private void scheduleBuffer() {
    simulation.after(Math.max(0, busyUntilNs - simulation.nowNs()), this::takeFromBuffer);
  }

  private void takeFromBuffer() {
    if (state != State.WORKS || buffer.isEmpty()) {
      return;
    }
    if (busyUntilNs <= simulation.nowNs()) {
      Waiting first = buffer.removeFirst();
      datagramNow(first.from(), first.bytes(), first.bytes().length);
    }
    if (!buffer.isEmpty()) {
      scheduleBuffer();
    }
  }

  private void datagramNow(Endpoint from, byte[] bytes, int length) {
    Engine<C, E> running = engine;
    if (running == null) {
      return;
    }
    simulation.trace().add(1 + 8L * index);
    simulation.trace().add(bytes, 0, length);
    if (received.length < LEAD_BYTES + length) {
      received = new byte[LEAD_BYTES + length];
    }
    System.arraycopy(bytes, 0, received, LEAD_BYTES, length);
    view.set(received, LEAD_BYTES, length, addresses.number(from));
    running.onDatagram(localNs(), view, outbox);
    Arrays.fill(received, 0, LEAD_BYTES + length, POISON);
    drain();
  }

  /// Does what the driver does after every input.
  private void drain() {
    for (int i = 0; i < outbox.retainedCount(); i++) {
      addresses.retain(outbox.retained(i));
    }
    int count = outbox.datagramCount();
    busyUntilNs = Math.max(busyUntilNs, simulation.nowNs()) + cost.ofNs(count, work.takeNs());
    for (int i = 0; i < count; i++) {
      Endpoint to = addresses.endpoint(outbox.destination(i));
      simulation.transmit(
          busyUntilNs, endpoint, to, outbox.bytes(), outbox.offset(i), outbox.length(i));
    }
    for (int i = 0; i < outbox.releasedCount(); i++) {
      addresses.release(outbox.released(i));
    }
    List<E> emitted = outbox.events().isEmpty() ? List.of() : List.copyOf(outbox.events());
    if (outbox.droppedCount() > 0) {
      throw new IllegalStateException("the outbox of " + name + " overflowed");
    }
    outbox.clear();
    changed();
    emitted.forEach(this::tell);
  }

  private void tell(E event) {
    simulation.trace().add(4 + 8L * index);
    simulation.trace().addValue(event);
    if (keepsEvents) {
      events.add(new Timed<>(simulation.nowNs(), event));
    }
    List.copyOf(handlers).forEach(handler -> handler.accept(event));
  }
}
