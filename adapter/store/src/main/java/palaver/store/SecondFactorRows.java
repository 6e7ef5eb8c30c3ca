// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import palaver.identity.CodeAttempt;
import palaver.identity.CodeAttempt.Answer;
import palaver.identity.CodeAttempt.Outcome;
import palaver.identity.CodeAttempt.Verdict;
import palaver.identity.SecondFactor;

/// Reads and writes of the tables `second_factors` and `recovery_codes`.
final class SecondFactorRows {

  private SecondFactorRows() {}

  static void replace(Handle handle, String name, SecondFactor factor) {
    handle
        .createUpdate(
            """
            INSERT INTO second_factors (user_id, secret_sealed, confirmed, last_step, failures,
                locked_until)
            VALUES (:name, :secret, :confirmed, :step, :failures, :locked)
            ON CONFLICT(user_id) DO UPDATE SET secret_sealed = excluded.secret_sealed,
                confirmed = excluded.confirmed, last_step = excluded.last_step,
                failures = excluded.failures, locked_until = excluded.locked_until
            """)
        .bind("name", name)
        .bind("secret", factor.sealedSecret())
        .bind("confirmed", factor.confirmed())
        .bind("step", factor.lastStep())
        .bind("failures", factor.failures())
        .bind("locked", text(factor.lockedUntil()))
        .execute();
  }

  static Answer attempt(Handle handle, CodeAttempt attempt) {
    Optional<SecondFactor> factor = find(handle, attempt.account());
    if (factor.isEmpty()) {
      return Answer.of(Outcome.NOT_ENROLLED);
    }
    Verdict verdict =
        attempt.judge(factor.get(), hash -> spendRecoveryCode(handle, attempt.account(), hash));
    // With several servers on one database two may judge at once: only one of them may win.
    return update(handle, attempt.account(), factor.get(), verdict.next()) == 1
        ? verdict.answer(attempt.now())
        : Answer.of(Outcome.WRONG);
  }

  static void replaceRecoveryCodes(Handle handle, String name, List<String> hashes) {
    handle
        .createUpdate("DELETE FROM recovery_codes WHERE user_id = :name")
        .bind("name", name)
        .execute();
    for (String hash : hashes) {
      handle
          .createUpdate("INSERT INTO recovery_codes (user_id, code_sha256) VALUES (:name, :hash)")
          .bind("name", name)
          .bind("hash", hash)
          .execute();
    }
  }

  private static Optional<SecondFactor> find(Handle handle, String name) {
    return handle
        .createQuery(
            """
            SELECT secret_sealed, confirmed, last_step, failures, locked_until
            FROM second_factors WHERE user_id = :name
            """)
        .bind("name", name)
        .map((row, _) ->
            new SecondFactor(
                row.getString(1),
                row.getBoolean(2),
                row.getLong(3),
                row.getInt(4),
                Timestamps.parse(row.getString(5)).orElse(null)))
        .findOne();
  }

  private static int update(Handle handle, String name, SecondFactor from, SecondFactor to) {
    return handle
        .createUpdate(
            """
            UPDATE second_factors SET confirmed = :confirmed, last_step = :step,
                failures = :failures, locked_until = :locked
            WHERE user_id = :name AND last_step = :stepBefore AND failures = :failuresBefore
            """)
        .bind("confirmed", to.confirmed())
        .bind("step", to.lastStep())
        .bind("failures", to.failures())
        .bind("locked", text(to.lockedUntil()))
        .bind("name", name)
        .bind("stepBefore", from.lastStep())
        .bind("failuresBefore", from.failures())
        .execute();
  }

  private static boolean spendRecoveryCode(Handle handle, String name, String hash) {
    return handle
            .createUpdate(
                "DELETE FROM recovery_codes WHERE user_id = :name AND code_sha256 = :hash")
            .bind("name", name)
            .bind("hash", hash)
            .execute()
        == 1;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : Timestamps.text(time);
  }
}
