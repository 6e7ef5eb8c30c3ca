// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.hook;

import java.time.Duration;

/// The bounds of a [Webhook].
///
/// @param waitingMax messages that wait; when one more comes the oldest is dropped
/// @param firstPause before the second try; each further one takes twice as long
/// @param longestPause no pause is longer
/// @param triesMax so many tries, then a message is given up
public record HookLimits(int waitingMax, Duration firstPause, Duration longestPause, int triesMax) {

  /// Gives up a message after about four hours.
  public static final HookLimits DEFAULT =
      new HookLimits(1_000, Duration.ofSeconds(1), Duration.ofMinutes(5), 56);

  public HookLimits {
    if (waitingMax < 1 || triesMax < 1 || firstPause.isNegative()) {
      throw new IllegalArgumentException("a webhook has room for one message and one try");
    }
  }

  /// The pause after so many failed tries.
  Duration pauseAfter(int tries) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(tries - 1, 20));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
