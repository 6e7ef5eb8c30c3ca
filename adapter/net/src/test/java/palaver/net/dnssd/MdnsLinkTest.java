// SPDX-License-Identifier: Apache-2.0
package palaver.net.dnssd;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.base.Bytes;

class MdnsLinkTest {

  private static MdnsLink link(String address, int bits) throws Exception {
    return new MdnsLink(
        NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()),
        List.of(new MdnsLink.Prefix(InetAddress.getByName(address), bits)));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, true",
    "172.16.0.1, true",
    "172.32.0.1, false",
    "192.168.9.9, true",
    "192.169.9.9, false",
    "8.8.8.8, false",
    "fd78::1, true",
    "2001:db8::1, false",
    // The own network.
    "198.51.100.130, true",
    "198.51.100.120, false",
    "2001:db8:1::77, true",
    "2001:db8:2::77, false"
  })
  void onlyNetworksAroundAreWrittenTo(String address, boolean near) throws Exception {
    Bytes ip = Bytes.of(InetAddress.getByName(address).getAddress());
    List<MdnsLink> links = List.of(link("198.51.100.129", 25), link("2001:db8:1::1", 48));
    assertThat(MdnsLink.isNear(ip, links)).isEqualTo(near);
  }

  @Test
  void addressesThatHoldForOneLinkAreNotTold() throws Exception {
    assertThat(link("fe80::1", 64).told()).isEmpty();
    assertThat(link("fe80::1", 64).ipv6()).isTrue();
    assertThat(link("169.254.1.1", 16).told()).hasSize(1);
  }
}
