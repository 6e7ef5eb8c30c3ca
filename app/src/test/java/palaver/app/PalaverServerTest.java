// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.ServerOptions.TlsChoice;

@DisplayName("The whole server in one process")
final class PalaverServerTest {

  @TempDir Path folder;

  @Test
  void aReadyServerSaysWhere() throws Exception {
    try (PalaverServer server = PalaverServer.start(options(0, 0))) {
      StringWriter said = new StringWriter();
      ServerRun.announce(server, new PrintWriter(said));

      assertThat(said.toString().lines())
          .containsExactly(
              "Palaver is ready: http://localhost:" + server.address().getPort(),
              "Media ports (UDP): "
                  + server.mediaPorts().get(0)
                  + ", "
                  + server.mediaPorts().get(1));
    }
  }

  @Test
  void aSecondServerOnTheSameDataFolderIsRefused() throws Exception {
    try (PalaverServer first = PalaverServer.start(options(0, 0))) {
      assertThat(first.mediaPorts()).hasSize(2);
      assertRefused(options(0, 0), "another server runs on the data folder");
    }
    PalaverServer.start(options(0, 0)).close();
  }

  @Test
  void aBusyHttpPortIsRefusedAndEverythingElseIsFreed() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(options(busy.getLocalPort(), 0), String.valueOf(busy.getLocalPort()));
    }
    PalaverServer.start(options(0, 0)).close();
  }

  @Test
  void aBusyMediaPortIsRefusedAndEverythingElseIsFreed() throws Exception {
    try (DatagramSocket busy = new DatagramSocket()) {
      assertRefused(options(0, busy.getLocalPort()), String.valueOf(busy.getLocalPort()));
    }
    PalaverServer.start(options(0, 0)).close();
  }

  private void assertRefused(ServerOptions options, String told) {
    assertThatThrownBy(() -> PalaverServer.start(options))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(told);
  }

  private ServerOptions options(int port, int mediaPort) {
    return new ServerOptions(
        "127.0.0.1", port, null, mediaPort, 2, null, List.of(), folder, new TlsChoice.Off());
  }
}
