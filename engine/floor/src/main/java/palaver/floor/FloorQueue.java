// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Those who wait for the floor, in the order in which they will be served.
///
/// Bounded: a request that finds it full is denied, those who wait keep their places.
final class FloorQueue {

  private static final class Entry {
    FloorRequest request;
    final long askedAtNs;
    long heardAtNs;

    Entry(FloorRequest request, long nowNs) {
      this.request = request;
      askedAtNs = nowNs;
      heardAtNs = nowNs;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private FloorPolicy policy;
  private final TalkTimes talkTimes;
  private int max;

  FloorQueue(FloorPolicy policy, TalkTimes talkTimes, int max) {
    this.policy = policy;
    this.talkTimes = talkTimes;
    this.max = max;
  }

  /// Who waits already keeps the place, also when fewer may.
  void govern(FloorPolicy next, int queueMax) {
    policy = next;
    max = queueMax;
  }

  boolean isFull() {
    return entries.size() >= max;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  int size() {
    return entries.size();
  }

  /// Who waits, the next one first.
  List<Long> participants() {
    return entries.stream().map(entry -> entry.request.participant()).toList();
  }

  /// Adds a caller or refreshes one who waits already; a waiting one may become an emergency.
  void put(long nowNs, FloorRequest request) {
    int at = indexOf(request.participant());
    if (at >= 0) {
      Entry entry = entries.get(at);
      entry.request = request;
      entry.heardAtNs = nowNs;
    } else {
      entries.add(new Entry(request, nowNs));
    }
    sort(nowNs);
  }

  /// The place of a caller from 1, 0 when it does not wait.
  int placeOf(long participant) {
    return indexOf(participant) + 1;
  }

  FloorRequest at(int index) {
    return entries.get(index).request;
  }

  boolean remove(long participant) {
    int at = indexOf(participant);
    if (at >= 0) {
      entries.remove(at);
    }
    return at >= 0;
  }

  /// Takes out the next to be served, null when nobody waits.
  @Nullable FloorRequest next(long nowNs) {
    if (entries.isEmpty()) {
      return null;
    }
    sort(nowNs);
    return entries.removeFirst().request;
  }

  /// Removes those not heard since `sinceNs`; whether there were any.
  boolean removeSilent(long sinceNs) {
    return entries.removeIf(entry -> entry.heardAtNs < sinceNs);
  }

  /// The earliest sign of life among those who wait; Long.MAX_VALUE when nobody does.
  long oldestSignNs() {
    long oldest = Long.MAX_VALUE;
    for (Entry entry : entries) {
      oldest = Math.min(oldest, entry.heardAtNs);
    }
    return oldest;
  }

  void clear() {
    entries.clear();
  }

  private int indexOf(long participant) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).request.participant() == participant) {
        return i;
      }
    }
    return -1;
  }

  private void sort(long nowNs) {
    entries.sort((a, b) -> compare(nowNs, a, b));
  }

  /// Emergencies, then lanes, then fairness, then who asked first; the list keeps the order of
  /// arrival among equals.
  private int compare(long nowNs, Entry a, Entry b) {
    int order = Boolean.compare(b.request.emergency(), a.request.emergency());
    if (order == 0 && policy.priorityLanes()) {
      order = Integer.compare(b.request.priority(), a.request.priority());
    }
    if (order == 0 && policy.fair()) {
      order =
          Long.compare(
              talkTimes.recentNs(nowNs, a.request.participant()),
              talkTimes.recentNs(nowNs, b.request.participant()));
    }
    return order != 0 ? order : Long.compare(a.askedAtNs, b.askedAtNs);
  }
}
