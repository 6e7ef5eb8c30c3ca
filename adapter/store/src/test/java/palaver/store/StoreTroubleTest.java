// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.SessionId;
import palaver.identity.Scope;
import palaver.identity.ServerKey;
import palaver.rooms.SessionEnd;
import palaver.rooms.world.HostedWorld;

@DisplayName("A store in trouble says so and goes on when it can (R006)")
final class StoreTroubleTest {

  @TempDir Path folder;
  private final Fixture fixture = new Fixture();

  @Test
  void aHealthyStoreIsWritable() {
    try (Store store = fixture.open(folder)) {
      assertThat(store.sessions().writable().join()).isTrue();
    }
  }

  @Test
  @SqliteOnly
  void aFullDiskIsNotWritableAndWritesFailCleanly() {
    try (Store store = fixture.open(folder)) {
      fillTheDisk(store);

      CompletableFuture<Void> write =
          store.sessions().userSeen("u", "x".repeat(20_000), Fixture.NOON);

      assertThatThrownBy(write::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(StoreUnavailableException.class);
      assertThat(Fixture.other(folder).withHandle(StoreTroubleTest::users)).isZero();
    }
  }

  @Test
  void aLockedDatabaseIsNotWritableUntilTheLockIsGone() {
    try (Store store = fixture.open(folder)) {
      try (Handle other = Fixture.other(folder).open()) {
        if (TestDatabase.isSqlite()) {
          other.execute("BEGIN IMMEDIATE");
        } else {
          other.begin();
          other.execute("LOCK TABLE liveness, voice_sessions IN ACCESS EXCLUSIVE MODE");
        }
        assertThat(store.sessions().writable().join()).isFalse();
        if (TestDatabase.isSqlite()) {
          other.execute("ROLLBACK");
        } else {
          other.rollback();
        }
      }
      assertThat(store.sessions().writable().join()).isTrue();
    }
  }

  @Test
  @PostgresOnly
  void aReadOnlyDatabaseTakesNoJoinAndLosesNoEnd() {
    try (Store store = fixture.open(folder)) {
      store.sessions().insert(Fixture.opened("s1", Fixture.NOON)).join();
      readOnly(store, true);

      assertThat(store.sessions().writable().join()).isFalse();
      assertThatThrownBy(() -> store.sessions().insert(Fixture.opened("s2", Fixture.NOON)).join())
          .hasCauseInstanceOf(StoreUnavailableException.class);
      SessionEnd left = Fixture.left(Fixture.NOON.plusSeconds(61));
      CompletableFuture<Boolean> end = store.sessions().end(new SessionId("s1"), left);
      assertThatThrownBy(end::join).hasCauseInstanceOf(StoreUnavailableException.class);
      assertThat(store.retried().figures().waiting()).isEqualTo(1);
      assertThat(store.sessions().find(new SessionId("s1")).join().orElseThrow().end()).isNull();

      readOnly(store, false);
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            while (store.retried().figures().waiting() > 0) {
              Thread.onSpinWait();
            }
          });
      assertThat(store.sessions().find(new SessionId("s1")).join().orElseThrow().end())
          .isEqualTo(left);
      assertThat(store.retried().figures().lost()).isZero();
      assertThat(store.sessions().writable().join()).isTrue();
    }
  }

  /// The database answers the writer as one that may only be read.
  private static void readOnly(Store store, boolean is) {
    String sql = "SET default_transaction_read_only = " + (is ? "on" : "off");
    store.writer().submit(handle -> handle.execute(sql)).join();
  }

  @Test
  void aWriteThatIsRefusedDoesNotTakeItsBatchAlong() {
    try (Store store = fixture.open(folder)) {
      CountDownLatch gate = new CountDownLatch(1);
      CompletableFuture<Boolean> first = store.writer().submit(_ -> awaited(gate));
      String into = "INSERT INTO worlds (world, position, open_to_guests, created_at) ";
      CompletableFuture<Integer> bad =
          store
              .writer()
              .submit(h -> {
                h.execute(into + "VALUES ('half-done', 9, true, 'x')");
                return h.execute(into + "VALUES (NULL, NULL, NULL, NULL)");
              });
      CompletableFuture<Void> good = store.apiKeys().add(key("abc"));
      gate.countDown();

      assertThat(first.join()).isTrue();
      assertThatThrownBy(bad::join)
          .cause()
          .isInstanceOfSatisfying(
              ConstraintViolatedException.class,
              broken -> assertThat(broken.constraint()).isEqualTo(Constraint.NOT_NULL));
      good.join();
      assertThat(keys()).containsExactly(key("abc").sha256());
    }
    try (Store store = fixture.open(folder)) {
      assertThat(store.worlds().all()).extracting(HostedWorld::world).doesNotContain("half-done");
    }
  }

  @Test
  void writesBeyondTheQueueFailAtOnce() {
    StoreLimits tight = new StoreLimits(2, 2, 0, 1, 8, 50, 3_600_000_000_000L, 0, 0);
    try (Store store = fixture.open(folder, tight)) {
      CountDownLatch started = new CountDownLatch(1);
      CountDownLatch gate = new CountDownLatch(1);
      CompletableFuture<Boolean> first =
          store
              .writer()
              .submit(_ -> {
                started.countDown();
                return awaited(gate);
              });
      awaited(started);
      List<CompletableFuture<Void>> writes = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        writes.add(store.apiKeys().add(key("key" + i)));
      }
      assertThat(writes.get(2)).isCompletedExceptionally();
      gate.countDown();
      assertThat(first.join()).isTrue();
      writes.get(1).join();
    }
  }

  @Test
  void aClosedStoreRefusesAndKeepsWhatWasQueued() {
    Store store = fixture.open(folder);
    CompletableFuture<Void> queued = store.apiKeys().add(key("abc"));
    store.close();

    assertThat(queued).isCompleted();
    assertThat(store.sessions().writable().join()).isFalse();
    assertThat(store.apiKeys().add(key("def"))).isCompletedExceptionally();
    assertThat(keys()).containsExactly(key("abc").sha256());
  }

  @Test
  @SqliteOnly
  void aFileThatIsNoDatabaseIsRefusedByName() throws IOException {
    Files.writeString(TestDatabase.sqliteFile(folder), "not a database at all ".repeat(100));

    assertThatThrownBy(() -> fixture.open(folder))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("palaver.db");
  }

  private static ServerKey key(String name) {
    return ServerKey.of(name, name, Set.of(Scope.VOICE), Fixture.NOON, null);
  }

  /// SQLite answers SQLITE_FULL when the file may not grow, as it does on a full disk.
  private static void fillTheDisk(Store store) {
    store
        .writer()
        .submit(h -> h.createQuery("PRAGMA max_page_count = 1").mapTo(Integer.class).one())
        .join();
  }

  private static int users(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM users").mapTo(Integer.class).one();
  }

  private List<String> keys() {
    return Fixture.other(folder)
        .withHandle(
            h -> h.createQuery("SELECT key_sha256 FROM api_keys").mapTo(String.class).list());
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
