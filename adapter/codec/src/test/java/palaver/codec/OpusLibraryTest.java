// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpusLibraryTest {

  @Test
  void theLibraryOfThisPlatformLoads() throws OpusUnavailableException {
    assertThat(OpusLibrary.open().version()).startsWith("libopus");
  }

  @Test
  void everyPlatformHasItsFileOnTheClassPath() throws Exception {
    for (NativePlatform platform : NativePlatform.values()) {
      NativeFile file = NativeFile.extract(platform);
      assertThat(Files.size(file.file())).isGreaterThan(4_000_000);
      file.discard();
      assertThat(file.file()).doesNotExist();
    }
  }

  @Test
  void aPlatformWithoutLibraryIsNamed() {
    String wanted = NativePlatform.resourceName("SunOS", "sparc");
    assertThatThrownBy(() -> OpusLibrary.bundled(null, wanted))
        .isInstanceOf(OpusUnavailableException.class)
        .hasMessageContaining("there is no sunos/sparc/org/lwjgl/opus/libopus.so");
  }

  @Test
  void platformsAreKnownByTheNamesThatJavaGivesThem() {
    assertThat(NativePlatform.of("Linux", "amd64")).contains(NativePlatform.LINUX_X64);
    assertThat(NativePlatform.of("Linux", "aarch64")).contains(NativePlatform.LINUX_ARM64);
    assertThat(NativePlatform.of("Mac OS X", "aarch64")).contains(NativePlatform.MACOS_ARM64);
    assertThat(NativePlatform.of("Mac OS X", "x86_64")).contains(NativePlatform.MACOS_X64);
    assertThat(NativePlatform.of("Windows 11", "amd64")).contains(NativePlatform.WINDOWS_X64);
    assertThat(NativePlatform.of("Windows 11", "aarch64")).isEmpty();
  }

  @Test
  void aFileThatIsNotTheOneWeKnowIsNotLoaded() {
    String resource = NativePlatform.LINUX_X64.resource();
    assertThatThrownBy(() -> NativeFile.extract(resource, "libopus.so", "00"))
        .isInstanceOf(OpusUnavailableException.class)
        .hasMessageContaining(resource + " is not the file it should be");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> NativeFile.extract("nowhere/libopus.so", "libopus.so", "00"))
        .hasMessageContaining("nowhere/libopus.so is not on the class path");
    assertThatThrownBy(() -> OpusLibrary.open(Path.of("/nowhere/libopus.so")))
        .isInstanceOf(OpusUnavailableException.class)
        .hasMessageContaining("there is no file /nowhere/libopus.so");
  }

  @Test
  void aFileThatIsNoLibraryIsNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("libopus.so"), "no library");
    assertThatThrownBy(() -> OpusLibrary.open(file))
        .isInstanceOf(OpusUnavailableException.class)
        .hasMessageContaining(file.toString());
  }
}
