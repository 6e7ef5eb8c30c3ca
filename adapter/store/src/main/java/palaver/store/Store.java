// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;
import palaver.identity.AccountRecords;
import palaver.identity.ServerKey;
import palaver.identity.ServerKeyRecords;
import palaver.rooms.SessionRecords;

/// The database of one server. Opening it brings the schema up to date, gives a fresh one its first
/// worlds, and ends the sessions that a crash left open; all of that is done when [#open] returns.
///
/// One process at a time: the caller holds the lock of the data folder.
public final class Store implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  private final StoreWriter writer;
  private final StoreReaders readers;
  private final Sessions sessions;
  private final ApiKeys apiKeys;
  private final Accounts accounts;
  private final TokenKeys tokenKeys;
  private final List<StoredWorld> worlds;

  private Store(SqliteFile file, Jdbi database, InstantSource clock, StoreLimits limits) {
    Prepared prepared = prepare(database, clock);
    worlds = prepared.worlds();
    writer = new StoreWriter(database, limits, () -> noteLiveness(clock));
    readers = new StoreReaders(file, limits);
    sessions = new Sessions(writer, readers, clock);
    apiKeys = new ApiKeys(writer, clock, prepared.keys());
    accounts = new Accounts(writer, readers, clock);
    tokenKeys = new TokenKeys(writer, readers);
  }

  /// Opens the database at `path`, which is made when it is not there.
  ///
  /// @throws StoreUnavailableException when that cannot be done; the message says why
  public static Store open(Path path, InstantSource clock, StoreLimits limits) {
    SqliteFile file = new SqliteFile(path, limits.busyTimeoutMs());
    SQLiteDataSource source = file.writing();
    try {
      Migrations.run(source);
      Store store = new Store(file, Jdbi.create(source), clock, limits);
      store.writer.start();
      return store;
    } catch (FlywayException | JdbiException failure) {
      throw new StoreUnavailableException(
          "the database " + path + " cannot be opened: " + failure.getMessage(), failure);
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

  private void noteLiveness(InstantSource clock) {
    var _ = writer.submit(handle -> Liveness.noteWhenOpen(handle, clock.instant()));
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

  /// The worlds as they were when the store was opened.
  public List<StoredWorld> worlds() {
    return worlds;
  }

  /// Commits what waits and closes the file.
  @Override
  public void close() {
    writer.close();
    readers.close();
  }

  StoreWriter writer() {
    return writer;
  }

  StoreReaders readers() {
    return readers;
  }

  private record Prepared(List<StoredWorld> worlds, List<ServerKey> keys) {}
}
