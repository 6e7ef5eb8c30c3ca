// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.NodeId;

/// How soon presses are granted and heard, and how long listeners hear nothing in between.
final class Deliveries {
  private static final double MS = 1e6;

  private final Venue venue;
  private final Measures measures;
  private final BitSet missing = new BitSet();
  private @Nullable Person talker;
  private boolean immediate;
  private boolean heardByAny;
  private long[] lastHeardNs = {};
  private long[] worstGapNs = {};
  private boolean watchesGaps;

  Deliveries(Venue venue, Measures measures) {
    this.venue = venue;
    this.measures = measures;
  }

  void pressed(Person person) {
    if (talker == person) {
      talker = null;
    }
  }

  void forget(Person person) {
    missing.clear(person.index);
    if (talker == person) {
      talker = null;
    }
  }

  /// A press is granted; one that had to wait counts for nothing here.
  void granted(Person person, boolean waited) {
    immediate = !waited && person.pressed;
    talker = person;
    heardByAny = false;
    missing.clear();
    if (immediate) {
      measures.grantMs.add((venue.nowNs() - person.pressedAtNs) / MS);
    }
    for (Person other : venue.people()) {
      if (other != person && other.isUp()) {
        missing.set(other.index);
      }
    }
  }

  void played(Person listener, NodeId who, boolean recovered) {
    Person now = talker;
    if (now == null || !now.id.equals(who)) {
      return;
    }
    if (watchesGaps) {
      gap(listener.index);
    }
    if (missing.get(listener.index)) {
      missing.clear(listener.index);
      firstFrame(now);
    }
  }

  private void firstFrame(Person now) {
    double ms = (venue.nowNs() - now.pressedAtNs) / MS;
    if (!immediate) {
      return;
    }
    if (!heardByAny) {
      heardByAny = true;
      measures.firstFrameMs.add(ms);
    }
    if (missing.isEmpty()) {
      measures.lastNodeMs.add(ms);
    }
  }

  /// Begins to watch how long each listener hears nothing of the running burst.
  void watchGaps() {
    int nodes = venue.people().size();
    lastHeardNs = new long[nodes];
    worstGapNs = new long[nodes];
    watchesGaps = true;
  }

  private void gap(int listener) {
    long nowNs = venue.nowNs();
    if (lastHeardNs[listener] > 0) {
      worstGapNs[listener] = Math.max(worstGapNs[listener], nowNs - lastHeardNs[listener]);
    }
    lastHeardNs[listener] = nowNs;
  }

  /// Ends it: one sample for each listener that heard the burst before and after.
  void takeGaps() {
    watchesGaps = false;
    for (long gapNs : worstGapNs) {
      if (gapNs > 0) {
        measures.handOverGapMs.add(gapNs / MS);
      }
    }
  }
}
