// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.Bytes;
import palaver.net.SystemSecrets;
import palaver.net.radio.NodeFiles.ChannelName;
import palaver.net.radio.NodeFiles.Documents;

class NodeFilesTest {

  @TempDir Path folder;

  @Test
  void whatWasKeptIsThereAfterARestart() throws Exception {
    NodeFiles files = NodeFiles.open(folder);
    byte[] device = files.deviceSecret(new SystemSecrets(), 64);
    Bytes channel = Bytes.of(new byte[] {1, 2, 3});
    files.channelSecret(channel);
    files.channel(new ChannelName(channel, "Front of house"));
    files.termCounter(17);
    Documents documents = new Documents(List.of(Bytes.of((byte) 9)), List.of(channel, channel));
    files.membership(documents);
    assertThat(files.nextBoot()).isEqualTo(1);

    NodeFiles again = NodeFiles.open(folder);
    assertThat(again.deviceSecret(new SystemSecrets(), 64)).isEqualTo(device);
    assertThat(again.channelSecret()).isEqualTo(channel);
    assertThat(again.channel()).isEqualTo(new ChannelName(channel, "Front of house"));
    assertThat(again.termCounter()).isEqualTo(17);
    assertThat(again.membership()).isEqualTo(documents);
    assertThat(again.nextBoot()).isEqualTo(2);
  }

  @Test
  void aFreshFolderKnowsNothing() throws Exception {
    NodeFiles files = NodeFiles.open(folder);
    assertThat(files.channel()).isNull();
    assertThat(files.channelSecret()).isNull();
    assertThat(files.termCounter()).isZero();
    assertThat(files.membership()).isEqualTo(new Documents(List.of(), List.of()));
  }

  @Test
  void onlyTheOwnerMayReadAnyFile() throws Exception {
    NodeFiles files = NodeFiles.open(folder);
    files.deviceSecret(new SystemSecrets(), 64);
    files.termCounter(1);
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as("%s", file)
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void whatACrashLeftHalfWrittenIsForgotten() throws Exception {
    NodeFiles files = NodeFiles.open(folder);
    files.termCounter(4);
    Files.writeString(folder.resolve("term.new"), "5");

    NodeFiles again = NodeFiles.open(folder);
    assertThat(again.termCounter()).isEqualTo(4);
    again.termCounter(6);
    assertThat(again.termCounter()).isEqualTo(6);
    assertThat(folder.resolve("term.new")).doesNotExist();
  }

  @Test
  void damageIsNamedAndNothingIsMadeAnewInItsPlace() throws Exception {
    NodeFiles files = NodeFiles.open(folder);
    Files.writeString(folder.resolve("device.key"), "no key");
    assertThatThrownBy(() -> files.deviceSecret(new SystemSecrets(), 64))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("device.key is damaged");
    assertThat(folder.resolve("device.key")).hasContent("no key");
    Files.writeString(folder.resolve("membership"), "entry");
    assertThatThrownBy(files::membership).hasMessageContaining("membership is damaged");
  }

  @Test
  void theFolderOfANewerVersionIsLeftAlone() throws Exception {
    Files.writeString(folder.resolve("format"), "2");
    assertThatThrownBy(() -> NodeFiles.open(folder)).hasMessageContaining("layout 2");
  }
}
