// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import palaver.base.Deadlines;
import palaver.wire.rtcp.RtcpWriter;

/// Which missing packets of one source to ask for, and when: first when a reordered packet would
/// have come, then each round trip, three times at most, and never later than 100 ms after the gap
/// was seen, because the listener has moved on by then.
///
/// At most 32 packets are wanted at a time. When more are missing at once, none of them is asked
/// for: that is an outage, not a loss.
final class NackRequests {
  private static final int WANTED_MAX = 32;
  private static final int ASKED_MAX = 3;
  private static final long REORDER_ALLOWANCE_NS = 5 * RtpTime.NS_PER_MS;
  private static final long USEFUL_NS = 100 * RtpTime.NS_PER_MS;
  private static final long REPEAT_NS_MIN = 20 * RtpTime.NS_PER_MS;
  private static final long UNKNOWN_ROUND_TRIP_NS = 40 * RtpTime.NS_PER_MS;

  private final long[] sequences = new long[WANTED_MAX];
  private final long[] seenNs = new long[WANTED_MAX];
  private final long[] dueNs = new long[WANTED_MAX];
  private final int[] asked = new int[WANTED_MAX];
  private int count;
  private long newest = -1;
  private long nextNs = Deadlines.NEVER;
  private long requested;

  /// Notes an arrived packet, and the gap before it.
  void onPacket(long nowNs, long sequence) {
    if (newest >= 0 && sequence < newest) {
      forget(sequence);
      return;
    }
    long missing = newest < 0 ? 0 : sequence - newest - 1;
    if (missing > 0 && missing <= WANTED_MAX - count) {
      for (long want = newest + 1; want < sequence; want++) {
        want(nowNs, want);
      }
    }
    newest = sequence;
  }

  private void want(long nowNs, long sequence) {
    sequences[count] = sequence;
    seenNs[count] = nowNs;
    dueNs[count] = nowNs + REORDER_ALLOWANCE_NS;
    asked[count] = 0;
    nextNs = Math.min(nextNs, dueNs[count]);
    count++;
  }

  private void forget(long sequence) {
    for (int i = 0; i < count; i++) {
      if (sequences[i] == sequence) {
        remove(i);
        return;
      }
    }
  }

  private void remove(int index) {
    int behind = count - index - 1;
    System.arraycopy(sequences, index + 1, sequences, index, behind);
    System.arraycopy(seenNs, index + 1, seenNs, index, behind);
    System.arraycopy(dueNs, index + 1, dueNs, index, behind);
    System.arraycopy(asked, index + 1, asked, index, behind);
    count--;
    nextNs = earliestNs();
  }

  private long earliestNs() {
    long earliest = Deadlines.NEVER;
    for (int i = 0; i < count; i++) {
      earliest = Math.min(earliest, dueNs[i]);
    }
    return earliest;
  }

  /// When [#write] has something to do; [Deadlines#NEVER] when nothing is wanted.
  long nextDeadlineNs() {
    return nextNs;
  }

  /// Asks for what is due by adding a NACK to a compound packet; adds nothing when nothing is due.
  ///
  /// @param roundTripNs 0 when it is not known
  /// @return whether anything was added
  boolean write(long nowNs, long roundTripNs, int sender, int mediaSsrc, RtcpWriter writer) {
    if (nowNs < nextNs) {
      return false;
    }
    long repeatNs = Math.max(REPEAT_NS_MIN, roundTripNs == 0 ? UNKNOWN_ROUND_TRIP_NS : roundTripNs);
    boolean any = false;
    for (int i = 0; i < count; ) {
      if (dueNs[i] > nowNs) {
        i++;
      } else if (asked[i] == ASKED_MAX || nowNs - seenNs[i] >= USEFUL_NS) {
        remove(i);
      } else {
        if (!any) {
          writer.nack(sender, mediaSsrc);
          any = true;
        }
        writer.nacked((int) sequences[i] & 0xffff);
        requested++;
        asked[i]++;
        dueNs[i] = nowNs + repeatNs;
        i++;
      }
    }
    nextNs = earliestNs();
    return any;
  }

  /// How many requests were made, repeats included.
  long requested() {
    return requested;
  }
}
