// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import org.jspecify.annotations.Nullable;

/// Who may be heard in a room: one choice for the whole room.
///
/// In a large room a talker enters with a voiced packet and takes an empty place, or else the place
/// whose holder has been silent longest, never one who was heard in the last 2 s.
final class ActiveSpeakers {

  /// How long a place is safe after its holder was last heard.
  static final long HOLD_NS = 2_000_000_000;

  private final @Nullable Talker[] places;

  ActiveSpeakers(int placesMax) {
    places = new @Nullable Talker[placesMax];
  }

  /// The place that a new speaker may take now, or [Talker#NOWHERE].
  int placeFor(long nowNs) {
    int best = Talker.NOWHERE;
    long silentSinceNs = Long.MAX_VALUE;
    for (int i = 0; i < places.length; i++) {
      Talker holder = places[i];
      if (holder == null) {
        return i;
      }
      long lastNs = holder.voice.lastVoicedNs();
      if (lastNs < silentSinceNs && !holder.voice.wasVoicedWithin(HOLD_NS, nowNs)) {
        silentSinceNs = lastNs;
        best = i;
      }
    }
    return best;
  }

  /// How many places there are.
  int size() {
    return places.length;
  }

  /// The lowest place that nobody holds, or [Talker#NOWHERE].
  int firstEmpty() {
    for (int i = 0; i < places.length; i++) {
      if (places[i] == null) {
        return i;
      }
    }
    return Talker.NOWHERE;
  }

  /// Who holds `place`, or null.
  @Nullable Talker holder(int place) {
    return places[place];
  }

  /// Gives `place` to `talker`; who held it has none any more.
  void give(int place, Talker talker) {
    free(place);
    places[place] = talker;
    talker.place = place;
  }

  /// Takes the place from its holder.
  void free(int place) {
    Talker holder = places[place];
    if (holder != null) {
      holder.place = Talker.NOWHERE;
      places[place] = null;
    }
  }
}
