// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import palaver.base.SecretSource;
import palaver.rooms.audit.AuditChain;
import palaver.rooms.audit.AuditEntry;
import palaver.rooms.audit.AuditHead;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.audit.AuditTrail;

/// The table `audit_log`: one chain per server. Entries are appended by the one writer thread, in
/// the transaction of what they tell of.
public final class AuditLog implements AuditTrail {

  private static final int SALT_BYTES = 16;
  private static final int PERSONAL_FIELDS = 3;

  private final StoreWriter writer;
  private final String serverId;
  private final SecretSource secrets;
  private final InstantSource clock;

  AuditLog(StoreWriter writer, String serverId, SecretSource secrets, InstantSource clock) {
    this.writer = writer;
    this.serverId = serverId;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Long> note(AuditNote note) {
    return writer.submit(handle -> append(handle, note));
  }

  /// Appends an entry inside a transaction of the writer. The end of the chain is read from the
  /// table each time: a transaction that is rolled back takes its entry with it.
  long append(Handle handle, AuditNote note) {
    Optional<AuditEntry> last = AuditRows.last(handle, serverId);
    AuditEntry entry =
        AuditChain.next(
            serverId,
            last.map(AuditEntry::sequence).orElse(0L) + 1,
            last.map(AuditEntry::hash).orElse(AuditChain.START),
            Timestamps.text(note.at()),
            note,
            salts());
    AuditRows.insert(handle, entry);
    return entry.sequence();
  }

  private List<String> salts() {
    List<String> salts = new ArrayList<>(PERSONAL_FIELDS);
    for (int i = 0; i < PERSONAL_FIELDS; i++) {
      salts.add(HexFormat.of().formatHex(secrets.bytes(SALT_BYTES)));
    }
    return salts;
  }

  /// Signs the end of the chain and keeps the signature, unless it is no further than before.
  ///
  /// @param after the sequence number up to which it was signed before, 0 for none
  /// @param sign gives a signature of [AuditHead#message] as text
  public CompletableFuture<Optional<SignedHead>> seal(long after, Function<byte[], String> sign) {
    String at = Timestamps.text(clock.instant());
    return writer.submit(handle ->
        AuditRows.last(handle, serverId)
            .filter(last -> last.sequence() > after)
            .map(last -> {
              AuditHead head = new AuditHead(serverId, last.sequence(), last.hash(), at);
              String signature = sign.apply(head.message());
              AuditRows.insert(handle, head, signature);
              return new SignedHead(head, signature);
            }));
  }

  /// Takes a person out of the log: values and salts of every field that names them, and the notes
  /// beside. The chain stays whole. Answers how many entries named them.
  public CompletableFuture<Integer> erase(String userId) {
    Instant now = clock.instant();
    return writer.submit(handle -> AuditRows.erase(handle, userId, now));
  }

  /// A head and its signature.
  public record SignedHead(AuditHead head, String signature) {}
}
