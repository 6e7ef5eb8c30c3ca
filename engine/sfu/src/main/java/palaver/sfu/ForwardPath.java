// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import org.jspecify.annotations.Nullable;
import palaver.base.Outbox;
import palaver.rtc.stream.ReceivedRtp;

/// The way of one audio packet from its publisher to the slots of all who hear it.
///
/// Every listener has keys of their own, so nothing but the decision is shared: each copy gets its
/// own header and is encrypted for itself, straight into the outbox. Nothing is allocated here.
final class ForwardPath {
  private final SfuCounters counters;
  private final VoiceTap tap;

  /// Whose connection is being worked on: to blame when something is thrown.
  @Nullable Participant working;

  ForwardPath(SfuCounters counters, VoiceTap tap) {
    this.counters = counters;
    this.tap = tap;
  }

  /// Takes one unprotected packet through all stages.
  void forward(long nowNs, Participant from, ReceivedRtp packet, Outbox<SfuEvent> outbox) {
    Talker talker = from.talker;
    counters.rtpPackets++;

    // Silenced by a moderator, or here to listen only?
    if (talker.silenced || talker.observer) {
      counters.silencedPackets++;
      return;
    }

    tap.voice(nowNs, talker.session, packet);

    // Does this packet make them a speaker?
    boolean voiced = talker.voice.hear(nowNs, packet.levelDbov());
    if (voiced && talker.voice.start()) {
      outbox.emit(new SfuEvent.SpeakingChanged(talker.session, true, nowNs));
    }

    // Among those who are forwarded?
    Room room = from.room;
    if (!room.hasPlace(nowNs, talker, voiced, outbox)) {
      counters.quietPackets++;
      return;
    }
    if (!room.isLoudEnough(nowNs, talker, outbox)) {
      counters.shedPackets++;
      return;
    }

    // To every listener: header, seal, send.
    talker.heard = true;
    for (int i = 0, count = room.count(); i < count; i++) {
      Participant listener = room.participant(i);
      int slot = room.slotOf(talker, listener);
      if (slot >= 0) {
        working = listener;
        if (listener.connection.slot(slot).forward(nowNs, packet, talker.stream, outbox)) {
          counters.forwardedPackets++;
          counters.forwardedBytes += packet.payloadBytes();
        }
      }
    }
    working = from;
  }
}
