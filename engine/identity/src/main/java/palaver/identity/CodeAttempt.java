// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// Somebody shows a code of their second factor, or one of their recovery codes. It is judged where
/// the state is kept, in one transaction, so that no two attempts use the same step.
///
/// @param confirming whether this is the first code of a new authenticator; recovery codes do not
///   count then
public record CodeAttempt(
    SecretBox box, String account, String code, Instant now, boolean confirming) {

  /// How an attempt ended.
  public enum Outcome {
    ACCEPTED,
    WRONG,
    /// Too many wrong codes; this one was not looked at.
    LOCKED,
    /// The account has no second factor, or none that was confirmed.
    NOT_ENROLLED
  }

  /// What the account is told.
  ///
  /// @param lockedFor how long no code is looked at, zero unless the outcome is LOCKED
  public record Answer(Outcome outcome, Duration lockedFor) {
    public static Answer of(Outcome outcome) {
      return new Answer(outcome, Duration.ZERO);
    }
  }

  /// The outcome, and the state from now on.
  public record Verdict(Outcome outcome, SecondFactor next) {

    /// What to tell at `now`.
    public Answer answer(Instant now) {
      Instant until = next.lockedUntil();
      return outcome == Outcome.LOCKED && until != null
          ? new Answer(outcome, Duration.between(now, until))
          : Answer.of(outcome);
    }
  }

  /// Judges the code against the state of this moment.
  ///
  /// @param spend marks the recovery code with this hash as used; false when there is none unused
  public Verdict judge(SecondFactor factor, Predicate<String> spend) {
    if (factor.isLocked(now)) {
      return new Verdict(Outcome.LOCKED, factor);
    }
    if (factor.confirmed() == confirming) {
      return new Verdict(Outcome.NOT_ENROLLED, factor);
    }
    String shown = code.strip().replace(" ", "");
    OptionalLong step = step(factor, shown);
    if (step.isPresent()) {
      return new Verdict(Outcome.ACCEPTED, factor.accepted(step.getAsLong()));
    }
    if (!confirming && shown.length() > 6 && spend.test(RecoveryCodes.hash(shown))) {
      return new Verdict(Outcome.ACCEPTED, factor.accepted(factor.lastStep()));
    }
    return new Verdict(Outcome.WRONG, factor.failed(now));
  }

  private OptionalLong step(SecondFactor factor, String shown) {
    Optional<byte[]> secret = box.open(factor.sealedSecret(), SecondFactor.purpose(account));
    return secret.isEmpty()
        ? OptionalLong.empty()
        : Totp.step(secret.get(), shown, now, factor.lastStep());
  }

  @Override
  public String toString() {
    return "CodeAttempt[account=" + account + "]";
  }
}
