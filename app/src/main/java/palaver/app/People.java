// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.http.rest.AccountDesk;
import palaver.http.rest.RefusedException;
import palaver.rooms.ErrorCode;
import palaver.rooms.privacy.PersonRecords;
import palaver.store.PersonalData;
import palaver.store.Retention;

/// People's own data: the database and the list of who was erased, kept in step.
final class People implements PersonRecords {

  private static final Logger LOG = LoggerFactory.getLogger(People.class);

  private final PersonalData stored;
  private final ErasureList erasures;
  private final InstantSource clock;

  People(PersonalData stored, ErasureList erasures, InstantSource clock) {
    this.stored = stored;
    this.erasures = erasures;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Map<String, List<Map<String, @Nullable Object>>>> export(String userId) {
    return stored.export(userId);
  }

  /// The list comes first: when the process dies in between, the next start erases.
  @Override
  public CompletableFuture<Erased> erase(String userId, String actor) {
    Instant now = clock.instant();
    Optional<Instant> earlier = erasures.erasedAt(userId);
    try {
      erasures.add(userId, now);
    } catch (IOException failure) {
      return CompletableFuture.failedFuture(failure);
    }
    return stored
        .erase(userId, now, actor)
        .thenApply(erased -> {
          if (erased != Erased.DONE) {
            withdraw(userId, earlier);
          }
          return erased;
        });
  }

  private void withdraw(String userId, Optional<Instant> earlier) {
    try {
      erasures.withdraw(userId, earlier);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Erases once more whom the list has, such as after a restore or when a ban has ended. Blocks.
  /// Answers how many people it met.
  int eraseAgain() {
    if (erasures.isEmpty()) {
      return 0;
    }
    int met = 0;
    for (String userId : stored.people().join()) {
      Optional<Instant> at = erasures.erasedAt(userId);
      if (at.isPresent()
          && stored.erase(userId, at.get(), AccountDesk.CONSOLE).join() == Erased.DONE) {
        met++;
      }
    }
    return met;
  }

  /// What is done each day: let go what has been kept for long enough, and erase whom the list has.
  void tidy(Retention retention) {
    try {
      int met = eraseAgain();
      long gone = stored.forget(retention);
      LOG.info("upkeep: {} people erased again, {} rows past their time", met, gone);
    } catch (RuntimeException failure) {
      LOG.warn("the daily upkeep failed; it is tried again tomorrow", failure);
    }
  }

  /// The console's commands.
  void install(AdminConsole console) {
    console.register(
        "user.erase",
        arguments -> {
          String userId = arguments.path("user_id").asString("");
          return switch (erase(userId, AccountDesk.CONSOLE).join()) {
            case DONE -> ConsoleAnswer.done("Nothing names " + userId + " any more.");
            case UNKNOWN ->
                throw new RefusedException(
                    ErrorCode.NOT_FOUND, "Nothing is stored about " + userId + ".");
            case LAST_ADMIN ->
                throw new RefusedException(
                    ErrorCode.LAST_ADMIN, "The server would have no admin any more.");
          };
        });
  }
}
