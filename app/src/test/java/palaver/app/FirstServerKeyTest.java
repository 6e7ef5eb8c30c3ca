// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;
import palaver.identity.Sha256;
import palaver.net.SystemSecrets;
import palaver.store.Store;
import palaver.store.StoreLimits;

@DisplayName("The API key of the data folder")
final class FirstServerKeyTest {

  @TempDir Path folder;
  private DataFolder data;
  private Store store;

  @BeforeEach
  void open() throws StartFailure {
    data = DataFolder.hold(folder);
    store = Store.open(data.database(), InstantSource.system(), StoreLimits.DEFAULT);
  }

  @AfterEach
  void close() {
    store.close();
    data.close();
  }

  @Test
  void theFirstStartWritesAKeyAloneThatOnlyItsOwnerReads() throws IOException {
    String key = ensured();

    assertThat(Base64.getUrlDecoder().decode(key)).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(store.apiKeys().valid(Sha256.hex(key))).isPresent();
  }

  @Test
  void aNewDataFolderIsItsOwnersOnly() throws Exception {
    DataFolder.hold(folder.resolve("new/one")).close();

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new/one"))))
        .isEqualTo("rwx------");
  }

  @Test
  void theDatabaseHasOnlyTheHash() throws IOException {
    String key = ensured();
    store.close();

    byte[] bytes = Files.readAllBytes(data.database());
    String database = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(database).contains(Sha256.hex(key)).doesNotContain(key);
  }

  @Test
  void theNextStartKeepsTheKey() throws IOException {
    String first = ensured();

    assertThat(ensured()).isEqualTo(first);
  }

  @Test
  void aLostFileGetsANewKeyAndTheOldOneStaysValid() throws IOException {
    String old = ensured();
    Files.delete(file());

    String fresh = ensured();

    assertThat(fresh).isNotEqualTo(old);
    assertThat(store.apiKeys().valid(Sha256.hex(old))).isPresent();
    assertThat(store.apiKeys().valid(Sha256.hex(fresh))).isPresent();
  }

  @Test
  void aKeyThatTheOwnerPutThereIsAccepted() throws IOException {
    Files.writeString(file(), "my-own-key\n");

    assertThat(ensured()).isEqualTo("my-own-key\n");
    assertThat(store.apiKeys().valid(Sha256.hex("my-own-key"))).isPresent();
  }

  @Test
  void aRevokedKeyStaysRevokedAlthoughItsFileIsThere() throws IOException {
    String key = ensured();
    String id = store.apiKeys().all().getFirst().id();
    store.apiKeys().revoke(id, Instant.now()).join();

    assertThat(ensured()).isEqualTo(key);
    assertThat(store.apiKeys().valid(Sha256.hex(key))).isEmpty();
  }

  private String ensured() throws IOException {
    FirstServerKey.ensure(data, store.apiKeys(), new SystemSecrets(), Instant.now());
    return Files.readString(file());
  }

  private Path file() {
    return folder.resolve("api-key");
  }
}
