// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import palaver.app.ServerOptions.TlsChoice;
import palaver.app.media.MachineAddresses;
import palaver.app.start.StartFailure;

@DisplayName("The addresses at which clients are told to send media")
final class MediaAddressesTest {

  @Test
  void everyUsefulAddressOfTheMachineIsToldAndLoopbackLast() throws UnknownHostException {
    List<InetAddress> machine =
        addresses(
            "::1",
            "fe80::1",
            "2001:db8::7",
            "127.0.0.1",
            "169.254.3.4",
            "192.168.1.5",
            "fd00::2",
            "10.0.0.3");

    assertThat(MachineAddresses.everyAddress(null, machine))
        .containsExactly(
            "192.168.1.5", "10.0.0.3", "2001:db8:0:0:0:0:0:7", "fd00:0:0:0:0:0:0:2", "127.0.0.1");
  }

  @Test
  void theAddressFromOutsideComesFirst() throws UnknownHostException {
    InetAddress outside = InetAddress.getByName("203.0.113.9");

    assertThat(MachineAddresses.everyAddress(outside, addresses("192.168.1.5")))
        .containsExactly("203.0.113.9", "192.168.1.5", "127.0.0.1");
  }

  @Test
  void anAddressIsToldOnce() throws UnknownHostException {
    InetAddress outside = InetAddress.getByName("192.168.1.5");

    assertThat(MachineAddresses.everyAddress(outside, addresses("192.168.1.5", "192.168.1.5")))
        .containsExactly("192.168.1.5", "127.0.0.1");
  }

  @Test
  void aGivenMediaHostIsTheOnlyOne() throws StartFailure {
    MediaAddresses addresses = MediaAddresses.of(options("127.0.0.2", "203.0.113.9"));

    assertThat(addresses.told()).containsExactly("127.0.0.2");
    assertThat(addresses.at(7).getAddress().getHostAddress()).isEqualTo("127.0.0.2");
  }

  @Test
  void theCatchAllAddressMeansAll() throws StartFailure {
    MediaAddresses addresses = MediaAddresses.of(options("0.0.0.0", "203.0.113.9"));

    assertThat(addresses.told()).startsWith("203.0.113.9").endsWith("127.0.0.1");
    assertThat(addresses.at(7).getAddress().isAnyLocalAddress()).isTrue();
  }

  private static ServerOptions options(@Nullable String mediaHost, @Nullable String outside) {
    return new ServerOptions(
        "127.0.0.1",
        0,
        mediaHost,
        0,
        1,
        outside,
        List.of(),
        List.of(),
        Path.of("unused"),
        null,
        new TlsChoice.Off(),
        MonitoringOptions.QUIET);
  }

  private static List<InetAddress> addresses(String... texts) throws UnknownHostException {
    List<InetAddress> addresses = new ArrayList<>();
    for (String text : texts) {
      addresses.add(InetAddress.getByName(text));
    }
    return addresses;
  }
}
