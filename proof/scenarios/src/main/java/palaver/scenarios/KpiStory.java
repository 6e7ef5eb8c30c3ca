// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import palaver.radio.Defect;
import palaver.sim.Fault;
import palaver.sim.NetworkProfile;
import palaver.sim.Simulation;

/// The default scenario of `palaver sim` under protocol v2.
///
/// A press about every four seconds, a talking venue; each minute the leader dies in the middle of
/// somebody's burst and comes back ten seconds later; every other minute, from the first on, the
/// venue splits for five seconds and heals. The storm adds racing talkers and churn.
final class KpiStory {
  private static final long MS = Venue.MS;
  private static final long SECOND = 1_000 * MS;
  private static final long MINUTE = 60 * SECOND;

  private final NetworkProfile profile;
  private final int nodes;
  private final int minutes;
  private final Simulation simulation;
  private final Venue venue;
  private final Safety safety = new Safety(false);
  private final RandomGenerator random;
  private long electionFromNs = -1;
  private long healFromNs = -1;
  private boolean calm;

  KpiStory(NetworkProfile profile, int nodes, int minutes, long seed) {
    this.profile = profile;
    this.nodes = nodes;
    this.minutes = minutes;
    simulation = new Simulation(seed);
    venue = new Venue(simulation, profile, nodes, safety, EnumSet.noneOf(Defect.class));
    random = simulation.fork();
    simulation.traffic().classify(TrafficLines::classOf);
  }

  void listen(Ears ears) {
    venue.listen(ears);
  }

  /// Nobody dies and nothing splits: load without faults.
  void stayCalm() {
    calm = true;
  }

  Kpi play() {
    for (int i = 0; i < nodes; i++) {
      int index = i;
      simulation.after(random.nextLong(SECOND), () -> venue.start(index));
    }
    simulation.after(4 * SECOND, this::nextPress);
    for (int minute = 0; minute < minutes && !calm; minute++) {
      simulation.after(minute * MINUTE + 20 * SECOND, this::killTheLeaderInMidTalk);
      if (minute % 2 == 0) {
        simulation.after(minute * MINUTE + 40 * SECOND, this::split);
      }
    }
    if (profile.churnPercent() > 0) {
      simulation.after(6 * SECOND, this::churn);
    }
    venue.watchTree();
    new Conversation(venue).goOn();
    simulation.every(5 * MS, this::look);
    simulation.every(100 * MS, this::countCopies);
    simulation.runFor(minutes * MINUTE);
    return report();
  }

  private void nextPress() {
    int racers = profile.racers() > 1 && random.nextInt(3) == 0 ? profile.racers() : 1;
    for (int i = 0; i < Math.min(racers, nodes); i++) {
      venue.press(random.nextInt(nodes), 1_200 * MS + random.nextLong(1_300 * MS), false);
    }
    simulation.after(3_200 * MS + random.nextLong(1_300 * MS), this::nextPress);
  }

  /// Waits for a pause: who is only queued when the leader dies is not in mid-talk, and one press
  /// after the other would fill the queue for good.
  private void killTheLeaderInMidTalk() {
    Person leader = venue.onlyLeader();
    if (leader == null || leader.radio().runningLease() != null) {
      simulation.after(200 * MS, this::killTheLeaderInMidTalk);
      return;
    }
    Person talker = venue.person((leader.index + 1 + random.nextInt(nodes - 1)) % nodes);
    venue.press(talker.index, 4 * SECOND, false);
    simulation.after(1_500 * MS, () -> kill(leader, talker));
  }

  /// Kills the leader when `talker` has the floor by now; else another tries.
  private void kill(Person leader, Person talker) {
    boolean inMidTalk = talker.isUp() && talker.radio().talkingUnder() != null;
    if (venue.onlyLeader() != leader || !inMidTalk) {
      simulation.after(500 * MS, this::killTheLeaderInMidTalk);
      return;
    }
    venue.crashRoot(leader, talker);
    simulation.after(2_300 * MS, venue::takeGaps);
    electionFromNs = simulation.nowNs();
    simulation.after(10 * SECOND, () -> comeBack(leader.index));
  }

  private void comeBack(int index) {
    if (venue.person(index).down) {
      venue.start(index);
    }
  }

  private void split() {
    BitSet side = new BitSet();
    for (int i = 0; i < nodes; i++) {
      side.set(i, i % 2 == 0);
    }
    long nowNs = simulation.nowNs();
    venue.network().add(new Fault.Split(nowNs, nowNs + 5 * SECOND, side));
    electionFromNs = -1;
    venue.disturb();
    simulation.after(5 * SECOND, () -> healFromNs = simulation.nowNs());
  }

  private void churn() {
    int who = random.nextInt(nodes);
    if (venue.person(who) != venue.someLeader()) {
      venue.crash(who);
      simulation.after(4 * SECOND, () -> comeBack(who));
    }
    simulation.after(MINUTE * 100 / ((long) nodes * profile.churnPercent()), this::churn);
  }

  /// Has the venue come together again?
  private void look() {
    if (electionFromNs < 0 && healFromNs < 0) {
      return;
    }
    if (venue.onlyLeader() == null) {
      return;
    }
    double nowMs = simulation.nowNs() / 1e6;
    if (electionFromNs >= 0) {
      venue.measures().reelectionMs.add(nowMs - electionFromNs / 1e6);
      electionFromNs = -1;
    }
    if (healFromNs >= 0) {
      venue.measures().healMs.add(nowMs - healFromNs / 1e6);
      healFromNs = -1;
    }
  }

  /// To how many a frame goes from the talker and from the leader.
  private void countCopies() {
    for (Person person : venue.people()) {
      if (person.isUp() && person.radio().talkingUnder() != null) {
        venue.measures().talkerCopies.add(person.radio().degree());
      } else if (person.isUp() && person.radio().runningLease() != null) {
        venue.measures().leaderCopies.add(person.radio().degree());
      }
    }
  }

  private Kpi report() {
    Measures m = venue.measures();
    Map<String, Kpi.Figure> figures = new LinkedHashMap<>();
    figures.put("floor_grant_ms", new Kpi.Figure("ms", m.grantMs));
    figures.put("press_to_first_node_ms", new Kpi.Figure("ms", m.firstFrameMs));
    figures.put("press_to_last_node_ms", new Kpi.Figure("ms", m.lastNodeMs));
    figures.put("burst_missed_percent", new Kpi.Figure("%", venue.missedPercent()));
    figures.put("reelection_ms", new Kpi.Figure("ms", m.reelectionMs));
    figures.put("heal_one_leader_ms", new Kpi.Figure("ms", m.healMs));
    figures.put("leader_death_gap_avoiding_ms", new Kpi.Figure("ms", m.gapAvoidingMs));
    figures.put("leader_death_gap_through_ms", new Kpi.Figure("ms", m.gapThroughMs));
    figures.put("talker_copies", new Kpi.Figure("packets", m.talkerCopies));
    figures.put("leader_copies", new Kpi.Figure("packets", m.leaderCopies));
    List<String> notes = new ArrayList<>();
    notes.add(m.presses + " presses, " + m.granted + " granted, " + m.denied + " denied");
    notes.add(
        "leases of two terms at the same time: "
            + safety.overlapsBetweenTerms()
            + " times, "
            + safety.overlapBetweenTermsNs() / MS
            + " ms in all (two sides of a split, each with its own talker)");
    return new Kpi(
        "v2",
        profile,
        nodes,
        minutes,
        simulation.seed(),
        simulation.traceHash(),
        safety.checks(),
        figures,
        TrafficLines.of(simulation, nodes),
        TrafficLines.airPercent(venue.network(), minutes),
        notes);
  }
}
