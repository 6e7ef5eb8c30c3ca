// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The second factor of one account, as it is kept.
///
/// @param sealedSecret the shared secret under a [SecretBox]
/// @param confirmed whether the account has shown a first code, so that its authenticator works
/// @param lastStep the newest step of a code that was used; a step is never used again
/// @param failures wrong codes since the last right one
/// @param lockedUntil until when no code is looked at, or null
public record SecondFactor(
    String sealedSecret,
    boolean confirmed,
    long lastStep,
    int failures,
    @Nullable Instant lockedUntil) {

  /// How many wrong codes lock it, for how long, and for how long a right one opens actions.
  public static final int FAILURES_MAX = 5;

  public static final Duration LOCKED_FOR = Duration.ofMinutes(15);
  public static final Duration OPEN_FOR = Duration.ofMinutes(10);

  /// A factor whose authenticator has yet to show that it works.
  public static SecondFactor unconfirmed(String sealedSecret) {
    return new SecondFactor(sealedSecret, false, -1, 0, null);
  }

  /// What is bound to the sealed secret of `account`.
  public static String purpose(String account) {
    return "second-factor:" + account;
  }

  boolean isLocked(Instant now) {
    return lockedUntil != null && now.isBefore(lockedUntil);
  }

  SecondFactor accepted(long step) {
    return new SecondFactor(sealedSecret, true, step, 0, null);
  }

  SecondFactor failed(Instant now) {
    int more = failures + 1;
    return more < FAILURES_MAX
        ? new SecondFactor(sealedSecret, confirmed, lastStep, more, null)
        : new SecondFactor(sealedSecret, confirmed, lastStep, 0, now.plus(LOCKED_FOR));
  }
}
