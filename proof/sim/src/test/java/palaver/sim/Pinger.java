// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;

/// A small engine to test the simulator with: sends numbered pings every 10 ms and answers those of
/// others.
final class Pinger implements Engine<Pinger.Command, Pinger.Event> {
  sealed interface Command {}

  record Start(int peer, int count) implements Command {}

  record Fail() implements Command {}

  record Hold(int address) implements Command {}

  record Free(int address) implements Command {}

  sealed interface Event {}

  record Pong(int number, int source) implements Event {}

  record Ping(int number, int source, byte[] raw) implements Event {}

  private static final long PERIOD_NS = 10_000_000;
  private static final byte PING = 1;

  private int peer;
  private int left;
  private byte number;
  private long nextNs = Deadlines.NEVER;

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<Event> outbox) {
    int source = datagram.source();
    if (datagram.byteAt(0) == PING) {
      outbox.send(source, new byte[] {2, (byte) datagram.byteAt(1)}, 0, 2);
      byte[] raw = {(byte) datagram.byteAt(0), (byte) datagram.byteAt(1)};
      outbox.emit(new Ping(datagram.byteAt(1), source, raw));
    } else {
      outbox.emit(new Pong(datagram.byteAt(1), source));
    }
  }

  @Override
  public void onCommand(long nowNs, Command command, Outbox<Event> outbox) {
    switch (command) {
      case Start start -> {
        peer = start.peer();
        left = start.count();
        nextNs = nowNs;
      }
      case Fail _ -> throw new IllegalStateException("as asked");
      case Hold hold -> outbox.retain(hold.address());
      case Free free -> outbox.release(free.address());
    }
  }

  @Override
  public void onDeadline(long nowNs, Outbox<Event> outbox) {
    if (nowNs < nextNs) {
      return;
    }
    outbox.send(peer, new byte[] {PING, number++}, 0, 2);
    nextNs = --left > 0 ? nowNs + PERIOD_NS : Deadlines.NEVER;
  }

  @Override
  public long nextDeadlineNs() {
    return nextNs;
  }
}
