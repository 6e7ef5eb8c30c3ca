// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import java.util.ArrayList;
import java.util.List;
import palaver.base.Outbox;
import palaver.base.RoomKey;
import palaver.base.Sheddable;
import palaver.sfu.SfuEvent.SlotOccupant;

/// One room of media: who is in it, who may be heard, and in which slot of whom.
///
/// In a room for up to 10 each participant has a place from the first moment to the last. A larger
/// room has 9 places, which go to its [ActiveSpeakers]. The same place means the same slot at every
/// listener, except that in a small room nobody needs a slot for themself: places behind one's own
/// move up by one.
final class Room {

  /// Up to this limit a room gives everybody a place of their own.
  static final int SMALL_ROOM_MAX = 10;

  private static final int LARGE_ROOM_PLACES = 9;

  final RoomKey key;
  private final int participantsMax;
  private final boolean large;
  private final DeadlineHeap deadlines;
  private final ActiveSpeakers speakers;
  private final Loudest loudest = new Loudest();
  private int observers;
  private int loudestMax = Sheddable.EVERYBODY;
  private final ArrayList<Participant> participants = new ArrayList<>();

  /// An empty room.
  ///
  /// @param deadlines where the deadlines of all participants are queued
  Room(RoomKey key, int participantsMax, DeadlineHeap deadlines) {
    this.deadlines = deadlines;
    this.key = key;
    this.participantsMax = participantsMax;
    large = participantsMax > SMALL_ROOM_MAX;
    speakers = new ActiveSpeakers(large ? LARGE_ROOM_PLACES : participantsMax);
  }

  /// How many participants there are.
  int count() {
    return participants.size();
  }

  boolean isFull() {
    return participants.size() - observers >= participantsMax;
  }

  Participant participant(int index) {
    return participants.get(index);
  }

  /// Lets a participant in.
  void join(Participant joining, Outbox<SfuEvent> outbox) {
    participants.add(joining);
    if (joining.talker.observer) {
      observers++;
    } else if (!large) {
      speakers.give(speakers.firstEmpty(), joining.talker);
    }
    if (large || !joining.talker.publishes) {
      tellSlots(joining, outbox);
    } else {
      tellSlotsToAll(outbox);
    }
  }

  /// Lets a participant out: what others hear of them ends, their place is free.
  void leave(long nowNs, Participant leaving, Outbox<SfuEvent> outbox) {
    participants.remove(leaving);
    if (leaving.talker.observer) {
      observers--;
    }
    boolean hadPlace = leaving.talker.place != Talker.NOWHERE;
    endHearing(nowNs, leaving.talker, outbox);
    loudest.remove(leaving.talker);
    if (hadPlace) {
      speakers.free(leaving.talker.place);
      if (leaving.talker.publishes) {
        tellSlotsToAll(outbox);
      }
    }
  }

  /// Whether `talker` is among those who may be heard; in a large room a voiced packet may bring
  /// them there, and then all listeners are told first.
  boolean hasPlace(long nowNs, Talker talker, boolean voiced, Outbox<SfuEvent> outbox) {
    return talker.place != Talker.NOWHERE
        || (voiced && !talker.observer && takePlace(nowNs, talker, outbox));
  }

  /// Whether `talker` is loud enough to be forwarded while the room sheds.
  boolean isLoudEnough(long nowNs, Talker talker, Outbox<SfuEvent> outbox) {
    if (loudestMax == Sheddable.EVERYBODY || loudest.admits(nowNs, talker)) {
      return true;
    }
    endHearing(nowNs, talker, outbox);
    return false;
  }

  private boolean takePlace(long nowNs, Talker talker, Outbox<SfuEvent> outbox) {
    int place = speakers.placeFor(nowNs);
    if (place == Talker.NOWHERE) {
      return false;
    }
    Talker former = speakers.holder(place);
    if (former != null) {
      endHearing(nowNs, former, outbox);
      loudest.remove(former);
    }
    speakers.give(place, talker);
    tellSlotsToAll(outbox);
    return true;
  }

  /// Ends what is heard of `talker` everywhere, with silence; a place stays theirs.
  void endHearing(long nowNs, Talker talker, Outbox<SfuEvent> outbox) {
    if (!talker.heard) {
      return;
    }
    talker.heard = false;
    for (int i = 0; i < participants.size(); i++) {
      Participant listener = participants.get(i);
      int slot = slotOf(talker, listener);
      if (slot >= 0) {
        listener.connection.slot(slot).fadeOut(nowNs, outbox);
        deadlines.hasten(listener, listener.nextDeadlineNs());
      }
    }
  }

  /// Takes a silenced talker out of the choice, so that others may be heard instead.
  void silence(long nowNs, Participant silenced, Outbox<SfuEvent> outbox) {
    endHearing(nowNs, silenced.talker, outbox);
    loudest.remove(silenced.talker);
    if (large && silenced.talker.place != Talker.NOWHERE) {
      speakers.free(silenced.talker.place);
      tellSlotsToAll(outbox);
    }
  }

  /// Forwards only the `talkersMax` loudest from now on.
  void shedTo(int talkersMax) {
    loudestMax = talkersMax;
    loudest.limit(talkersMax == Sheddable.EVERYBODY ? 0 : talkersMax);
  }

  /// The index of the slot in which `listener` hears `talker`, or -1: their own voice, or more
  /// talkers than the listener has slots.
  int slotOf(Talker talker, Participant listener) {
    if (listener.talker == talker) {
      return -1;
    }
    int place = talker.place;
    int own = listener.talker.place;
    int slot = large || own == Talker.NOWHERE || place < own ? place : place - 1;
    return slot < listener.slots.size() ? slot : -1;
  }

  private void tellSlotsToAll(Outbox<SfuEvent> outbox) {
    for (int i = 0; i < participants.size(); i++) {
      tellSlots(participants.get(i), outbox);
    }
  }

  private void tellSlots(Participant listener, Outbox<SfuEvent> outbox) {
    List<SlotOccupant> occupants = new ArrayList<>();
    for (int place = 0; place < speakers.size(); place++) {
      Talker talker = speakers.holder(place);
      int slot = talker == null ? -1 : slotOf(talker, listener);
      if (talker != null && slot >= 0 && talker.publishes) {
        String mid = listener.slots.get(slot).mid();
        occupants.add(new SlotOccupant(mid, talker.stream, talker.session));
      }
    }
    outbox.emit(new SfuEvent.SlotsChanged(listener.talker.session, occupants));
  }
}
