// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import palaver.app.start.DataFolder;
import palaver.base.Outbox;
import palaver.base.SecretSource;
import palaver.http.access.NetworkMarks;
import palaver.http.live.LiveFeed;
import palaver.http.moderation.ActionJournal;
import palaver.http.moderation.ChatLog;
import palaver.http.moderation.Community;
import palaver.http.signal.RoomWatcher;
import palaver.rooms.RoomsCommand;
import palaver.rooms.RoomsEngine;
import palaver.rooms.RoomsEvent;
import palaver.rooms.audit.AuditHead;
import palaver.rooms.moderation.Moderation;
import palaver.rooms.moderation.Sanction;
import palaver.store.AuditVerification;
import palaver.store.Database;
import palaver.store.ModerationStore;
import palaver.store.Retention;
import palaver.store.Store;

/// The parts of moderation, reports, chat and audit, wired.
final class CommunityParts implements AutoCloseable {
  static final String SERVER_ID_FILE = "server-id";

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int NETWORK_KEY_BYTES = 32;
  private static final int SERVER_ID_BYTES = 8;
  private static final long UPKEEP_AFTER_SECONDS = 5;
  private static final long DAY_SECONDS = 86_400;

  private final ModerationStore store;
  private final InstantSource clock;
  private final Community ports;
  private final ChatLog chat;
  private final People people;
  private final AuditSeals seals;
  private final ScheduledExecutorService tidy =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("community-tidy").daemon().factory());

  private CommunityParts(
      ModerationStore store,
      Community ports,
      ChatLog chat,
      People people,
      AuditSeals seals,
      InstantSource clock) {
    this.store = store;
    this.ports = ports;
    this.chat = chat;
    this.people = people;
    this.seals = seals;
    this.clock = clock;
  }

  /// With the SQLite file in the data folder.
  static CommunityParts open(
      DataFolder data, Store store, SecretSource secrets, InstantSource clock) throws IOException {
    return open(data, new Database.Sqlite(data.database()), store, secrets, clock);
  }

  static CommunityParts open(
      DataFolder data, Database database, Store store, SecretSource secrets, InstantSource clock)
      throws IOException {
    String serverId = data.secret(SERVER_ID_FILE, secrets, SERVER_ID_BYTES);
    String networkKey = data.secret("network-key", secrets, NETWORK_KEY_BYTES);
    ModerationStore moderation = new ModerationStore(store, serverId, secrets, clock);
    People people = new People(moderation.people(), ErasureList.open(data, secrets), clock);
    Community ports =
        new Community(
            moderation.records(),
            moderation.reports(),
            moderation.chat(),
            moderation.audit(),
            moderation.auditReader(() -> verification(data, database)),
            new ActionJournal(moderation.records(), PATIENCE),
            new LiveFeed(secrets, clock),
            new NetworkMarks(
                networkKey.getBytes(StandardCharsets.US_ASCII), store.worlds()::networkBans),
            people);
    AuditSeals seals = new AuditSeals(moderation.audit(), AuditKey.ensure(data), data);
    CommunityParts parts =
        new CommunityParts(moderation, ports, new ChatLog(moderation.chat()), people, seals, clock);
    parts.start();
    return parts;
  }

  /// What the command `palaver admin audit verify` finds.
  private static AuditVerification.Result verification(DataFolder data, Database database) {
    Path folder = data.file("");
    try {
      // Read before the log is: a newer one may be signed meanwhile.
      AuditHead kept = AuditSeals.kept(folder);
      PublicKey key = AuditKey.publicKey(folder);
      return AuditVerification.verify(
          database, (message, signature) -> AuditKey.valid(key, message, signature), kept);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  private void start() {
    seals.start();
    var _ =
        tidy.scheduleWithFixedDelay(
            () -> {
              var _ = store.forgetNetworks(clock.instant());
            },
            1,
            60,
            TimeUnit.SECONDS);
  }

  /// From now on what is past its time goes each day, the first time soon.
  void keepUp(Retention retention) {
    var _ =
        tidy.scheduleWithFixedDelay(
            () -> people.tidy(retention), UPKEEP_AFTER_SECONDS, DAY_SECONDS, TimeUnit.SECONDS);
  }

  People people() {
    return people;
  }

  Community ports() {
    return ports;
  }

  ChatLog chat() {
    return chat;
  }

  RoomWatcher watcher() {
    return event -> {
      ports.live().heard(event);
      chat.heard(event);
    };
  }

  /// Gives the rooms back what held before the last stop. To be called before their thread runs.
  void restore(RoomsEngine rooms) {
    Instant now = clock.instant();
    Outbox<RoomsEvent> outbox = new Outbox<>(1, Outbox.DATAGRAM_BYTES_MAX);
    List<Sanction> holding = store.holding(now).join();
    for (Sanction sanction : holding) {
      Instant endsAt = sanction.endsAt();
      long lastsNs =
          endsAt == null ? Long.MAX_VALUE : Math.max(1, Duration.between(now, endsAt).toNanos());
      rooms.onCommand(
          System.nanoTime(),
          new RoomsCommand.Restore(new Moderation.Impose(sanction, lastsNs)),
          outbox);
    }
  }

  @Override
  public void close() {
    tidy.shutdownNow();
    ports.journal().close();
    seals.close();
  }
}
