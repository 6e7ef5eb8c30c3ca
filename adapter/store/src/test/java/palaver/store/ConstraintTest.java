// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A broken constraint has one type and one name on both databases")
final class ConstraintTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UNIQUE | INSERT INTO api_keys (key_sha256, created_at) VALUES ('a', 'x'), ('a', 'y')",
        "NOT_NULL | INSERT INTO api_keys (key_sha256, created_at) VALUES ('a', NULL)",
        "CHECK | UPDATE rooms SET max_participants = 0",
        "FOREIGN_KEY | UPDATE rooms SET world = 'nowhere'",
        "UNIQUE | INSERT INTO rooms SELECT * FROM rooms"
      })
  void itIsNamed(Constraint constraint, String sql) {
    try (Store store = new Fixture().open(folder)) {
      CompletableFuture<Integer> write = store.writer().submit(handle -> handle.execute(sql));

      assertThatThrownBy(write::join)
          .cause()
          .isInstanceOfSatisfying(
              ConstraintViolatedException.class,
              broken -> assertThat(broken.constraint()).isEqualTo(constraint));
      assertThat(store.sessions().writable().join()).isTrue();
    }
  }
}
