// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.base.Bytes;
import palaver.wire.radio.PeerAddress.Reach;

class PeerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "0a4e0001, 7070, NETWORK",
    "c0a80107, 1, NETWORK",
    "a9fe0102, 7070, NETWORK",
    "7f000001, 7070, MACHINE",
    "00000000, 7070, NONE",
    "efff4646, 7070, NONE",
    "ffffffff, 7070, NONE",
    "0a4e0001, 0, NONE",
    "fd780000000000000000000000000001, 7070, NETWORK",
    "20010db8000000000000000000000001, 7070, NETWORK",
    "00000000000000000000000000000001, 7070, MACHINE",
    "00000000000000000000000000000000, 7070, NONE",
    "fe800000000000000000000000000001, 7070, NONE",
    "ff120000000000000000000000007070, 7070, NONE",
    "00000000000000000000ffff0a4e0001, 7070, NONE"
  })
  void anAddressIsToldToWhomItMeansTheSame(String ip, int port, Reach reach) {
    Bytes bytes = Bytes.of(HexFormat.of().parseHex(ip));
    assertThat(new PeerAddress(new NodeId(1), bytes, port).reach()).isEqualTo(reach);
  }
}
