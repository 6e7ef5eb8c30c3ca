// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.NodeId;

/// How soon presses are granted and heard, and how long listeners hear nothing in between.
final class Deliveries {
  private static final double MS = 1e6;
  private static final int DEPTH_MAX = 16;

  private final Venue venue;
  private final Measures measures;
  private final BitSet missing = new BitSet();
  private @Nullable Person talker;
  private boolean immediate;
  private boolean heardByAny;
  private long[] lastHeardNs = {};
  private long[] worstGapNs = {};
  private @Nullable Person watched;
  private final BitSet avoiding = new BitSet();
  private final Delivered delivered;

  Deliveries(Venue venue, Measures measures, int nodes) {
    delivered = new Delivered(nodes);
    this.venue = venue;
    this.measures = measures;
  }

  void pressed(Person person) {
    if (talker == person) {
      delivered.finish();
      talker = null;
    }
  }

  /// Whoever pressed says the next frame.
  void spoken(Person person) {
    if (talker == person && immediate) {
      delivered.spoken(listener -> reaches(person, listener));
    }
  }

  private boolean reaches(Person from, int listener) {
    return listener != from.index
        && venue.person(listener).isUp()
        && !venue.network().blocked(venue.nowNs(), from.index, listener);
  }

  /// One sample for each listener and burst: the share that it could not play in time.
  Samples missedPercent() {
    delivered.finish();
    return delivered.missedPercent();
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
      int said = (int) (person.spoken - person.spokenAtPress);
      delivered.begin(
          person.spokenAtPress, person.pressedAtNs, said, other -> reaches(person, other));
    } else {
      delivered.finish();
    }
    for (Person other : venue.people()) {
      missing.set(other.index, reaches(person, other.index));
    }
  }

  /// @param number of the frame, as its talker counts
  void played(Person listener, NodeId who, long number) {
    Person now = talker;
    if (now == null || !now.id.equals(who)) {
      return;
    }
    delivered.heard(listener.index, number, venue.nowNs());
    if (watched == now) {
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

  /// The root is about to die: watches from here on how long each listener hears nothing of
  /// `speaker`, and notes whose path avoids the root.
  void rootDies(Person root, Person speaker) {
    watched = speaker;
    worstGapNs = new long[venue.people().size()];
    lastHeardNs = new long[worstGapNs.length];
    Arrays.fill(lastHeardNs, venue.nowNs());
    Person branch = branchOf(speaker, root);
    for (Person listener : venue.people()) {
      boolean same = branch != null && branchOf(listener, root) == branch;
      avoiding.set(listener.index, same);
    }
  }

  /// The node straight below the root on the way to `person`, null when the tree does not say.
  private @Nullable Person branchOf(Person person, Person root) {
    Person at = person;
    for (int depth = 0; depth < DEPTH_MAX && at != null && at.isUp(); depth++) {
      NodeId parent = at.radio().treeParent();
      if (root.id.equals(parent)) {
        return at;
      }
      at = parent == null ? null : venue.byId(parent);
    }
    return null;
  }

  private void gap(int listener) {
    long nowNs = venue.nowNs();
    worstGapNs[listener] = Math.max(worstGapNs[listener], nowNs - lastHeardNs[listener]);
    lastHeardNs[listener] = nowNs;
  }

  /// Ends it: one sample for each listener; one that hears nothing any more counts until now.
  void takeGaps() {
    Person speaker = watched;
    watched = null;
    for (Person listener : venue.people()) {
      if (listener != speaker && listener.isUp()) {
        gap(listener.index);
        boolean avoids = avoiding.get(listener.index);
        Samples samples = avoids ? measures.gapAvoidingMs : measures.gapThroughMs;
        samples.add(worstGapNs[listener.index] / MS);
      }
    }
  }
}
