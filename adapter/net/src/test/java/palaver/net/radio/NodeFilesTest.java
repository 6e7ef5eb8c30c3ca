// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.Bytes;
import palaver.net.SystemSecrets;
import palaver.net.radio.NodeFiles.ChannelName;
import palaver.net.radio.NodeFiles.Documents;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsRecord;
import palaver.radio.settings.SettingsValues;
import palaver.trust.audit.AuditChain;
import palaver.trust.audit.AuditEntry;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

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
    files.membership(documents.certificates(), List.of(channel));
    files.membership(List.of(), List.of(channel));
    assertThat(files.nextBoot(0)).isEqualTo(1);

    NodeFiles again = NodeFiles.open(folder);
    assertThat(again.deviceSecret(new SystemSecrets(), 64)).isEqualTo(device);
    assertThat(again.channelSecret()).isEqualTo(channel);
    assertThat(again.channel()).isEqualTo(new ChannelName(channel, "Front of house"));
    assertThat(again.termCounter()).isEqualTo(17);
    assertThat(again.membership()).isEqualTo(documents);
    assertThat(again.nextBoot(0)).isEqualTo(2);
  }

  @Test
  void aFolderFromABackupStartsAboveTheRunsThatWereHeard() throws Exception {
    NodeFiles files = NodeFiles.open(folder);
    byte[] backup = Files.readAllBytes(folder.resolve("format"));
    long heard = files.nextBoot(1_800_000_000_000L);
    long next = files.nextBoot(1_800_000_000_000L);
    assertThat(next).isGreaterThan(heard);
    Files.delete(folder.resolve("boots"));
    Files.write(folder.resolve("format"), backup);
    NodeFiles restored = NodeFiles.open(folder);
    assertThat(restored.nextBoot(1_800_000_180_000L)).isGreaterThan(next);
    assertThat(restored.nextBoot(0)).as("the clock was set back").isGreaterThan(next);
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
    Files.writeString(folder.resolve("membership"), "entry\n");
    assertThatThrownBy(files::membership).hasMessageContaining("membership is damaged");
  }

  @Test
  void aLineThatACrashCutOffIsWrittenOver() throws Exception {
    NodeFiles files = NodeFiles.open(folder);
    files.membership(List.of(), List.of(Bytes.of((byte) 1)));
    Files.writeString(folder.resolve("membership"), "entry 0", StandardOpenOption.APPEND);

    NodeFiles again = NodeFiles.open(folder);
    assertThat(again.membership().entries()).containsExactly(Bytes.of((byte) 1));
    again.membership(List.of(), List.of(Bytes.of((byte) 2)));
    assertThat(NodeFiles.open(folder).membership().entries())
        .containsExactly(Bytes.of((byte) 1), Bytes.of((byte) 2));
  }

  @Test
  void theChainOfTheAuditGoesOnAfterARestart() throws Exception {
    NodeFiles files = NodeFiles.open(folder);
    assertThat(files.lastAudit()).isNull();
    AuditChain chain = new AuditChain(10, files::audit);
    chain.append(5, new NodeId(7), "admit", "Front\ndesk \\ bar");
    AuditEntry last = chain.append(6, new NodeId(8), "revoke", "");

    NodeFiles again = NodeFiles.open(folder);
    assertThat(again.lastAudit()).isEqualTo(last);
    AuditChain resumed = new AuditChain(10, again::audit);
    resumed.resume(last);
    assertThat(resumed.append(7, NodeId.NONE, "x", "y").previous()).isEqualTo(last.hash());
    assertThat(Files.readAllLines(folder.resolve("audit"))).hasSize(3);
  }

  @Test
  void theNewestSettingsAreKept() throws Exception {
    NodeFiles files = NodeFiles.open(folder);
    SettingsRecord newest = settings(1);
    for (int number = 1; number <= 70; number++) {
      newest = settings(number);
      files.save(newest);
    }
    List<SettingsRecord> loaded = NodeFiles.open(folder).load();
    assertThat(loaded).hasSize(64);
    assertThat(loaded.getLast()).isEqualTo(newest);
    assertThat(Files.readAllLines(folder.resolve("settings"))).hasSize(64);
  }

  private static SettingsRecord settings(int number) {
    Term term = new Term(number, 3, new NodeId(-5), Long.MIN_VALUE + 9);
    Bytes hash = Bytes.of(new byte[SettingsVersion.HASH_BYTES]);
    SettingsValues values =
        SettingsValues.initial().with(List.of(new SettingsValues.Change(Setting.BITRATE, 32_000)));
    return new SettingsRecord(
        new SettingsVersion(term, number, hash),
        SettingsRecord.Kind.CHANGE,
        new NodeId(77),
        Bytes.of((byte) 1, (byte) 2),
        values);
  }
}
