// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;

/// The place of a node that has not been started yet.
final class Starting implements Engine<RadioCommand, RadioEvent> {

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<RadioEvent> outbox) {}

  @Override
  public void onCommand(long nowNs, RadioCommand command, Outbox<RadioEvent> outbox) {}

  @Override
  public void onDeadline(long nowNs, Outbox<RadioEvent> outbox) {}

  @Override
  public long nextDeadlineNs() {
    return Long.MAX_VALUE;
  }
}
