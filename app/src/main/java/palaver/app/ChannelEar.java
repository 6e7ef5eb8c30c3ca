// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.wire.radio.EnvelopeView;

/// Listens whether a channel is on the air, before a device belongs to one. Says nothing.
final class ChannelEar implements Engine<Void, Void> {

  private final int channel;
  private final EnvelopeView view = new EnvelopeView();
  private volatile boolean heard;

  ChannelEar(int channel) {
    this.channel = channel;
  }

  /// Whether something of the channel came. That says nothing about who sent it.
  boolean hasHeard() {
    return heard;
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<Void> outbox) {
    heard |=
        view.parse(datagram.bytes(), datagram.offset(), datagram.length())
            && view.channel() == channel;
  }

  @Override
  public void onCommand(long nowNs, Void command, Outbox<Void> outbox) {}

  @Override
  public void onDeadline(long nowNs, Outbox<Void> outbox) {}

  @Override
  public long nextDeadlineNs() {
    return Deadlines.NEVER;
  }
}
