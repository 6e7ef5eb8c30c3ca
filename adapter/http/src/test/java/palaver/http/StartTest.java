// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import palaver.http.signal.SignalDriver;

/// Opening the port.
class StartTest {

  @Test
  void aBusyPortIsOneClearLine() {
    try (ServerFixture first = new ServerFixture()) {
      HttpServer second = server(first, "127.0.0.1", first.port);
      assertThatThrownBy(second::start)
          .isInstanceOf(CannotListenException.class)
          .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + first.port + ": ")
          .hasMessageContaining("in use")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsOneClearLine() {
    try (ServerFixture first = new ServerFixture()) {
      HttpServer second = server(first, "192.0.2.1", 0);
      assertThatThrownBy(second::start)
          .isInstanceOf(CannotListenException.class)
          .hasMessageStartingWith("Cannot listen on 192.0.2.1:0: ");
    }
  }

  @Test
  void theRealPortIsTold() {
    try (ServerFixture fixture = new ServerFixture()) {
      assertThat(fixture.port).isPositive();
    }
  }

  private static HttpServer server(ServerFixture beside, String host, int port) {
    SignalDriver signal = beside.signal;
    return new HttpServer(
        HttpConfig.plain(host, port, "0.1-test"), signal, ServerFixture.barePorts(beside.records));
  }
}
