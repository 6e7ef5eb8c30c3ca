// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

import java.util.Arrays;

/// How long each participant talked of late; older talk counts half after each minute.
///
/// At most [#PARTICIPANTS_MAX] are kept; the one who talked longest ago makes room.
final class TalkTimes {
  static final int PARTICIPANTS_MAX = 256;
  private static final long HALF_LIFE_NS = 60_000_000_000L;

  private final long[] participants = new long[PARTICIPANTS_MAX];
  private final long[] talkedNs = new long[PARTICIPANTS_MAX];
  private final long[] atNs = new long[PARTICIPANTS_MAX];
  private int count;

  void add(long nowNs, long participant, long durationNs) {
    int at = find(participant);
    if (at < 0) {
      at = place();
      participants[at] = participant;
      talkedNs[at] = 0;
    } else {
      talkedNs[at] = recent(at, nowNs);
    }
    talkedNs[at] += durationNs;
    atNs[at] = nowNs;
  }

  /// How long `participant` talked, weighed by age.
  long recentNs(long nowNs, long participant) {
    int at = find(participant);
    return at < 0 ? 0 : recent(at, nowNs);
  }

  private long recent(int at, long nowNs) {
    long ageNs = nowNs - atNs[at];
    long halves = Math.min(62, ageNs / HALF_LIFE_NS);
    long left = talkedNs[at] >> halves;
    return left - (left >> 1) * (ageNs % HALF_LIFE_NS >> 10) / (HALF_LIFE_NS >> 10);
  }

  private int find(long participant) {
    for (int i = 0; i < count; i++) {
      if (participants[i] == participant) {
        return i;
      }
    }
    return -1;
  }

  private int place() {
    if (count < PARTICIPANTS_MAX) {
      return count++;
    }
    int oldest = 0;
    for (int i = 1; i < count; i++) {
      oldest = atNs[i] < atNs[oldest] ? i : oldest;
    }
    return oldest;
  }

  void clear() {
    count = 0;
    Arrays.fill(talkedNs, 0);
  }
}
