// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.radio.entrance.RadioAddresses;
import palaver.app.start.DataFolder;
import palaver.base.Bytes;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;

/// Where the others are is known over a restart.
@Timeout(90)
final class RadioAddressesTest {

  @TempDir Path folder;

  @Test
  void nodesFindEachOtherAfterARestartWithoutMulticastAndWithoutAName() throws Exception {
    Nodes nodes = new Nodes(folder);
    int adas = Nodes.freePort();
    int graces = Nodes.freePort();
    try (RadioStation ada = nodes.start("Ada", adas, null)) {
      String token = nodes.radio("Ada", "invite", "--uses", "1", "--hours", "1").out().strip();
      try (RadioStation grace = nodes.start("Grace", graces, token, adas)) {
        Nodes.until("both agree", () -> Nodes.agreed(ada, grace));
      }
    }
    assertThat(Files.readString(nodes.data("Grace").resolve("addresses")))
        .contains(" 127.0.0.1 " + adas);
    try (RadioStation grace = nodes.start("Grace", graces, null);
        RadioStation ada = nodes.start("Ada", adas, null)) {
      Nodes.until("both agree again", () -> Nodes.agreed(ada, grace));
    }
  }

  @Test
  void whatCannotBeReadIsLeftOut() throws Exception {
    try (DataFolder data = DataFolder.hold(folder.resolve("x"), "test")) {
      Files.writeString(
          data.file("addresses"),
          """
          0000000000000005 10.0.0.7 7070
          nonsense
          0000000000000006 example.org 7070
          0000000000000006 10.0.0.8 99999
          0000000000000007 fd00::1 7071
          """);
      List<PeerAddress> read = RadioAddresses.read(data);
      assertThat(read).hasSize(2);
      assertThat(read.getFirst())
          .isEqualTo(new PeerAddress(new NodeId(5), Bytes.of(new byte[] {10, 0, 0, 7}), 7_070));
      assertThat(read.getLast().ip().length()).isEqualTo(16);
    }
  }
}
