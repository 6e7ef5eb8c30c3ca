// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.SessionId;
import palaver.rooms.SessionRecord;

@DisplayName("A process killed in the middle of writes loses nothing that it acknowledged")
final class KillTest {

  private static final int ACKNOWLEDGED = 500;

  @TempDir Path folder;

  @Test
  void everyAcknowledgedSessionIsThereAndHasAnEnd() throws Exception {
    List<String> acknowledged = writeUntilKilled();

    try (Store store = new Fixture().open(folder)) {
      for (String session : acknowledged) {
        assertThat(store.sessions().find(new SessionId(session)).join())
            .as(session)
            .map(SessionRecord::end)
            .isPresent();
      }
      assertThat(store.sessions().writable().join()).isTrue();
    }
  }

  /// Starts another process that writes as fast as it can, eight sessions at a time, and kills it
  /// when it has acknowledged enough.
  private List<String> writeUntilKilled() throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                TestDatabase.argument(folder))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      while (acknowledged.size() < ACKNOWLEDGED) {
        String line = lines.readLine();
        assertThat(line).as("the writer goes on until it is killed").isNotNull();
        acknowledged.add(line);
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  /// The process that is killed. It prints each session once its insert is acknowledged.
  static final class Writer {
    private static final int AT_A_TIME = 8;

    private Writer() {}

    public static void main(String[] arguments) {
      Database database = TestDatabase.ofArgument(arguments[0]);
      // Never closed: a kill closes nothing.
      Store store = Store.open(database, InstantSource.system(), StoreLimits.DEFAULT);
      for (int round = 0; ; round++) {
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
          String session = "s-" + round + "-" + i;
          writes.add(
              store
                  .sessions()
                  .insert(Fixture.opened(session, Fixture.NOON))
                  .thenAccept(_ -> System.out.println(session)));
        }
        writes.forEach(CompletableFuture::join);
      }
    }
  }
}
