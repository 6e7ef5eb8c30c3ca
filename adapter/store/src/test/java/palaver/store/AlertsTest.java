// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.rooms.alert.Alert;
import palaver.rooms.alert.AlertKind;
import palaver.rooms.alert.AlertRecords.Numbered;
import palaver.rooms.alert.StoredAlert;

@DisplayName("Alerts in the store (R167)")
final class AlertsTest {

  @TempDir Path folder;
  private final Fixture fixture = new Fixture();

  private StoredAlert alert(String id, AlertKind kind) {
    return new StoredAlert(
        id,
        new Alert(kind, "materie", "hall", null, "What happened.", 3),
        Fixture.NOON,
        null,
        null);
  }

  private static List<String> ids(List<Numbered> page) {
    return page.stream().map(each -> each.stored().alertId()).toList();
  }

  @Test
  void anAlertOfEachKindIsKeptAsItWas() {
    try (Store store = fixture.open(folder)) {
      for (AlertKind kind : AlertKind.values()) {
        store.alerts().add(alert(kind.wireName(), kind)).join();
      }
      StoredAlert ofServer =
          new StoredAlert(
              "server",
              new Alert(AlertKind.ERROR_SPIKE, null, null, null, "Ten.", 0),
              Fixture.NOON,
              null,
              null);
      store.alerts().add(ofServer).join();
      store.alerts().add(ofServer).join(); // as a second try would

      List<Numbered> all = store.alerts().page(false, null, 50).join();
      assertThat(all).hasSize(AlertKind.values().length + 1);
      assertThat(all.getFirst().stored()).isEqualTo(ofServer);
      assertThat(all.getLast().stored()).isEqualTo(alert("room_issue", AlertKind.ROOM_ISSUE));
    }
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() {
    try (Store store = fixture.open(folder)) {
      for (int i = 0; i < 5; i++) {
        store.alerts().add(alert("a" + i, AlertKind.ROOM_ISSUE)).join();
      }
      List<Numbered> first = store.alerts().page(false, null, 3).join();
      assertThat(ids(first)).containsExactly("a4", "a3", "a2");
      assertThat(ids(store.alerts().page(false, first.getLast().number(), 3).join()))
          .containsExactly("a1", "a0");
    }
  }

  @Test
  void theFirstWhoAcknowledgesStays() {
    try (Store store = fixture.open(folder)) {
      store.alerts().add(alert("a", AlertKind.ROOM_ISSUE)).join();
      store.alerts().add(alert("b", AlertKind.ROOM_ISSUE)).join();
      store.alerts().acknowledge("a", "ada", Fixture.NOON.plusSeconds(1)).join();
      StoredAlert again =
          store.alerts().acknowledge("a", "ben", Fixture.NOON.plusSeconds(9)).join().orElseThrow();

      assertThat(again.acknowledgedBy()).isEqualTo("ada");
      assertThat(again.acknowledgedAt()).isEqualTo(Fixture.NOON.plusSeconds(1));
      assertThat(ids(store.alerts().page(true, null, 50).join())).containsExactly("b");
      assertThat(store.alerts().acknowledge("none", "ada", Fixture.NOON).join()).isEmpty();
    }
  }

  @Test
  @SqliteOnly
  void anAlertAboutALockedDatabaseIsStoredWhenTheLockIsGone() {
    try (Store store = fixture.open(folder)) {
      try (Handle other = Fixture.other(folder).open()) {
        other.execute("BEGIN IMMEDIATE");
        assertThatThrownBy(() -> store.alerts().add(alert("a", AlertKind.STORE_NOT_DURABLE)).join())
            .isInstanceOf(CompletionException.class);
        other.execute("ROLLBACK");
      }
    }
    try (Store store = fixture.open(folder)) {
      assertThat(ids(store.alerts().page(false, null, 5).join())).containsExactly("a");
    }
  }
}
