// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.AddressBook;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.base.Sheddable;
import palaver.net.DriverFigures.Figure;
import palaver.net.udp.AddressTable;
import palaver.net.udp.UdpSocket;

/// Holds a driver's engine and its outbox: gives it inputs, drains it, and replaces it when it
/// fails.
final class EngineHost<C, E> {

  private static final Logger LOG = LoggerFactory.getLogger(EngineHost.class);

  private final Function<AddressBook, Engine<C, E>> engines;
  private final DriverHooks<E> hooks;
  private final UdpSocket socket;
  private final DriverFigures figures;
  private final Outbox<E> outbox;
  private final int inputDatagramsMax;
  private final FailureRule failures = new FailureRule();
  private Engine<C, E> engine;
  private int talkersMax = Sheddable.EVERYBODY;

  EngineHost(
      DriverOptions options,
      UdpSocket socket,
      Function<AddressBook, Engine<C, E>> engines,
      DriverHooks<E> hooks,
      DriverFigures figures) {
    this.engines = engines;
    this.hooks = hooks;
    this.socket = socket;
    this.figures = figures;
    outbox = new Outbox<>(options.outboxDatagramsMax(), options.outboxBytes());
    inputDatagramsMax = options.inputDatagramsMax();
    engine = engines.apply(socket.addresses());
  }

  @SuppressWarnings("CatchingUnchecked") // whatever an engine throws ends here
  void datagram(long nowNs, Datagram datagram) {
    try {
      engine.onDatagram(nowNs, datagram, outbox);
    } catch (Throwable failure) {
      onFailure(nowNs, datagram.source(), failure);
    }
    flushIfLow(nowNs);
  }

  void command(long nowNs, C command) {
    try {
      engine.onCommand(nowNs, command, outbox);
    } catch (Throwable failure) {
      onFailure(nowNs, new Object(), failure);
    }
    flushIfLow(nowNs);
  }

  void deadline(long nowNs) {
    try {
      if (engine.nextDeadlineNs() <= nowNs) {
        engine.onDeadline(nowNs, outbox);
      }
    } catch (Throwable failure) {
      onFailure(nowNs, new Object(), failure);
    }
  }

  /// Lets somebody look at the engine that there is now.
  void show(Consumer<Engine<C, E>> question) {
    try {
      question.accept(engine);
    } catch (RuntimeException failure) {
      onHookFailure(failure);
    }
  }

  long nextDeadlineNs() {
    return engine.nextDeadlineNs();
  }

  /// Tells the engine to shed, if it can.
  void shedTo(int talkers) {
    talkersMax = talkers;
    if (engine instanceof Sheddable sheddable) {
      sheddable.shedTo(talkers);
    }
  }

  private void flushIfLow(long nowNs) {
    if (outbox.roomForDatagrams() < inputDatagramsMax) {
      flush(nowNs);
    }
  }

  /// Takes everything out of the outbox: events first, so that word of a change is under way before
  /// the packets that show it.
  void flush(long nowNs) {
    @Nullable Throwable fatal = publish(nowNs);
    if (outbox.datagramCount() > 0) {
      socket.send(outbox);
    }
    pinAddresses();
    outbox.clear();
    figures.set(Figure.OUTBOX_DROPPED, outbox.droppedCount());
    if (fatal != null) {
      replace(fatal);
    }
  }

  private @Nullable Throwable publish(long nowNs) {
    List<E> events = outbox.events();
    @Nullable Throwable fatal = null;
    for (int i = 0; i < events.size(); i++) {
      E event = events.get(i);
      try {
        @Nullable Object peer = hooks.failedPeer().apply(event);
        if (peer != null && isFatal(nowNs, peer)) {
          fatal = new IllegalStateException("several peers failed within seconds: " + event);
        }
        hooks.events().accept(event);
      } catch (RuntimeException failure) {
        onHookFailure(failure);
      }
    }
    return fatal;
  }

  private void pinAddresses() {
    AddressTable addresses = socket.addresses();
    for (int i = 0; i < outbox.retainedCount(); i++) {
      addresses.retain(outbox.retained(i));
    }
    for (int i = 0; i < outbox.releasedCount(); i++) {
      addresses.release(outbox.released(i));
    }
  }

  private void onFailure(long nowNs, Object peer, Throwable failure) {
    LOG.atError().setCause(failure).log("an exception escaped the engine");
    if (failure instanceof Error || isFatal(nowNs, peer)) {
      flush(nowNs);
      replace(failure);
    }
  }

  private boolean isFatal(long nowNs, Object peer) {
    figures.add(Figure.PEERS_FAILED, 1);
    return failures.onFailure(peer, nowNs);
  }

  private void replace(Throwable cause) {
    LOG.atError().setCause(cause).log("starting a fresh engine on the same port");
    failures.clear();
    outbox.clear();
    socket.addresses().releaseAll();
    engine = engines.apply(socket.addresses());
    shedTo(talkersMax);
    figures.add(Figure.ENGINE_RESTARTS, 1);
    try {
      hooks.restarted().accept(cause);
    } catch (RuntimeException failure) {
      onHookFailure(failure);
    }
  }

  private void onHookFailure(RuntimeException failure) {
    figures.add(Figure.HOOK_FAILURES, 1);
    LOG.atError().setCause(failure).log("a hook of the driver failed");
  }
}
