// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.ServerOptions.TlsChoice;
import palaver.app.media.SelfSignedFiles;
import palaver.app.media.TlsFiles;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;

@DisplayName("TLS from files and of our own making")
final class TlsTest {

  private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "::1");

  @TempDir Path folder;
  private DataFolder data;

  @BeforeEach
  void hold() throws StartFailure {
    data = DataFolder.hold(folder);
  }

  @AfterEach
  void release() {
    data.close();
  }

  @Test
  void aCertificateOfOurOwnStandsForEveryName() throws Exception {
    assertThat(Tls.context(new TlsChoice.SelfSigned(), data, NAMES)).isNotNull();
    assertThat(
            TlsFiles.chain(data.file("tls-self-signed.pem"))
                .getFirst()
                .getSubjectAlternativeNames())
        .extracting(name -> name.get(1))
        .isEqualTo(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
  }

  @Test
  void aCertificateOfOurOwnIsKeptForTheNextStart() throws Exception {
    SelfSignedFiles first = SelfSignedFiles.ensure(data, NAMES);
    String certificate = Files.readString(first.certificate());

    assertThat(Files.readString(SelfSignedFiles.ensure(data, NAMES).certificate()))
        .isEqualTo(certificate);
  }

  @Test
  void filesAreRead() throws Exception {
    SelfSignedFiles made = SelfSignedFiles.ensure(data, NAMES);

    assertThat(Tls.context(new TlsChoice.Files(made.certificate(), made.key()), data, NAMES))
        .isNotNull();
  }

  @Test
  void filesThatAreMissingOrWrongAreRefusedByName() throws Exception {
    SelfSignedFiles made = SelfSignedFiles.ensure(data, NAMES);

    assertRefused(folder.resolve("absent.pem"), made.key(), "absent.pem cannot be read");
    assertRefused(made.key(), made.key(), "no certificate");
    assertRefused(made.certificate(), made.certificate(), "no private key");
  }

  @Test
  void noTlsMeansNoContext() throws Exception {
    assertThat(Tls.context(new TlsChoice.Off(), data, NAMES)).isNull();
    assertThat(filesIn(folder)).containsExactly("lock");
  }

  private void assertRefused(Path certificate, Path key, String told) {
    assertThatThrownBy(() -> Tls.context(new TlsChoice.Files(certificate, key), data, NAMES))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(told);
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
