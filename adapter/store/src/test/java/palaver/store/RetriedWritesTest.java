// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.SessionId;
import palaver.rooms.SessionEnd;

@DisplayName(
    "What has happened is written, however long the store is in trouble (R127, R128, R130)")
final class RetriedWritesTest {

  @TempDir Path folder;
  private final Fixture fixture = new Fixture();
  private final AtomicBoolean trouble = new AtomicBoolean(true);

  @Test
  void aWriteThatFailsIsToldAndWrittenLater() {
    try (Store store = fixture.open(folder)) {
      CompletableFuture<Integer> first = note(store, "a");
      assertThatThrownBy(first::join).hasCauseInstanceOf(StoreUnavailableException.class);
      CompletableFuture<Integer> second = note(store, "b");
      assertThatThrownBy(second::join).hasCauseInstanceOf(StoreUnavailableException.class);
      assertThat(store.retried().figures().waiting()).isEqualTo(2);
      assertThat(keys()).isEmpty();

      trouble.set(false);

      awaitNothingWaits(store);
      assertThat(keys()).containsExactly("a", "b");
      assertThat(store.retried().figures().storedLate()).isEqualTo(2);
      assertThat(store.retried().figures().lost()).isZero();
    }
  }

  @Test
  void thoseThatWaitGoFirst() {
    try (Store store = fixture.open(folder)) {
      var _ = note(store, "first").exceptionally(_ -> 0).join();
      CompletableFuture<Integer> second = note(store, "second");

      trouble.set(false);

      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> second.handle((_, _) -> true).join());
      awaitNothingWaits(store);
      assertThat(keys()).containsExactly("first", "second");
    }
  }

  @Test
  void aBrokenConstraintIsGivenUpAndHoldsNobodyUp() {
    try (Store store = fixture.open(folder)) {
      var _ = note(store, "a").exceptionally(_ -> 0).join();
      CompletableFuture<Integer> twice = store.retried().submit(handle -> insert(handle, "a"));
      CompletableFuture<Integer> behind = note(store, "b");

      trouble.set(false);

      awaitNothingWaits(store);
      assertThat(twice).isCompletedExceptionally();
      assertThat(behind.handle((_, _) -> true).join()).isTrue();
      assertThat(keys()).containsExactly("a", "b");
      assertThat(store.retried().figures().lost()).isEqualTo(1);
    }
  }

  @Test
  void anEndThatCouldNotBeWrittenIsInTheStoreWhenItClosesInGoodOrder() {
    SessionEnd left = Fixture.left(Fixture.NOON.plusSeconds(61));
    try (Store store = fixture.open(folder)) {
      store.sessions().insert(Fixture.opened("s1", Fixture.NOON)).join();
      var _ = note(store, "in trouble").exceptionally(_ -> 0).join();
      var _ = store.sessions().end(new SessionId("s1"), left);
      trouble.set(false);
    }
    try (Store store = fixture.open(folder)) {
      assertThat(store.sessions().find(new SessionId("s1")).join().orElseThrow().end())
          .isEqualTo(left);
    }
  }

  @Test
  @SqliteOnly
  void aFullDiskLosesNoEnd() {
    try (Store store = fixture.open(folder)) {
      store.sessions().insert(Fixture.opened("s1", Fixture.NOON)).join();
      pages(store, 1);
      CompletableFuture<Boolean> end = bigEnd(store);
      assertThatThrownBy(end::join).hasCauseInstanceOf(StoreUnavailableException.class);

      pages(store, 1_000_000);

      awaitNothingWaits(store);
      assertThat(keys()).containsExactly("x".repeat(20_000));
    }
  }

  /// Larger than what is free in the pages that the file has.
  private static CompletableFuture<Boolean> bigEnd(Store store) {
    return store.retried().submit(handle -> insert(handle, "x".repeat(20_000)) == 1);
  }

  private static void pages(Store store, int max) {
    String pragma = "PRAGMA max_page_count = " + max;
    store.writer().submit(h -> h.createQuery(pragma).mapTo(Integer.class).one()).join();
  }

  private CompletableFuture<Integer> note(Store store, String key) {
    return store
        .retried()
        .submit(handle -> {
          if (trouble.get()) {
            throw new Trouble();
          }
          return insert(handle, key);
        });
  }

  private static int insert(Handle handle, String key) {
    return handle.execute(
        """
        INSERT INTO api_keys (key_sha256, created_at, key_id, name, scopes)
        VALUES (?, 'x', ?, 'test', '')
        """,
        key,
        key);
  }

  private void awaitNothingWaits(Store store) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (store.retried().figures().waiting() > 0) {
            Thread.onSpinWait();
          }
        });
  }

  private List<String> keys() {
    return Fixture.other(folder)
        .withHandle(
            h -> h.createQuery("SELECT key_sha256 FROM api_keys").mapTo(String.class).list());
  }

  /// What JDBI throws when the disk is full.
  private static final class Trouble extends JdbiException {
    private static final long serialVersionUID = 1;

    Trouble() {
      super("the disk is full");
    }
  }
}
