// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.rooms.RoomsCommand;
import palaver.rooms.RoomsEvent;

/// A fake of an engine behind the driver: notes what it is given and answers by a script.
public final class FakeEngine implements Engine<RoomsCommand, RoomsEvent> {
  private final BlockingQueue<RoomsCommand> given = new LinkedBlockingQueue<>();
  private final BiConsumer<RoomsCommand, Outbox<RoomsEvent>> script;
  private final BlockingQueue<Long> deadlinesKept = new LinkedBlockingQueue<>();
  private volatile long deadlineNs = Deadlines.NEVER;

  public FakeEngine(BiConsumer<RoomsCommand, Outbox<RoomsEvent>> script) {
    this.script = script;
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<RoomsEvent> outbox) {
    throw new IllegalStateException("no datagrams here");
  }

  @Override
  public void onCommand(long nowNs, RoomsCommand command, Outbox<RoomsEvent> outbox) {
    given.add(command);
    script.accept(command, outbox);
  }

  @Override
  public void onDeadline(long nowNs, Outbox<RoomsEvent> outbox) {
    if (nowNs >= deadlineNs) {
      deadlinesKept.add(nowNs - deadlineNs);
      deadlineNs = Deadlines.NEVER;
    }
  }

  @Override
  public long nextDeadlineNs() {
    return deadlineNs;
  }

  void setDeadlineNs(long deadlineNs) {
    this.deadlineNs = deadlineNs;
  }

  /// How late the next deadline was kept.
  long nextDeadlineLatenessNs() {
    return next(deadlinesKept);
  }

  /// The next command that the engine was given.
  public RoomsCommand nextCommand() {
    return next(given);
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(10, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing within 10 s");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
