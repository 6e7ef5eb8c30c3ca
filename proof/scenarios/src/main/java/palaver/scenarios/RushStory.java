// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.random.RandomGenerator;
import palaver.floor.ParticipantState;
import palaver.radio.Defect;
import palaver.sim.NetworkProfile;
import palaver.sim.Simulation;

/// Two people talk in turns, and many more nodes start within a second: how long each of them needs
/// until it hears who talks and could itself ask for the floor.
final class RushStory {
  private static final long MS = Venue.MS;
  private static final long SECOND = 1_000 * MS;
  private static final long LOOK_NS = 10 * MS;
  private static final long TURN_NS = 2 * SECOND;
  private static final int HOSTS = 2;

  private final Simulation simulation;
  private final Venue venue;
  private final RandomGenerator random;
  private final Samples tookMs;
  private final BitSet waiting = new BitSet();
  private final long[] startedNs;

  private RushStory(NetworkProfile profile, int joiners, long seed, Samples tookMs) {
    this.tookMs = tookMs;
    startedNs = new long[HOSTS + joiners];
    simulation = new Simulation(seed);
    EnumSet<Defect> none = EnumSet.noneOf(Defect.class);
    venue = new Venue(simulation, profile, HOSTS + joiners, new Safety(true), none);
    random = simulation.fork();
  }

  /// Plays one seed and adds one sample for each joiner, in milliseconds from its start; one that
  /// never comes in is an error.
  static void play(NetworkProfile profile, int joiners, long seed, Samples tookMs) {
    new RushStory(profile, joiners, seed, tookMs).play();
  }

  private void play() {
    for (int i = 0; i < HOSTS; i++) {
      venue.start(i);
    }
    simulation.runUntil("two are one channel", () -> venue.onlyLeader() != null, 10 * SECOND);
    simulation.runFor(SECOND);
    turn(0);
    simulation.runFor(SECOND);
    for (int i = HOSTS; i < startedNs.length; i++) {
      int index = i;
      simulation.after(random.nextLong(SECOND), () -> join(index));
    }
    simulation.every(LOOK_NS, this::look);
    simulation.runFor(SECOND);
    simulation.runUntil("all are in", waiting::isEmpty, 20 * SECOND);
  }

  private void turn(int who) {
    venue.press(who, TURN_NS - 100 * MS, false);
    simulation.after(TURN_NS, () -> turn(1 - who));
  }

  private void join(int index) {
    startedNs[index] = simulation.nowNs();
    waiting.set(index);
    venue.start(index);
  }

  private void look() {
    for (int i = waiting.nextSetBit(0); i >= 0; i = waiting.nextSetBit(i + 1)) {
      Person person = venue.person(i);
      boolean canAsk = !(person.state instanceof ParticipantState.NoLeader);
      if (canAsk && person.radio().counters().framesPlayed() > 0) {
        waiting.clear(i);
        tookMs.add((simulation.nowNs() - startedNs[i]) / 1e6);
      }
    }
  }
}
