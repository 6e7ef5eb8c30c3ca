// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.Arrays;
import palaver.base.Deadlines;

/// The deadlines of all nodes as a tournament: the earliest wins, at a tie the node added first.
final class DeadlineTree {
  private long[] atNs = {Deadlines.NEVER, Deadlines.NEVER};
  private int leaves = 1;

  void set(int node, long deadlineNs) {
    while (node >= leaves) {
      grow();
    }
    int at = leaves + node;
    atNs[at] = deadlineNs;
    for (at >>= 1; at > 0; at >>= 1) {
      long best = Math.min(atNs[2 * at], atNs[2 * at + 1]);
      if (atNs[at] == best) {
        return;
      }
      atNs[at] = best;
    }
  }

  long earliestNs() {
    return atNs[1];
  }

  /// The first node whose deadline is the earliest; meaningless when none is set.
  int earliestNode() {
    int at = 1;
    while (at < leaves) {
      at = atNs[2 * at] == atNs[1] ? 2 * at : 2 * at + 1;
    }
    return at - leaves;
  }

  private void grow() {
    long[] old = Arrays.copyOfRange(atNs, leaves, 2 * leaves);
    leaves *= 2;
    atNs = new long[2 * leaves];
    Arrays.fill(atNs, Deadlines.NEVER);
    for (int i = 0; i < old.length; i++) {
      set(i, old[i]);
    }
  }
}
