// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// The few platform threads that read. SQLite is native code, which would hold a virtual thread's
/// carrier for as long as a statement runs. When too many reads wait the newest is refused.
final class StoreReaders implements AutoCloseable {

  private final HikariDataSource connections;
  private final Jdbi database;
  private final ThreadPoolExecutor threads;

  StoreReaders(Backend backend, StoreLimits limits) {
    connections = backend.reading(limits.readers());
    database = Jdbi.create(connections);
    threads =
        new ThreadPoolExecutor(
            limits.readers(),
            limits.readers(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(limits.readsQueuedMax()),
            Thread.ofPlatform().name("store-reader-", 0).factory());
  }

  <T> CompletableFuture<T> submit(Function<Handle, T> query) {
    try {
      return CompletableFuture.supplyAsync(() -> read(query), threads);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(
          new StoreUnavailableException("too many reads wait", full));
    }
  }

  private <T> T read(Function<Handle, T> query) {
    try {
      return database.withHandle(query::apply);
    } catch (JdbiException failure) {
      throw new StoreUnavailableException("the read failed", failure);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException stopped) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    connections.close();
  }
}
