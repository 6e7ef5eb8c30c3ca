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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.SessionId;
import palaver.rooms.SessionRecord;
import palaver.rooms.alert.Alert;
import palaver.rooms.alert.AlertKind;
import palaver.rooms.alert.StoredAlert;
import palaver.rooms.moderation.AdminAction;
import palaver.rooms.moderation.ModerationEntry;
import palaver.rooms.moderation.Sanction;
import palaver.rooms.moderation.SanctionKind;

@DisplayName("A process killed in the middle of writes loses nothing that it acknowledged")
final class KillTest {

  private static final int ACKNOWLEDGED = 500;

  @TempDir Path folder;

  @Test
  void everyAcknowledgedSessionIsThereAndHasAnEnd() throws Exception {
    List<String> acknowledged = writeUntilKilled(Writer.class);

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

  @Test
  void everyAcknowledgedActionSanctionAndAlertIsThereAndTheAuditLogIsWhole() throws Exception {
    List<String> acknowledged = writeUntilKilled(Moderator.class);

    try (Store store = new Fixture().open(folder)) {
      ModerationStore moderation = moderation(store, new Fixture());
      Set<String> holding =
          moderation.holding(Fixture.NOON).join().stream()
              .map(Sanction::id)
              .collect(Collectors.toSet());
      Set<String> alerts = new HashSet<>(ids("SELECT alert_id FROM alerts"));
      Set<String> actions = new HashSet<>(ids("SELECT action_id FROM admin_actions"));
      Set<String> audited = new HashSet<>(ids("SELECT reference FROM audit_log"));
      for (String line : acknowledged) {
        String id = line.substring(2);
        if (line.startsWith("alert")) {
          assertThat(alerts).contains(line);
        } else {
          assertThat(List.of(holding, actions, audited))
              .allSatisfy(all -> assertThat(all).as(line).contains(id));
        }
      }
      assertThat(acknowledged).anyMatch(line -> line.startsWith("alert"));
    }
    AuditVerification.Result log =
        AuditVerification.verify(TestDatabase.in(folder), (_, _) -> true, null);
    assertThat(log.defect()).isNull();
    assertThat(log.entries()).isGreaterThan(ACKNOWLEDGED / 3);
  }

  private static ModerationStore moderation(Store store, InstantSource clock) {
    return new ModerationStore(store, "server-1", Salts.counting(), clock);
  }

  private List<String> ids(String sql) {
    return Fixture.other(folder)
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  /// Starts another process that writes as fast as it can, and kills it when it has acknowledged
  /// enough.
  private List<String> writeUntilKilled(Class<?> program) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
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

  /// Bans and warns about it: prints `a ID` once an action is acknowledged, an alert's id once that
  /// is.
  static final class Moderator {
    private static final int AT_A_TIME = 4;

    private Moderator() {}

    public static void main(String[] arguments) {
      Database database = TestDatabase.ofArgument(arguments[0]);
      Store store = Store.open(database, InstantSource.system(), StoreLimits.DEFAULT);
      ModerationStore moderation = moderation(store, InstantSource.system());
      for (int round = 0; ; round++) {
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
          String id = "x-" + round + "-" + i;
          writes.add(
              moderation.records().note(ban(id)).thenAccept(_ -> System.out.println("a " + id)));
          String alert = "alert-" + round + "-" + i;
          writes.add(store.alerts().add(alert(alert)).thenAccept(_ -> System.out.println(alert)));
        }
        writes.forEach(CompletableFuture::join);
      }
    }

    private static ModerationEntry ban(String id) {
      Sanction ban = new Sanction(id, SanctionKind.BAN, "materie", null, "u-" + id, "noise", null);
      AdminAction action =
          new AdminAction(
              id,
              "ban",
              "u-" + id,
              "Troll",
              "mo",
              "Mo",
              "materie",
              null,
              "noise",
              Fixture.NOON,
              AdminAction.Source.ENFORCED,
              null);
      return new ModerationEntry(action, ban, null);
    }

    private static StoredAlert alert(String id) {
      Alert alert = new Alert(AlertKind.ROOM_ISSUE, "materie", "hall", null, "What happened.", 0);
      return new StoredAlert(id, alert, Fixture.NOON, null, null);
    }
  }
}
