// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import palaver.base.Outbox;

/// What we send in one slot of a listener.
public final class OutboundRtp {

  /// Seals and sends a publisher's packet to this listener; false when it was not sent: no keys or
  /// no path yet, or a late packet of a former occupant.
  ///
  /// A new `csrc`, a new source, and the first packet after [#fadeOut] begin anew: the sequence
  /// number goes on by one and the timestamp by the time that has passed.
  ///
  /// @param csrc the publisher's stream number
  public boolean forward(long nowNs, ReceivedRtp packet, int csrc, Outbox<?> outbox) {
    return false;
  }

  /// Ends what is heard here with three frames of Opus silence, 20 ms apart: the owner calls it
  /// when the occupant is muted, leaves, is no longer forwarded, or another one follows. Late
  /// packets of the occupant are dropped from now on. Sends nothing when the slot is silent
  /// already.
  public void fadeOut(long nowNs, Outbox<?> outbox) {}
}
