// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.BitSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import palaver.radio.Defect;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.sim.Endpoint;
import palaver.sim.Fault;
import palaver.sim.ModelCrypto;
import palaver.sim.NetworkProfile;
import palaver.sim.SimNode;
import palaver.sim.Simulation;
import palaver.trust.crypto.Crypto;

/// One seed of the sweep: a venue of a size, a network, faults and presses that all follow from the
/// seed; then the faults stop and the venue must come to rest.
public final class RandomStory {
  private static final long MS = Venue.MS;
  private static final long SECOND = 1_000 * MS;
  private static final long FAULTS_FROM_NS = 3 * SECOND;

  private final Venue venue;
  private final Simulation simulation;
  private final RandomGenerator random;
  private final Conversation conversation;
  private final long faultsEndNs;
  private final int nodes;

  private RandomStory(Simulation simulation, Venue venue, int nodes, long durationNs) {
    this.simulation = simulation;
    this.venue = venue;
    this.nodes = nodes;
    random = simulation.fork();
    conversation = new Conversation(venue);
    faultsEndNs = simulation.nowNs() + durationNs;
  }

  /// How many nodes a seed has: 90 % 3 to 7, 9 % 8 to 25, 1 % 50 to 100.
  static int nodesOf(RandomGenerator random) {
    int share = random.nextInt(100);
    if (share < 90) {
      return 3 + random.nextInt(5);
    }
    return share < 99 ? 8 + random.nextInt(18) : 50 + random.nextInt(51);
  }

  /// Plays one seed; a broken rule throws.
  ///
  /// @param durationNs for how long faults and presses happen
  public static Venue play(Simulation simulation, long durationNs, Set<Defect> defects) {
    return play(simulation, durationNs, defects, new ModelCrypto());
  }

  /// The same with cryptography of a choice.
  public static Venue play(
      Simulation simulation, long durationNs, Set<Defect> defects, Crypto crypto) {
    return play(simulation, durationNs, defects, crypto, null);
  }

  /// The same with every node recorded.
  ///
  /// @param tapes where to, or null
  public static Venue play(
      Simulation simulation,
      long durationNs,
      Set<Defect> defects,
      Crypto crypto,
      @Nullable Tapes tapes) {
    RandomGenerator choice = simulation.fork();
    int nodes = nodesOf(choice);
    NetworkProfile profile = NetworkProfile.ALL.get(choice.nextInt(NetworkProfile.ALL.size()));
    Venue venue = new Venue(simulation, profile, nodes, new Safety(true), defects, crypto);
    if (tapes != null) {
      venue.record(tapes);
    }
    new RandomStory(simulation, venue, nodes, durationNs).run();
    return venue;
  }

  private void run() {
    for (int i = 0; i < nodes; i++) {
      int index = i;
      simulation.after(random.nextLong(2 * SECOND), () -> venue.start(index));
    }
    venue.network().duplicates(random.nextInt(3) * 10_000);
    simulation.after(FAULTS_FROM_NS, this::nextFault);
    simulation.after(FAULTS_FROM_NS, this::nextPress);
    simulation.after(FAULTS_FROM_NS, this::nextText);
    simulation.after(FAULTS_FROM_NS, this::nextSetting);
    simulation.runFor(faultsEndNs - simulation.nowNs());
    comeToRest();
  }

  private boolean isOver() {
    return simulation.nowNs() >= faultsEndNs - 8 * SECOND;
  }

  private void nextPress() {
    if (isOver()) {
      return;
    }
    int racers = random.nextInt(8) == 0 ? Math.min(nodes, 5) : 1;
    for (int i = 0; i < racers; i++) {
      long holdNs = 200 * MS + random.nextLong(4 * SECOND);
      venue.press(random.nextInt(nodes), holdNs, random.nextInt(6) == 0);
    }
    simulation.after(100 * MS + random.nextLong(3 * SECOND), this::nextPress);
  }

  private void nextText() {
    if (!isOver()) {
      conversation.write();
      simulation.after(conversation.pause(3 * SECOND), this::nextText);
    }
  }

  private void nextSetting() {
    if (!isOver()) {
      conversation.change();
      simulation.after(SECOND + conversation.pause(12 * SECOND), this::nextSetting);
    }
  }

  private void nextFault() {
    if (isOver()) {
      return;
    }
    fault();
    simulation.after(500 * MS + random.nextLong(5 * SECOND), this::nextFault);
  }

  private void fault() {
    int who = random.nextInt(3) == 0 ? leaderOrAny() : random.nextInt(nodes);
    long forNs = 200 * MS + random.nextLong(5 * SECOND);
    long nowNs = simulation.nowNs();
    switch (random.nextInt(11)) {
      case 0, 1 -> crash(who, forNs);
      case 2 -> flicker(who);
      case 3 -> venue.pause(who, forNs);
      case 4 -> venue.suspend(who, forNs);
      case 5, 6 -> venue.network().add(new Fault.Split(nowNs, nowNs + forNs, some()));
      case 7 -> venue.network().add(new Fault.OneWay(nowNs, nowNs + forNs, some(), some()));
      case 8 -> venue.network().add(new Fault.Partial(nowNs, nowNs + forNs, some(), some()));
      case 9 -> roam(who, forNs);
      default ->
          venue.network().add(new Fault.Degraded(nowNs, nowNs + forNs, some(), 300_000, 100 * MS));
    }
  }

  /// A node is out of reach for a while and comes back at another address.
  private void roam(int who, long forNs) {
    long nowNs = simulation.nowNs();
    BitSet alone = new BitSet();
    alone.set(who);
    venue.network().add(new Fault.Split(nowNs, nowNs + forNs, alone));
    simulation.after(forNs, () -> move(who));
  }

  private void move(int who) {
    SimNode<RadioCommand, RadioEvent> machine = venue.person(who).machine;
    Endpoint before = machine.endpoint();
    machine.moveTo(Endpoint.v4(before.host(), before.port() + 1));
  }

  private int leaderOrAny() {
    Person leader = venue.someLeader();
    return leader == null ? random.nextInt(nodes) : leader.index;
  }

  private void crash(int who, long forNs) {
    venue.crash(who);
    simulation.after(forNs, () -> startAgain(who));
  }

  private void startAgain(int who) {
    if (venue.person(who).down) {
      venue.start(who);
    }
  }

  /// A node starts anew at once and its person presses again.
  private void flicker(int who) {
    venue.crash(who);
    long againNs = 20 * MS + random.nextLong(300 * MS);
    simulation.after(
        againNs,
        () -> {
          startAgain(who);
          simulation.after(300 * MS, () -> venue.press(who, 2 * SECOND, false));
        });
  }

  private BitSet some() {
    BitSet side = new BitSet();
    for (int i = 0; i < nodes; i++) {
      side.set(i, random.nextBoolean());
    }
    return side;
  }

  /// The faults have stopped: one leader within a bound, and a press is granted and heard.
  private void comeToRest() {
    simulation.runFor(Math.max(0, venue.network().faultsOverNs() - simulation.nowNs()));
    for (int i = 0; i < nodes; i++) {
      startAgain(i);
    }
    try {
      simulation.runUntil("all nodes are up", () -> venue.upCount() == nodes, 10 * SECOND);
      simulation.runUntil(
          "one leader whom all follow", () -> venue.onlyLeader() != null, 15 * SECOND);
      pressIsHeard();
      simulation.runUntil(
          "the same settings and texts everywhere", conversation::isCommonToAll, 60 * SECOND);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + venue.describe(), e);
    }
  }

  private void pressIsHeard() {
    int who = random.nextInt(nodes);
    long before = venue.measures().granted;
    simulation.every(2_500 * MS, () -> venue.press(who, 2 * SECOND, false));
    simulation.runUntil("a press is granted", () -> venue.measures().granted > before, 20 * SECOND);
  }
}
