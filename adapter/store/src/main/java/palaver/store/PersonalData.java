// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import palaver.base.SecretSource;
import palaver.identity.Account;
import palaver.identity.Role;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.privacy.PersonRecords.Erased;

/// Everything that is stored about one person: to show it, to erase it, and to let it go when its
/// time is over.
public final class PersonalData {

  private static final int PSEUDONYM_BYTES = 8;

  private final StoreWriter writer;
  private final StoreReaders readers;
  private final UsageRollup usage;
  private final AuditLog audit;
  private final SecretSource secrets;
  private final InstantSource clock;

  PersonalData(Store store, AuditLog audit, SecretSource secrets, InstantSource clock) {
    writer = store.writer();
    readers = store.readers();
    usage = store.usage();
    this.audit = audit;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// The rows that tell of a person, by table.
  public CompletableFuture<Map<String, List<Map<String, @Nullable Object>>>> export(String userId) {
    return readers.submit(handle -> PersonRows.export(handle, userId));
  }

  /// The same from outside of a server, which may run meanwhile.
  ///
  /// @throws StoreUnavailableException when the database cannot be read
  public static Map<String, List<Map<String, @Nullable Object>>> export(
      Database database, String userId) {
    try {
      return Jdbi.create(AuditVerification.source(database))
          .inTransaction(handle -> PersonRows.export(handle, userId));
    } catch (JdbiException failure) {
      throw new StoreUnavailableException("the database cannot be read", failure);
    }
  }

  /// Every id of a person that is stored anywhere.
  public CompletableFuture<List<String>> people() {
    return readers.submit(PersonRows::all);
  }

  /// Erases a person, all in one transaction, and notes in the audit log that it was done, but not
  /// to whom.
  ///
  /// @param before rows that came later stay
  public CompletableFuture<Erased> erase(String userId, Instant before, String actor) {
    return usage.exclusively(() -> writer.submit(handle -> erase(handle, userId, before, actor)));
  }

  private Erased erase(Handle handle, String userId, Instant before, String actor) {
    Instant now = clock.instant();
    String pseudonym = "erased-" + HexFormat.of().formatHex(secrets.bytes(PSEUDONYM_BYTES));
    Optional<Account> account = AccountRows.find(handle, userId);
    boolean isAdmin =
        account.isPresent()
            && account.get().role() == Role.ADMIN
            && account.get().disabledAt() == null;
    if (isAdmin && AccountRows.otherAdmins(handle, userId) == 0) {
      return Erased.LAST_ADMIN;
    }
    if (new Erasure(handle, userId, before).run(now, pseudonym) == 0) {
      return Erased.UNKNOWN;
    }
    // An admin who erases themselves is not written down again by it.
    String by = actor.equals(userId) ? pseudonym : actor;
    audit.append(handle, AuditNote.of(now, "person.erased", by));
    return Erased.DONE;
  }

  /// Lets go what has been kept for longer than `retention` says. Blocks, in steps that leave room
  /// for other writes. Answers how many rows went.
  public long forget(Retention retention) {
    return retention.apply(
        clock.instant(), statement -> writer.submit(statement::applyAsInt).join());
  }
}
