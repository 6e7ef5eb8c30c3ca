// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerNameTest {

  @ParameterizedTest
  @CsvSource({
    "bar.example.org, bar.example.org:7070",
    "bar:9000, bar:9000",
    "10.0.0.7, 10.0.0.7:7070",
    "10.0.0.7:1, 10.0.0.7:1",
    "fd00::7, [fd00::7]:7070",
    "[fd00::7], [fd00::7]:7070",
    "[fd00::7]:65535, [fd00::7]:65535",
    "::1, [::1]:7070"
  })
  void namesAndAddressesAreRead(String text, String expected) {
    assertThat(PeerName.parse(text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ":7070", "bar:", "bar:0", "bar:65536", "bar:x", "[fd00::7", "[]"})
  void whatNamesNobodyIsRefused(String text) {
    assertThat(PeerName.parse(text)).isNull();
  }

  @Test
  void aNameKeepsItsParts() {
    assertThat(PeerName.parse("[fe80::1%eth0]:5")).isEqualTo(new PeerName("fe80::1%eth0", 5));
  }
}
