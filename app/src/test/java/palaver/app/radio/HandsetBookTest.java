// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.radio.HandsetBook.Cause;
import palaver.app.radio.HandsetBook.Entry;
import palaver.app.start.DataFolder;
import palaver.net.SystemSecrets;

/// Who may be a handset.
final class HandsetBookTest {

  @TempDir Path path;
  private DataFolder folder;
  private HandsetBook book;
  private Instant now = Instant.parse("2026-11-28T15:00:00Z");

  @BeforeEach
  void open() throws Exception {
    folder = DataFolder.hold(path);
    book = read();
  }

  private HandsetBook read() throws IOException {
    return new HandsetBook(folder, new SystemSecrets(), () -> now);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private Entry.Admitted admit(String name) {
    Entry entry = book.redeem(book.code(), name);
    assertThat(entry).isInstanceOf(Entry.Admitted.class);
    return (Entry.Admitted) entry;
  }

  private void refuses(String code, Cause cause) {
    assertThat(book.redeem(code, "Eve")).isEqualTo(new Entry.Refused(cause));
  }

  @Test
  void aLineOfALaterVersionIsKept() throws Exception {
    admit("Ada");
    Path file = folder.file("handsets");
    Files.writeString(file, Files.readString(file) + "+rights a1b2c3d4 listen\n");
    book = read();
    assertThat(book.all()).hasSize(1);
    admit("Grace");
    assertThat(Files.readAllLines(file)).hasSize(3).contains("+rights a1b2c3d4 listen");
  }

  @Test
  void aCodeIsGoodOnce() {
    String code = book.code();
    assertThat(book.redeem(code, "Ada")).isInstanceOf(Entry.Admitted.class);
    refuses(code, Cause.CODE_UNKNOWN);
    refuses("", Cause.CODE_UNKNOWN);
  }

  @Test
  void aCodeRunsOut() {
    String code = book.code();
    now = now.plus(HandsetBook.CODE_LIFE).minus(Duration.ofSeconds(1));
    String later = book.code();
    now = now.plusSeconds(1);
    refuses(code, Cause.CODE_UNKNOWN);
    assertThat(book.redeem(later, "Ada")).isInstanceOf(Entry.Admitted.class);
  }

  @Test
  void aHandsetIsKnownByItsKeyAlsoAfterARestart() throws Exception {
    Entry.Admitted ada = admit("Ada Lovelace");
    assertThat(book.find(ada.key())).isEqualTo(ada.handset());
    assertThat(read().find(ada.key())).isEqualTo(ada.handset());
    assertThat(book.find("")).isNull();
    assertThat(Files.readString(path.resolve("handsets"))).doesNotContain(ada.key());
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("handsets"))))
        .isEqualTo("rw-------");
    assertThat(ada.toString()).doesNotContain(ada.key());
  }

  @Test
  void whoIsPutOutIsUnknownAlsoAfterARestart() throws Exception {
    Entry.Admitted ada = admit("Ada");
    assertThat(book.remove(ada.handset().id())).isEqualTo(HandsetBook.Removal.DONE);
    assertThat(book.remove(ada.handset().id())).isEqualTo(HandsetBook.Removal.UNKNOWN);
    assertThat(book.find(ada.key())).isNull();
    assertThat(read().all()).isEmpty();
  }

  @Test
  void thatOneIsPutOutHoldsAtOnceAndIsSaidWhenItCannotBeKept() throws Exception {
    Entry.Admitted ada = admit("Ada");
    Files.createDirectories(path.resolve("handsets.new/in-the-way"));
    assertThat(book.remove(ada.handset().id())).isEqualTo(HandsetBook.Removal.NOT_KEPT);
    assertThat(book.find(ada.key())).isNull();
    assertThat(read().all()).as("the file is as it was").hasSize(1);
  }

  @Test
  void thereAreOnlySoMany() {
    for (int i = 0; i < HandsetBook.HANDSETS_MAX; i++) {
      admit("phone " + i);
    }
    String code = book.code();
    refuses(code, Cause.HANDSETS_FULL);
    book.remove(book.all().getFirst().id());
    assertThat(book.redeem(code, "Ada")).isInstanceOf(Entry.Admitted.class);
  }

  @Test
  void aPhoneThatCannotBeKeptIsNotLetIn() throws Exception {
    Files.createDirectories(path.resolve("handsets.new/in-the-way"));
    refuses(book.code(), Cause.NOT_KEPT);
    assertThat(book.all()).isEmpty();
  }
}
