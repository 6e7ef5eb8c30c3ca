// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

/// Who has to wait before asking again. At most [#PARTICIPANTS_MAX]; the newest replaces the one
/// whose time is over first.
final class RetryAfter {
  static final int PARTICIPANTS_MAX = 32;

  private final long[] participants = new long[PARTICIPANTS_MAX];
  private final long[] untilNs = new long[PARTICIPANTS_MAX];

  void add(long participant, long endNs) {
    int soonest = 0;
    for (int i = 1; i < PARTICIPANTS_MAX; i++) {
      soonest = untilNs[i] < untilNs[soonest] ? i : soonest;
    }
    participants[soonest] = participant;
    untilNs[soonest] = endNs;
  }

  /// How long `participant` still has to wait, 0 when it may ask.
  long leftNs(long nowNs, long participant) {
    long leftNs = 0;
    for (int i = 0; i < PARTICIPANTS_MAX; i++) {
      if (participants[i] == participant && untilNs[i] > nowNs) {
        leftNs = Math.max(leftNs, untilNs[i] - nowNs);
      }
    }
    return leftNs;
  }
}
