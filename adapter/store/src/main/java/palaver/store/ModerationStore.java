// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import palaver.base.SecretSource;
import palaver.rooms.audit.AuditReader;
import palaver.rooms.moderation.ChatRecords;
import palaver.rooms.moderation.ModerationRecords;
import palaver.rooms.moderation.ReportRecords;
import palaver.rooms.moderation.Sanction;

/// What the store keeps of moderation: actions, sanctions, reports, messages, and the audit log.
public final class ModerationStore {

  private final Store store;
  private final String serverId;
  private final InstantSource clock;
  private final AuditLog audit;
  private final ModerationRows records;
  private final ReportRows reports;
  private final ChatRows chat;
  private final PersonalData people;

  /// @param serverId whose chain of the audit log is written
  /// @param secrets where salts come from
  public ModerationStore(Store store, String serverId, SecretSource secrets, InstantSource clock) {
    this.store = store;
    this.serverId = serverId;
    this.clock = clock;
    audit = new AuditLog(store.writer(), serverId, secrets, clock);
    records = new ModerationRows(store.writer(), store.readers(), audit);
    reports = new ReportRows(store.writer(), store.readers(), audit);
    chat = new ChatRows(store.writer(), store.readers(), audit);
    people = new PersonalData(store, audit, secrets, clock);
  }

  public AuditLog audit() {
    return audit;
  }

  /// The audit log for people to read.
  ///
  /// @param verification goes through all of the log; it may take its time
  public AuditReader auditReader(Supplier<AuditVerification.Result> verification) {
    return new AuditPages(store.readers(), serverId, verification, clock);
  }

  public ModerationRecords records() {
    return records;
  }

  public ReportRecords reports() {
    return reports;
  }

  public ChatRecords chat() {
    return chat;
  }

  /// What is stored about single people.
  public PersonalData people() {
    return people;
  }

  /// The sanctions of all worlds that hold at `now`.
  public CompletableFuture<List<Sanction>> holding(Instant now) {
    return store.readers().submit(handle -> SanctionRows.holding(handle, now));
  }

  /// Empties the network marks of sanctions that hold no longer. Answers how many there were.
  public CompletableFuture<Integer> forgetNetworks(Instant now) {
    return store.writer().submit(handle -> SanctionRows.forgetNetworks(handle, now));
  }
}
