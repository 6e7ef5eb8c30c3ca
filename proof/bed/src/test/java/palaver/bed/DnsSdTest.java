// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.net.radio.RadioNetwork;

/// A network that carries multicast DNS and not the radio's own groups, as behind many gateways.
@Timeout(90)
class DnsSdTest {

  private static final int NODES = 2;
  private static final int NEWCOMER = NODES;

  @TempDir Path folder;

  private static void block(Lan lan) {
    for (int place = 0; place <= NEWCOMER; place++) {
      lan.block(place, RadioNetwork.GROUP_IPV4, RadioNetwork.GROUP_IPV6);
    }
  }

  @Test
  void nodesFindEachOtherByDnsSdWhereTheirOwnMulticastIsBlocked() {
    assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");
    try (Bed bed = new Bed("dsd", folder, NODES, 1, DnsSdTest::block)) {
      bed.awaitAgreed(20, bed.all());
      for (int i : bed.all()) {
        assertThat(bed.node(i).status().at("/network/dns_sd_nodes").asInt()).isEqualTo(1);
        assertThat(bed.lan().blocked(i)).as("calls to the own groups").isPositive();
      }
      aDeviceThatKnowsNothingHearsTheChannelAndKnocks(bed);
    }
  }

  private void aDeviceThatKnowsNothingHearsTheChannelAndKnocks(Bed bed) {
    try (RadioProcess device =
        RadioProcess.start(bed.lan().at(NEWCOMER), folder.resolve("new"), "newcomer")) {
      RadioProcess operator = bed.node(0);
      bed.until("it knocks", 20, () -> !operator.knocks().isEmpty());
      operator.approve(operator.knocks().getFirst().split("  ", 3)[0]);
      device.awaitReady();
      bed.until("it follows as the others do", 20, () -> device.leader().equals(operator.leader()));
    }
  }
}
