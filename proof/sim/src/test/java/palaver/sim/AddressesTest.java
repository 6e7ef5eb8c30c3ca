// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AddressesTest {
  private final Addresses addresses = new Addresses();

  @Test
  void anAddressKeepsItsNumberWhileItIsRetained() {
    int kept = addresses.number(Endpoint.v4(1, 1));
    addresses.retain(kept);
    for (int host = 2; host < 50; host++) {
      addresses.number(Endpoint.v4(host, 1));
    }
    assertThat(addresses.number(Endpoint.v4(1, 1))).isEqualTo(kept);
    assertThat(addresses.retainedCount()).isEqualTo(1);
    addresses.release(kept);
    assertThat(addresses.retainedCount()).isZero();
  }

  @Test
  void numbersThatNobodyRetainsAreGivenToOthersSoon() {
    int first = addresses.number(Endpoint.v4(1, 1));
    int highest = 0;
    for (int host = 2; host < 50; host++) {
      highest = Math.max(highest, addresses.number(Endpoint.v4(host, 1)));
    }
    assertThat(highest).isLessThan(2 * Addresses.UNRETAINED_MAX);
    assertThat(addresses.endpoint(first)).isNotEqualTo(Endpoint.v4(1, 1));
  }

  @Test
  void namesIpAndPort() {
    int v4 = addresses.number(Endpoint.v4(0x0102, 7));
    int v6 = addresses.number(Endpoint.v6(0x0102, 8));
    assertThat(addresses.ip(v4)).containsExactly(10, 0, 1, 2);
    assertThat(addresses.port(v4)).isEqualTo(7);
    assertThat(addresses.ip(v6)).hasSize(16).startsWith(0xfd).endsWith(1, 2);
    assertThat(Endpoint.v4(0x0102, 7)).hasToString("10.0.1.2:7");
    assertThat(Endpoint.v6(0x0102, 8)).hasToString("[fd00::102]:8");
  }

  @Test
  void misuseIsFound() {
    int number = addresses.number(Endpoint.v4(1, 1));
    assertThatThrownBy(() -> addresses.release(number)).hasMessageContaining("not retained");
    addresses.retain(number);
    addresses.retain(number);
    addresses.release(number);
    assertThat(addresses.retainedCount()).isEqualTo(1);
    assertThatThrownBy(() -> addresses.endpoint(99)).hasMessageContaining("nobody");
    assertThatThrownBy(() -> addresses.endpoint(-1)).hasMessageContaining("nobody");
    assertThatThrownBy(() -> Endpoint.v4(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
