// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.random.RandomGenerator;
import palaver.radio.Defect;
import palaver.sim.Fault;
import palaver.sim.NetworkProfile;
import palaver.sim.Simulation;

/// A venue splits into halves that each elect a leader, and heals: how long until one leads all.
public final class HealStory {
  private static final long MS = Venue.MS;
  private static final long SECOND = 1_000 * MS;
  private static final long TOGETHER_NS = 8 * SECOND;
  private static final long APART_NS = 5 * SECOND;
  private static final long WITHIN_NS = 20 * SECOND;

  private HealStory() {}

  /// Plays one seed and adds what it took, in milliseconds; a venue that does not heal is an error.
  static void play(NetworkProfile profile, int nodes, long seed, Samples tookMs) {
    play(profile, nodes, seed, APART_NS, tookMs);
  }

  /// The same with another time apart. A leader repeats its claim at a fixed pace, so how long it
  /// takes depends on where in that pace the network heals.
  ///
  /// @param apartNs how long the halves do not hear each other
  public static void play(
      NetworkProfile profile, int nodes, long seed, long apartNs, Samples tookMs) {
    Simulation simulation = new Simulation(seed);
    Venue venue =
        new Venue(simulation, profile, nodes, new Safety(true), EnumSet.noneOf(Defect.class));
    RandomGenerator random = simulation.fork();
    for (int i = 0; i < nodes; i++) {
      int index = i;
      simulation.after(random.nextLong(SECOND), () -> venue.start(index));
    }
    simulation.runFor(TOGETHER_NS);
    long nowNs = simulation.nowNs();
    venue.network().add(new Fault.Split(nowNs, nowNs + apartNs, half(nodes)));
    simulation.runFor(apartNs);
    long healedNs = simulation.nowNs();
    simulation.runUntil("one leader", () -> venue.onlyLeader() != null, WITHIN_NS);
    tookMs.add((simulation.nowNs() - healedNs) / 1e6);
  }

  private static BitSet half(int nodes) {
    BitSet side = new BitSet();
    for (int i = 0; i < nodes; i += 2) {
      side.set(i);
    }
    return side;
  }
}
