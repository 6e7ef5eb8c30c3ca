// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VenueNetworkTest {
  private static final long MS = 1_000_000;
  private static final int PACKETS = 200_000;
  private static final Endpoint A = Endpoint.v4(0, 1);
  private static final Endpoint B = Endpoint.v4(1, 1);

  private static List<Long> delays(NetworkProfile profile) {
    VenueNetwork network = new VenueNetwork(profile, 2, 1);
    SplittableRandom random = new SplittableRandom(5);
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      delays.add(network.delayNs(i * 20L * MS, A, B, 100, random));
    }
    return delays;
  }

  @Test
  void eachProfileHasItsFigures() {
    for (NetworkProfile profile : NetworkProfile.ALL) {
      List<Long> delays = delays(profile);
      List<Long> arrived = delays.stream().filter(d -> d >= 0).sorted().toList();
      double loss = 1 - arrived.size() / (double) PACKETS;
      if (!profile.outages()) {
        assertThat(loss)
            .as(profile.name())
            .isBetween(
                profile.lossPerMillion() * 0.8e-6 - 1e-4, profile.lossPerMillion() * 1.2e-6 + 1e-4);
      }
      assertThat(arrived.getFirst()).isGreaterThanOrEqualTo(profile.baseNs());
      assertThat(arrived.get(arrived.size() * 99 / 100))
          .as(profile.name())
          .isBetween((long) (profile.p99Ns() * 0.9), (long) (profile.p99Ns() * 1.2) + MS);
    }
    assertThat(NetworkProfile.named("busy-wifi")).contains(NetworkProfile.BUSY_WIFI);
    assertThat(NetworkProfile.named("moon")).isEmpty();
    assertThat(NetworkProfile.WIRED.withLoss(7).lossPerMillion()).isEqualTo(7);
  }

  @Test
  void lossOfABusyNetworkComesInBursts() {
    List<Long> delays = delays(NetworkProfile.BUSY_WIFI);
    int lost = 0;
    int runs = 0;
    for (int i = 1; i < PACKETS; i++) {
      lost += delays.get(i) < 0 ? 1 : 0;
      runs += delays.get(i) < 0 && delays.get(i - 1) >= 0 ? 1 : 0;
    }
    assertThat(lost / (double) runs).isBetween(3.0, 5.5);
  }

  @Test
  void roamingMachinesAreOutNowAndThen() {
    List<Long> delays = delays(NetworkProfile.ROAMING);
    double loss = delays.stream().filter(d -> d < 0).count() / (double) PACKETS;
    assertThat(loss).isBetween(0.015, 0.03);
  }

  @Test
  void machinesOfOneAccessPointShareItsAir() {
    VenueNetwork network = new VenueNetwork(NetworkProfile.GOOD_WIFI, 4, 2);
    SplittableRandom random = new SplittableRandom(5);
    int lost = 0;
    for (int i = 0; i < 20_000; i++) {
      lost += network.delayNs(i * 50_000L, A, B, 1_000, random) < 0 ? 1 : 0;
    }
    assertThat(lost).as("more than the air takes").isGreaterThan(10_000);
    assertThat(network.airTimeNs()[0]).isBetween(900 * MS, 1_400 * MS);
    assertThat(network.airTimeNs()[1]).isZero();
  }

  @Test
  void whatComesFromACrowdedAccessPointDoesNotHoldUpAnother() {
    VenueNetwork network = new VenueNetwork(NetworkProfile.GOOD_WIFI.withLoss(0), 4, 2);
    SplittableRandom random = new SplittableRandom(5);
    Endpoint far = Endpoint.v4(2, 1);
    long lateNs = 0;
    for (int i = 0; i < 1_000; i++) {
      lateNs = Math.max(lateNs, network.delayNs(0, A, i % 10 == 0 ? far : B, 1_000, random));
    }
    assertThat(lateNs).as("waits at the first").isGreaterThan(150 * MS);
    long soonNs = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      soonNs = Math.min(soonNs, network.delayNs(0, Endpoint.v4(3, 1), far, 100, random));
    }
    assertThat(soonNs).as("the air of the second is free until then").isLessThan(10 * MS);
  }

  @Test
  void duplicatesArriveAsOftenAsAsked() {
    VenueNetwork network = new VenueNetwork(NetworkProfile.WIRED, 2, 1);
    network.duplicates(100_000);
    SplittableRandom random = new SplittableRandom(5);
    int twice = 0;
    for (int i = 0; i < 10_000; i++) {
      twice += network.duplicateDelayNs(0, A, B, random) >= 0 ? 1 : 0;
    }
    assertThat(twice).isBetween(800, 1_200);
  }

  private static BitSet hosts(int... hosts) {
    BitSet set = new BitSet();
    for (int host : hosts) {
      set.set(host);
    }
    return set;
  }

  @Test
  void faultsBeginAndEnd() {
    VenueNetwork network = new VenueNetwork(NetworkProfile.WIRED.withLoss(0), 4, 4);
    network.add(new Fault.Split(10, 20, hosts(0, 1)));
    network.add(new Fault.OneWay(30, 40, hosts(0), hosts(1, 2)));
    network.add(new Fault.Partial(50, 60, hosts(0), hosts(1)));
    network.add(new Fault.Degraded(70, 80, hosts(2), 1_000_000, 0));
    network.add(new Fault.Degraded(70, 80, hosts(1), 0, 5 * MS));
    assertThat(network.faultsOverNs()).isEqualTo(80);
    assertThat(network.blocked(9, 0, 2)).isFalse();
    assertThat(network.blocked(10, 0, 2)).isTrue();
    assertThat(network.blocked(19, 0, 1)).isFalse();
    assertThat(network.blocked(20, 0, 2)).isFalse();
    assertThat(network.blocked(30, 0, 1)).isTrue();
    assertThat(network.blocked(30, 1, 0)).isFalse();
    assertThat(network.blocked(50, 1, 0)).isTrue();
    assertThat(network.blocked(50, 1, 2)).isFalse();
    SplittableRandom random = new SplittableRandom(5);
    assertThat(network.delayNs(50, A, B, 10, random)).isEqualTo(Links.LOST);
    assertThat(network.delayNs(70, A, Endpoint.v4(2, 1), 10, random)).isEqualTo(Links.LOST);
    assertThat(network.delayNs(70, A, B, 10, random)).isGreaterThan(5 * MS);
  }

  @Test
  void aMulticastReachesEveryOtherNodeByTheNetwork() {
    Simulation simulation = new Simulation(3);
    simulation.network(new VenueNetwork(NetworkProfile.WIRED.withLoss(0), 8, 8));
    List<String> got = new ArrayList<>();
    for (int host = 0; host < 4; host++) {
      int number = host;
      simulation
          .add("node", Endpoint.v4(host, 1), new Addresses(), new Pinger())
          .onEvent(event -> got.add(event instanceof Pinger.Ping ? "node " + number : "answer"));
    }
    simulation.traffic().classify((bytes, offset, _) -> bytes[offset] == 1 ? 1 : 0);
    simulation.inject(A, Endpoint.MULTICAST, new byte[] {1, 1});
    simulation.runFor(2 * MS);
    assertThat(got.stream().filter(e -> e.startsWith("node")))
        .containsExactlyInAnyOrder("node 1", "node 2", "node 3");
    assertThat(simulation.traffic().datagrams(0, 1)).isOne();
    assertThat(simulation.traffic().bytes(0, 1)).isEqualTo(2);
    assertThat(simulation.traffic().datagrams(1_000, 0)).isZero();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> NetworkProfile.WIRED.withLoss(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CpuCost(-1, 0, 100)).isInstanceOf(IllegalArgumentException.class);
  }
}
