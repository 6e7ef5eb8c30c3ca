// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.identity.AccountRecords;
import palaver.identity.ServerKey;
import palaver.identity.ServerKeyRecords;
import palaver.rooms.SessionRecords;
import palaver.rooms.alert.AlertRecords;
import palaver.rooms.insight.Insight;
import palaver.rooms.world.HostedWorld;
import palaver.rooms.world.WorldRecords;

/// The database of one server. Opening it brings the schema up to date, gives a fresh one its first
/// worlds, and ends the sessions that a crash left open; all of that is done when [#open] returns.
///
/// One process at a time: the caller holds the lock of the data folder, and a PostgreSQL database
/// is locked by the store itself.
public final class Store implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  private final AutoCloseable hold;
  private final StoreWriter writer;
  private final RetriedWrites retried;
  private final UsageRollup usage;
  private final Insight insight;
  private final StoreReaders readers;
  private final AlertRecords alerts;
  private final Sessions sessions;
  private final ApiKeys apiKeys;
  private final Accounts accounts;
  private final TokenKeys tokenKeys;
  private final Worlds worlds;
  private volatile @Nullable LiveSessions live;

  private Store(Backend backend, AutoCloseable hold, InstantSource clock, StoreLimits limits) {
    this.hold = hold;
    Jdbi database = Jdbi.create(backend.writing());
    Prepared prepared = prepare(database, clock);
    writer = new StoreWriter(backend, database, limits, () -> checkpoint(clock));
    worlds = new Worlds(writer, prepared.worlds(), clock);
    retried = new RetriedWrites(writer, backend);
    readers = new StoreReaders(backend, limits);
    alerts = new AlertRows(writer, retried, readers);
    usage = new UsageRollup(writer, readers);
    insight = new StoredInsight(readers, usage, limits);
    sessions = new Sessions(writer, retried, readers, clock);
    apiKeys = new ApiKeys(writer, clock, prepared.keys());
    accounts = new Accounts(writer, readers, clock);
    tokenKeys = new TokenKeys(writer, readers);
  }

  /// Opens the SQLite database at `path`, which is made when it is not there.
  ///
  /// @throws StoreUnavailableException when that cannot be done; the message says why
  public static Store open(Path path, InstantSource clock, StoreLimits limits) {
    return open(new Database.Sqlite(path), clock, limits);
  }

  /// Opens `database`.
  ///
  /// @throws StoreUnavailableException when that cannot be done; the message says why
  public static Store open(Database database, InstantSource clock, StoreLimits limits) {
    Backend backend = Backend.of(database, limits);
    AutoCloseable hold = null;
    try {
      hold = backend.hold();
      Migrations.run(backend);
      Store store = new Store(backend, hold, clock, limits);
      store.writer.start();
      store.retried.start();
      return store;
    } catch (FlywayException | JdbiException | StoreUnavailableException failure) {
      release(hold);
      throw new StoreUnavailableException(
          "the database " + database + " cannot be opened: " + failure.getMessage(), failure);
    }
  }

  private static void release(@Nullable AutoCloseable hold) {
    try {
      if (hold != null) {
        hold.close();
      }
    } catch (Exception failure) {
      LOG.debug("the hold on the database was gone already", failure);
    }
  }

  private static Prepared prepare(Jdbi database, InstantSource clock) {
    return database.inTransaction(handle -> {
      int orphans = Liveness.recover(handle);
      if (orphans > 0) {
        LOG.info("ended {} sessions that the last run left open", orphans);
      }
      Worlds.seed(handle, clock.instant());
      return new Prepared(Worlds.all(handle), ApiKeys.all(handle));
    });
  }

  /// From now on what the sessions have reached is kept too, each [StoreLimits#livenessNs].
  public void follow(LiveSessions sessions) {
    live = sessions;
  }

  /// Keeps the time, and what the sessions have reached. Runs on the writer's thread, so that it
  /// must not wait.
  private void checkpoint(InstantSource clock) {
    LiveSessions known = live;
    if (known == null) {
      // Without knowing who is there nobody can be taken for gone.
      Instant now = clock.instant();
      var _ = writer.submit(handle -> Liveness.checkpoint(handle, now, Checkpoint.of(List.of())));
    } else {
      var _ = known.now().thenAccept(all -> checkpoint(clock.instant(), Checkpoint.of(all)));
    }
  }

  private void checkpoint(Instant now, Checkpoint reached) {
    boolean endsWait = retried.figures().waiting() > 0;
    var _ =
        writer.submit(handle -> {
          int abandoned = endsWait ? 0 : Liveness.closeAbandoned(handle, now, reached);
          if (abandoned > 0) {
            LOG.info("ended {} sessions that were given up", abandoned);
          }
          return Liveness.checkpoint(handle, now, reached);
        });
  }

  public SessionRecords sessions() {
    return sessions;
  }

  public ServerKeyRecords apiKeys() {
    return apiKeys;
  }

  public AccountRecords accounts() {
    return accounts;
  }

  public TokenKeys tokenKeys() {
    return tokenKeys;
  }

  public WorldRecords worlds() {
    return worlds;
  }

  /// Commits what waits and closes the file.
  @Override
  public void close() {
    retried.close();
    writer.close();
    readers.close();
    release(hold);
  }

  /// What is stored about calls and people.
  public Insight insight() {
    return insight;
  }

  /// The alerts that were raised.
  public AlertRecords alerts() {
    return alerts;
  }

  /// Writes that wait for a commit now.
  public int queuedWrites() {
    return writer.queued();
  }

  UsageRollup usage() {
    return usage;
  }

  /// Writes about what has happened already.
  public RetriedWrites retried() {
    return retried;
  }

  StoreWriter writer() {
    return writer;
  }

  StoreReaders readers() {
    return readers;
  }

  private record Prepared(List<HostedWorld> worlds, List<ServerKey> keys) {}
}
