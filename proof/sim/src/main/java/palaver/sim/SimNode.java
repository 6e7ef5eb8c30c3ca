// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;

/// One engine in the simulated network, with what a driver does for it.
///
/// The datagram view is overwritten after each call, so an engine that keeps it is found out.
///
/// @param <C> the engine's commands
/// @param <E> the engine's events
public final class SimNode<C, E> {

  /// An event and when it was emitted.
  public record Timed<E>(long atNs, E event) {}

  private static final int LEAD_BYTES = 3;
  private static final byte POISON = (byte) 0xAA;

  private final Simulation simulation;
  private final int index;
  private final String name;
  private final Addresses addresses;
  private final Engine<C, E> engine;
  private final Outbox<E> outbox;
  private final Datagram view = new Datagram();
  private final byte[] received = new byte[LEAD_BYTES + 65_536];
  private final List<Timed<E>> events = new ArrayList<>();
  private final List<Consumer<E>> handlers = new ArrayList<>();
  private Endpoint endpoint;

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

  /// Hands in a command, now but not inside a running call.
  public void command(C command) {
    simulation.after(0, () -> commandNow(command));
  }

  private void commandNow(C command) {
    simulation.trace().add(2 + 8L * index);
    simulation.trace().addValue(command);
    engine.onCommand(simulation.nowNs(), command, outbox);
    drain();
  }

  /// Calls `handler` with every further event. It may hand commands to any node.
  public void onEvent(Consumer<E> handler) {
    handlers.add(handler);
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

  long nextDeadlineNs() {
    return engine.nextDeadlineNs();
  }

  void deadlineNow() {
    simulation.trace().add(3 + 8L * index);
    engine.onDeadline(simulation.nowNs(), outbox);
    drain();
  }

  void datagramNow(Endpoint from, byte[] bytes) {
    simulation.trace().add(1 + 8L * index);
    simulation.trace().add(bytes, 0, bytes.length);
    System.arraycopy(bytes, 0, received, LEAD_BYTES, bytes.length);
    view.set(received, LEAD_BYTES, bytes.length, addresses.number(from));
    engine.onDatagram(simulation.nowNs(), view, outbox);
    java.util.Arrays.fill(received, 0, LEAD_BYTES + bytes.length, POISON);
    drain();
  }

  /// Does what the driver does after every input.
  private void drain() {
    for (int i = 0; i < outbox.retainedCount(); i++) {
      addresses.retain(outbox.retained(i));
    }
    for (int i = 0; i < outbox.datagramCount(); i++) {
      byte[] copy = new byte[outbox.length(i)];
      System.arraycopy(outbox.bytes(), outbox.offset(i), copy, 0, copy.length);
      simulation.transmit(endpoint, addresses.endpoint(outbox.destination(i)), copy);
    }
    for (int i = 0; i < outbox.releasedCount(); i++) {
      addresses.release(outbox.released(i));
    }
    List<E> emitted = List.copyOf(outbox.events());
    if (outbox.droppedCount() > 0) {
      throw new IllegalStateException("the outbox of " + name + " overflowed");
    }
    outbox.clear();
    for (E event : emitted) {
      simulation.trace().add(4 + 8L * index);
      simulation.trace().addValue(event);
      events.add(new Timed<>(simulation.nowNs(), event));
      List.copyOf(handlers).forEach(handler -> handler.accept(event));
    }
  }
}
