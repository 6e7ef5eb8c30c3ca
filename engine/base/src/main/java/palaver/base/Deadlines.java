// SPDX-License-Identifier: Apache-2.0
package palaver.base;

import java.util.Arrays;

/// The timers of one engine part: at most one running timer per value of an enum.
///
/// @param <T> the timers; the enum's comments are the list of timeouts
public final class Deadlines<T extends Enum<T>> {

  /// The deadline of a timer that does not run.
  public static final long NEVER = Long.MAX_VALUE;

  private final T[] timers;
  private final long[] atNs;

  public Deadlines(Class<T> type) {
    timers = type.getEnumConstants();
    atNs = new long[timers.length];
    Arrays.fill(atNs, NEVER);
  }

  /// Starts `timer` anew: it expires at `deadlineNs`.
  public void set(T timer, long deadlineNs) {
    atNs[timer.ordinal()] = deadlineNs;
  }

  /// Stops `timer`.
  public void clear(T timer) {
    atNs[timer.ordinal()] = NEVER;
  }

  public boolean isSet(T timer) {
    return atNs[timer.ordinal()] != NEVER;
  }

  /// The earliest deadline, or [#NEVER].
  public long earliestNs() {
    long earliest = NEVER;
    for (long at : atNs) {
      earliest = Math.min(earliest, at);
    }
    return earliest;
  }

  /// Stops `timer` and answers true when it has expired at `nowNs`.
  public boolean expire(T timer, long nowNs) {
    if (atNs[timer.ordinal()] > nowNs) {
      return false;
    }
    atNs[timer.ordinal()] = NEVER;
    return true;
  }
}
