// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import palaver.base.Outbox;
import palaver.sim.Addresses;
import palaver.sim.CpuCost;
import palaver.sim.Endpoint;
import palaver.sim.Fault;
import palaver.sim.NetworkProfile;
import palaver.sim.SimNode;
import palaver.sim.Simulation;
import palaver.sim.VenueNetwork;
import palaver.wire.BigEndian;

/// The default scenario of `palaver sim` under protocol v1, as far as v1 has its parts: nobody
/// leads, so nobody is elected and nothing heals; presses, splits and a stopped node are the same.
final class V1Story {
  private static final long MS = Venue.MS;
  private static final long SECOND = 1_000 * MS;
  private static final long MINUTE = 60 * SECOND;
  private static final long AT_ONCE_NS = 60 * MS;
  private static final int PORT = 7_070;

  /// One node and what it hears.
  private static final class Listener {
    SimNode<V1Node.Command, V1Node.Event> machine;
    V1Node node;
    long pressedAtNs;
    boolean pressed;
    int presses;
    long spoken;
    long spokenAtPress;
    long talkerHeard = -1;
    long heardAtNs;

    Listener(SimNode<V1Node.Command, V1Node.Event> machine, V1Node node) {
      this.machine = machine;
      this.node = node;
    }
  }

  private final NetworkProfile profile;
  private final int nodes;
  private final int minutes;
  private final Simulation simulation;
  private final VenueNetwork network;
  private final RandomGenerator random;
  private final List<Listener> all = new ArrayList<>();
  private final Check oneTalker = new Check("c two-talkers");
  private final Check noStranger = new Check("e stranger");
  private final Samples grantMs = new Samples();
  private final Samples lastNodeMs = new Samples();
  private final Samples firstNodeMs = new Samples();
  private final Delivered delivered;
  private final BitSet missing = new BitSet();
  private final byte[] frame = new byte[Person.FRAME_BYTES];
  private int talker = -1;
  private boolean heardByAny;
  private long presses;
  private long denied;

  V1Story(NetworkProfile profile, int nodes, int minutes, long seed) {
    this.profile = profile;
    this.nodes = nodes;
    this.minutes = minutes;
    delivered = new Delivered(nodes);
    simulation = new Simulation(seed);
    network = new VenueNetwork(profile, nodes, Venue.PER_ACCESS_POINT);
    simulation.network(network);
    simulation.traffic().classify(TrafficLines::classOf);
    random = simulation.fork();
    for (int i = 0; i < nodes; i++) {
      add(i);
    }
  }

  private void add(int index) {
    Addresses addresses = new Addresses();
    int[] peers = new int[nodes - 1];
    for (int i = 0, at = 0; i < nodes; i++) {
      if (i != index) {
        peers[at++] = addresses.pin(Endpoint.v4(i, PORT));
      }
    }
    long firstNs = simulation.nowNs() + random.nextLong(V1Node.HEARTBEAT_NS);
    V1Node node = new V1Node(peers, firstNs, (_, bytes, at, _) -> heard(index, bytes, at));
    int room = 64 + 3 * nodes;
    var machine =
        simulation.add(
            "node" + index,
            Endpoint.v4(index, PORT),
            addresses,
            node,
            new Outbox<>(room, room * 256 + 1_500));
    machine.forgetEvents();
    machine.cost(profile.wifi() && index % 3 != 0 ? CpuCost.PHONE : CpuCost.LAPTOP);
    Listener listener = new Listener(machine, node);
    machine.onEvent(event -> onEvent(index, event));
    all.add(listener);
  }

  Kpi play() {
    simulation.after(4 * SECOND, this::nextPress);
    for (int minute = 0; minute < minutes; minute++) {
      simulation.after(minute * MINUTE + 20 * SECOND, this::stopOne);
      if (minute % 2 == 0) {
        simulation.after(minute * MINUTE + 40 * SECOND, this::split);
      }
    }
    simulation.runFor(minutes * MINUTE);
    return report();
  }

  private void nextPress() {
    int racers = profile.racers() > 1 && random.nextInt(3) == 0 ? profile.racers() : 1;
    for (int i = 0; i < Math.min(racers, nodes); i++) {
      press(random.nextInt(nodes), 1_200 * MS + random.nextLong(1_300 * MS));
    }
    simulation.after(3_200 * MS + random.nextLong(1_300 * MS), this::nextPress);
  }

  private void press(int index, long holdNs) {
    Listener who = all.get(index);
    if (who.pressed || !who.machine.isUp()) {
      return;
    }
    who.pressed = true;
    int press = ++who.presses;
    presses++;
    who.pressedAtNs = simulation.nowNs();
    who.spokenAtPress = who.spoken;
    who.machine.command(new V1Node.Press());
    speakOn(index, press);
    simulation.after(
        holdNs,
        () -> {
          who.pressed = false;
          who.machine.command(new V1Node.Release());
        });
  }

  private void speakOn(int index, int press) {
    Listener who = all.get(index);
    if (who.pressed && who.presses == press) {
      BigEndian.put64(frame, 0, index);
      BigEndian.put64(frame, 8, who.spoken++);
      who.machine.inputNow((_, outbox) -> who.node.microphone(frame, frame.length, outbox));
      if (index == talker) {
        delivered.spoken(other -> reaches(index, other));
      }
      simulation.after(Venue.FRAME_NS, () -> speakOn(index, press));
    }
  }

  private void stopOne() {
    Listener who = all.get(random.nextInt(nodes));
    who.machine.pause();
    simulation.after(10 * SECOND, who.machine::resume);
  }

  private void split() {
    BitSet side = new BitSet();
    for (int i = 0; i < nodes; i += 2) {
      side.set(i);
    }
    long nowNs = simulation.nowNs();
    network.add(new Fault.Split(nowNs, nowNs + 5 * SECOND, side));
  }

  private void onEvent(int index, V1Node.Event event) {
    switch (event) {
      case V1Node.Denied _ -> denied++;
      case V1Node.Talks _ -> {
        grantMs.add((simulation.nowNs() - all.get(index).pressedAtNs) / 1e6);
        talker = index;
        Listener who = all.get(index);
        int said = (int) (who.spoken - who.spokenAtPress);
        delivered.begin(who.spokenAtPress, who.pressedAtNs, said, i -> reaches(index, i));
        heardByAny = false;
        missing.clear();
        for (int i = 0; i < nodes; i++) {
          missing.set(i, reaches(index, i));
        }
      }
    }
  }

  private boolean reaches(int from, int to) {
    return to != from
        && all.get(to).machine.isUp()
        && !network.blocked(simulation.nowNs(), from, to);
  }

  private void heard(int index, byte[] bytes, int at) {
    Listener listener = all.get(index);
    long from = BigEndian.i64(bytes, at);
    long nowNs = simulation.nowNs();
    boolean two =
        listener.talkerHeard >= 0
            && listener.talkerHeard != from
            && nowNs - listener.heardAtNs < AT_ONCE_NS;
    oneTalker.see(!two, false, () -> "");
    noStranger.see(from >= 0 && from < nodes, false, () -> "");
    listener.talkerHeard = from;
    listener.heardAtNs = nowNs;
    if (from == talker) {
      delivered.heard(index, BigEndian.i64(bytes, at + 8), nowNs);
    }
    if (from == talker && missing.get(index)) {
      missing.clear(index);
      double ms = (nowNs - all.get(talker).pressedAtNs) / 1e6;
      if (!heardByAny) {
        heardByAny = true;
        firstNodeMs.add(ms);
      }
      if (missing.isEmpty()) {
        lastNodeMs.add(ms);
      }
    }
  }

  private Kpi report() {
    Map<String, Kpi.Figure> figures = new LinkedHashMap<>();
    figures.put("floor_grant_ms", new Kpi.Figure("ms", grantMs));
    figures.put("press_to_first_node_ms", new Kpi.Figure("ms", firstNodeMs));
    figures.put("press_to_last_node_ms", new Kpi.Figure("ms", lastNodeMs));
    delivered.finish();
    figures.put("burst_missed_percent", new Kpi.Figure("%", delivered.missedPercent()));
    figures.put("reelection_ms", new Kpi.Figure("ms", new Samples()));
    figures.put("heal_one_leader_ms", new Kpi.Figure("ms", new Samples()));
    List<String> notes = new ArrayList<>();
    notes.add(presses + " presses, " + grantMs.count() + " talked, " + denied + " found it taken");
    notes.add("v1 has no leader: nothing is granted, elected or healed; a press decides by itself");
    notes.add(
        "v1 has no leases and no signatures: invariants a, b, d and g have nothing to look at");
    return new Kpi(
        "v1",
        profile,
        nodes,
        minutes,
        simulation.seed(),
        simulation.traceHash(),
        List.of(oneTalker, noStranger),
        figures,
        TrafficLines.of(simulation, nodes),
        TrafficLines.airPercent(network, minutes),
        notes);
  }
}
