// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;

/// Stands in a node until its client is made, which needs the node's numbering of addresses.
final class Switchboard implements Engine<ClientCommand, ClientEvent> {
  @Nullable ClientConnection target;

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<ClientEvent> outbox) {
    if (target != null) {
      target.onDatagram(nowNs, datagram, outbox);
    }
  }

  @Override
  public void onCommand(long nowNs, ClientCommand command, Outbox<ClientEvent> outbox) {
    if (target != null) {
      target.onCommand(nowNs, command, outbox);
    }
  }

  @Override
  public void onDeadline(long nowNs, Outbox<ClientEvent> outbox) {
    if (target != null) {
      target.onDeadline(nowNs, outbox);
    }
  }

  @Override
  public long nextDeadlineNs() {
    return target == null ? Deadlines.NEVER : target.nextDeadlineNs();
  }
}
