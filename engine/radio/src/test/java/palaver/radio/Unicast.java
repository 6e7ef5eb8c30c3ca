// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.TreeMap;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.sim.Addresses;
import palaver.sim.Endpoint;

/// A driver where nothing carries multicast, as the real one is: what goes to all goes to one
/// static peer and to those whose address the engine keeps.
final class Unicast implements Engine<RadioCommand, RadioEvent> {

  /// An address where nobody is.
  static final Endpoint ALL = Endpoint.v4(999, 1);

  private final Engine<RadioCommand, RadioEvent> engine;
  private final int all;
  private final TreeMap<Integer, Integer> kept = new TreeMap<>();
  private final Outbox<RadioEvent> made = new Outbox<>(1_024, 1 << 20);

  /// @param peer the host of the static peer, -1 for none
  Unicast(Engine<RadioCommand, RadioEvent> engine, Addresses addresses, int peer) {
    this.engine = engine;
    all = addresses.pin(ALL);
    if (peer >= 0) {
      kept.put(addresses.pin(Endpoint.v4(peer, 7_070)), 1);
    }
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<RadioEvent> outbox) {
    engine.onDatagram(nowNs, datagram, made);
    pass(outbox);
  }

  @Override
  public void onCommand(long nowNs, RadioCommand command, Outbox<RadioEvent> outbox) {
    engine.onCommand(nowNs, command, made);
    pass(outbox);
  }

  @Override
  public void onDeadline(long nowNs, Outbox<RadioEvent> outbox) {
    engine.onDeadline(nowNs, made);
    pass(outbox);
  }

  @Override
  public long nextDeadlineNs() {
    return engine.nextDeadlineNs();
  }

  private void pass(Outbox<RadioEvent> outbox) {
    for (int i = 0; i < made.retainedCount(); i++) {
      outbox.retain(made.retained(i));
      kept.merge(made.retained(i), 1, Integer::sum);
    }
    for (int i = 0; i < made.datagramCount(); i++) {
      if (made.destination(i) == all) {
        for (int each : kept.keySet()) {
          send(i, each, outbox);
        }
      } else {
        send(i, made.destination(i), outbox);
      }
    }
    for (int i = 0; i < made.releasedCount(); i++) {
      outbox.release(made.released(i));
      kept.merge(made.released(i), -1, (had, less) -> had + less == 0 ? null : had + less);
    }
    made.events().forEach(outbox::emit);
    made.clear();
  }

  private void send(int index, int to, Outbox<RadioEvent> outbox) {
    outbox.send(to, made.bytes(), made.offset(index), made.length(index));
  }
}
