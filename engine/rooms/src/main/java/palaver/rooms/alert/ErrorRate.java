// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

import java.util.List;

/// Errors counted in windows: a spike is many in this window, and many more than in an average one
/// of the ten before.
final class ErrorRate {

  private static final int WINDOWS_BEFORE = 10;

  private final long windowNs;
  private final int errorsMin;
  private final int factor;
  private final int[] before = new int[WINDOWS_BEFORE];
  private long windowStartNs;
  private boolean begun;
  private int count;

  ErrorRate(long windowNs, int errorsMin, int factor) {
    this.windowNs = windowNs;
    this.errorsMin = errorsMin;
    this.factor = factor;
  }

  List<Alert> failed(long nowNs) {
    moveOn(nowNs);
    count++;
    // count >= factor * (sum / windows), in whole numbers
    if (count < errorsMin || (long) count * WINDOWS_BEFORE < (long) factor * sumBefore()) {
      return List.of();
    }
    String text =
        count
            + " failures of the server within "
            + windowNs / 1_000_000_000L
            + " s; its log says which.";
    return List.of(AlertRules.ofServer(AlertKind.ERROR_SPIKE, text));
  }

  private void moveOn(long nowNs) {
    if (!begun) {
      begun = true;
      windowStartNs = nowNs;
    }
    long windows = (nowNs - windowStartNs) / windowNs;
    windowStartNs += windows * windowNs;
    for (long i = Math.min(windows, WINDOWS_BEFORE + 1L); i > 0; i--) {
      System.arraycopy(before, 1, before, 0, WINDOWS_BEFORE - 1);
      before[WINDOWS_BEFORE - 1] = count;
      count = 0;
    }
  }

  private long sumBefore() {
    long sum = 0;
    for (int errors : before) {
      sum += errors;
    }
    return sum;
  }
}
