// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddressTableTest {

  @Test
  void givesOneNumberToOneAddressAndReadsItBack() throws Exception {
    AddressTable table = new AddressTable(1024);
    int four = table.number(at("192.0.2.7", 5000));
    int six = table.number(at("2001:db8::1", 5000));
    assertThat(table.number(at("192.0.2.7", 5000))).isEqualTo(four).isNotEqualTo(six);
    assertThat(table.number(at("192.0.2.7", 5001))).isNotEqualTo(four);
    assertThat(table.ip(four)).containsExactly(192, 0, 2, 7);
    assertThat(table.ip(six)).hasSize(16).startsWith(0x20, 0x01, 0x0d, 0xb8).endsWith(1);
    assertThat(table.port(six)).isEqualTo(5000);
    assertThat(table.socketAddress(four)).isEqualTo(at("192.0.2.7", 5000));
    assertThat(table.socketAddress(six)).isEqualTo(at("2001:db8::1", 5000));
  }

  @Test
  void treatsAMappedAddressAsItsIpv4Address() throws Exception {
    AddressTable table = new AddressTable(1024);
    int plain = table.number(at("198.51.100.9", 40000));
    int mapped = table.number(0, AddressTable.mapped(0xc6336409), 40000, 0);
    assertThat(mapped).isEqualTo(plain);
    assertThat(table.isIpv4(mapped)).isTrue();
    assertThat(table.ip(mapped)).hasSize(4);
  }

  @Test
  void neverGivesAPinnedNumberToAnotherAddress() {
    AddressTable table = new AddressTable(1024);
    int pinned = table.number(1, 1, 1, 0);
    table.retain(pinned);
    for (int i = 2; i < 5_000; i++) {
      table.beginTurn();
      assertThat(table.number(1, i, 1, 0)).isNotEqualTo(pinned);
    }
    assertThat(table.number(1, 1, 1, 0)).isEqualTo(pinned);
    table.release(pinned);
    for (int i = 5_000; i < 7_000; i++) {
      table.beginTurn();
      table.number(1, i, 1, 0);
    }
    assertThat(table.low(pinned)).isNotEqualTo(1);
  }

  @Test
  void refusesWhenEveryNumberIsPinnedOrSeenInThisTurn() {
    AddressTable table = new AddressTable(1024);
    for (int i = 0; i < 1024; i++) {
      int address = table.number(7, i, 9, 0);
      if (i % 2 == 0) {
        table.retain(address);
      }
    }
    assertThat(table.number(7, 5_000, 9, 0)).isEqualTo(-1);
    table.beginTurn();
    assertThat(table.number(7, 5_000, 9, 0)).isNotNegative();
  }

  @Test
  void agreesWithAPlainMapOverManyReplacements() {
    AddressTable table = new AddressTable(1024);
    Random random = new Random(42);
    Map<Long, Integer> model = new HashMap<>();
    long[] owner = new long[1024];
    for (int i = 0; i < 200_000; i++) {
      if (i % 64 == 0) {
        table.beginTurn();
      }
      long key = random.nextInt(3_000);
      int port = (int) (key % 7) + 1;
      int address = table.number(key * 3, key, port, 0);
      assertThat(table.low(address)).isEqualTo(key);
      assertThat(table.port(address)).isEqualTo(port);
      Integer known = model.get(key);
      if (known != null && owner[known] == key) {
        assertThat(address).isEqualTo(known);
      }
      model.put(key, address);
      owner[address] = key;
    }
  }

  private static InetSocketAddress at(String ip, int port) throws Exception {
    return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
  }
}
