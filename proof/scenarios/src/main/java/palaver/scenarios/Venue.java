// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Outbox;
import palaver.floor.ParticipantState;
import palaver.radio.Credentials;
import palaver.radio.Defect;
import palaver.radio.RadioCommand;
import palaver.radio.RadioConfig;
import palaver.radio.RadioEvent;
import palaver.radio.RadioNode;
import palaver.radio.Standing;
import palaver.radio.VoiceSink;
import palaver.radio.replay.RecordedNode;
import palaver.sim.Addresses;
import palaver.sim.CpuCost;
import palaver.sim.Endpoint;
import palaver.sim.ModelCrypto;
import palaver.sim.NetworkProfile;
import palaver.sim.Simulation;
import palaver.sim.VenueNetwork;
import palaver.trust.crypto.Crypto;
import palaver.trust.member.DeviceIdentity;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;

/// A venue with its people and their nodes, checked after every event.
public final class Venue {
  static final long MS = 1_000_000;
  static final int PER_ACCESS_POINT = 25;
  static final long FRAME_NS = 20 * MS;
  private static final long QUIET_NS = 6_000 * MS;
  private static final int PORT = 7_070;

  private final Simulation simulation;
  private final VenueNetwork network;
  private final RandomGenerator random;
  private final Safety safety;
  private final Measures measures = new Measures();
  private final Deliveries deliveries;
  private final Channel channel;
  private final List<Person> people = new ArrayList<>();
  private final Set<Defect> defects;
  private final int hosts;
  private int treeMoves;
  private long disturbedAtNs;
  private boolean liars;
  private @Nullable Tapes tapes;
  private Ears ears = Ears.NONE;

  public Venue(
      Simulation simulation,
      NetworkProfile profile,
      int nodes,
      Safety safety,
      Set<Defect> defects) {
    this(simulation, profile, nodes, safety, defects, new ModelCrypto());
  }

  /// A venue with cryptography of a choice.
  public Venue(
      Simulation simulation,
      NetworkProfile profile,
      int nodes,
      Safety safety,
      Set<Defect> defects,
      Crypto crypto) {
    this.simulation = simulation;
    this.safety = safety;
    hosts = nodes;
    this.defects = defects.isEmpty() ? EnumSet.noneOf(Defect.class) : EnumSet.copyOf(defects);
    network = new VenueNetwork(profile, nodes, PER_ACCESS_POINT);
    simulation.network(network);
    random = simulation.fork();
    channel = new Channel(crypto, simulation.secrets());
    deliveries = new Deliveries(this, measures, nodes);
    for (int i = 0; i < nodes; i++) {
      addPerson(i, profile.wifi());
    }
    simulation.every(250 * MS, this::checkLimits);
  }

  private void addPerson(int index, boolean wifi) {
    Starting starting = new Starting();
    int room = 320 + 8 * hosts;
    var machine =
        simulation.add(
            "node" + index,
            Endpoint.v4(index, PORT),
            new Addresses(),
            starting,
            new Outbox<>(room, room * 384));
    machine.forgetEvents();
    boolean phone = wifi && index % 3 != 0;
    machine.cost(phone ? CpuCost.PHONE : CpuCost.LAPTOP);
    machine.drift(random.nextInt(401) - 200);
    byte[] device = channel.device();
    DeviceIdentity identity =
        DeviceIdentity.of(
            new MeteredCrypto(
                channel.crypto(),
                machine.work(),
                (key, nonce) -> safety.onSealed(index, key, nonce)),
            device);
    channel.admit(identity.keys(), index == 1);
    if (index == Conversation.OPERATOR) {
      channel.makeOperator(identity.keys());
    }
    Person person = new Person(index, identity, machine);
    people.add(person);
    safety.addNode();
    machine.onEvent(event -> onEvent(person, event));
    person.down = true;
    machine.crash();
  }

  /// One sample for each listener and burst: the share that it could not play in time.
  Samples missedPercent() {
    return deliveries.missedPercent();
  }

  /// Records every node that starts from now on.
  void record(Tapes into) {
    tapes = into;
  }

  /// Tells `who` from now on what everybody hears.
  void listen(Ears who) {
    ears = who;
  }

  Simulation simulation() {
    return simulation;
  }

  VenueNetwork network() {
    return network;
  }

  RandomGenerator random() {
    return random;
  }

  public Safety safety() {
    return safety;
  }

  public Measures measures() {
    return measures;
  }

  List<Person> people() {
    return people;
  }

  Person person(int index) {
    return people.get(index);
  }

  long nowNs() {
    return simulation.nowNs();
  }

  // Nodes come and go.

  private static final long FEATURES =
      Capabilities.FEATURE_LEAD | Capabilities.FEATURE_RELAY | Capabilities.FEATURE_TALK;

  private static Capabilities capabilities(int index) {
    Capabilities.NodeClass kind =
        switch (index % 3) {
          case 0 -> Capabilities.NodeClass.LAPTOP;
          case 1 -> Capabilities.NodeClass.TABLET;
          default -> Capabilities.NodeClass.PHONE;
        };
    return new Capabilities(2, 2, kind, FEATURES, 8);
  }

  /// Starts a node that is down.
  void start(int index) {
    disturb();
    Person person = people.get(index);
    Addresses addresses = new Addresses();
    int multicast = addresses.pin(Endpoint.MULTICAST);
    boolean repeat = defects.contains(Defect.REPEATED_BOOT);
    long boot = (repeat ? 1 : person.boots++) << 32 | index;
    RadioConfig config =
        RadioConfig.of(person.id, boot, "node " + index, capabilities(index), multicast)
            .restarted(boot, person.store.termCounter())
            .with(defects);
    Credentials credentials =
        new Credentials(person.identity, channel.membership(), channel.secrets());
    VoiceSink sink =
        (_, lease, talker, sequence, bytes, at, length, recovered) -> {
          onFrame(index, lease, talker, sequence, bytes, at, length);
          ears.at(index).frame(nowNs(), lease, talker, sequence, bytes, at, length, recovered);
        };
    RecordedNode recorded =
        tapes == null
            ? null
            : tapes.node(
                person,
                config,
                credentials.membership(),
                credentials.secrets(),
                sink,
                addresses,
                random.nextLong());
    RadioNode fresh =
        recorded == null
            ? new RadioNode(config, credentials, person.store, sink, addresses, simulation.fork())
            : recorded.node();
    person.node = fresh;
    person.recorded = recorded;
    person.down = false;
    person.pressed = false;
    safety.restarted(index);
    person.machine.restart(addresses, recorded == null ? fresh : recorded);
    person.machine.command(new RadioCommand.Start(epochMs()));
  }

  private long epochMs() {
    return Channel.EPOCH_MS + simulation.nowNs() / MS;
  }

  void startAll() {
    people.forEach(person -> start(person.index));
  }

  /// In place of a good node starts one that has turned against the others.
  Rogue infiltrate(int index) {
    liars = true;
    Person person = people.get(index);
    Addresses addresses = new Addresses();
    int multicast = addresses.pin(Endpoint.MULTICAST);
    DeviceIdentity keys = DeviceIdentity.of(channel.crypto(), person.identity.secretBytes());
    Rogue rogue = new Rogue(keys, channel, 1L << 32, multicast, simulation.fork());
    person.machine.restart(addresses, rogue);
    person.machine.command(new RadioCommand.Start(epochMs()));
    return rogue;
  }

  /// An operator puts a device out; the node `where` is told first.
  void revoke(int index, int where) {
    Bytes removal = channel.removalOf(people.get(index).id);
    people.get(where).machine.command(new RadioCommand.Documents(List.of(), List.of(removal)));
  }

  void crash(int index) {
    Person person = people.get(index);
    if (!person.isUp()) {
      return;
    }
    disturb();
    safety.leaderGone(index, nowNs());
    person.machine.crash();
    person.node = null;
    person.down = true;
    person.pressed = false;
    deliveries.forget(person);
  }

  /// Suspends a machine for a while: its clock stands still.
  void suspend(int index, long durationNs) {
    Person person = people.get(index);
    if (!person.isUp()) {
      return;
    }
    LeaseId held = person.radio().talkingUnder();
    RadioNode slept = person.radio();
    safety.leaderGone(index, nowNs());
    person.machine.suspend();
    simulation.after(
        durationNs,
        () -> {
          if (person.node == slept) {
            safety.woken(index, held);
            person.machine.wake(new RadioCommand.Resumed(durationNs));
          }
        });
  }

  /// Stops a process for a while: its clock runs.
  void pause(int index, long durationNs) {
    Person person = people.get(index);
    if (!person.isUp()) {
      return;
    }
    RadioNode paused = person.radio();
    safety.leaderGone(index, nowNs());
    person.machine.pause();
    simulation.after(
        durationNs,
        () -> {
          if (person.node == paused) {
            person.machine.resume();
          }
        });
  }

  // People press and talk.

  /// Presses for a while.
  void press(int index, long durationNs, boolean emergency) {
    Person person = people.get(index);
    if (person.pressed || !person.isUp()) {
      return;
    }
    person.pressed = true;
    person.presses++;
    person.pressedAtNs = nowNs();
    person.spokenAtPress = person.spoken;
    measures.presses++;
    int press = person.presses;
    deliveries.pressed(person);
    person.machine.command(new RadioCommand.Press(0, emergency));
    speakOn(person, press);
    simulation.after(
        durationNs,
        () -> {
          if (person.presses == press && person.pressed) {
            person.pressed = false;
            person.machine.command(new RadioCommand.Release());
          }
        });
  }

  private void speakOn(Person person, int press) {
    if (person.pressed && person.presses == press) {
      person.speak();
      deliveries.spoken(person);
      safety.onSpoken(person.index, person.node == null ? null : person.node.talkingUnder());
      simulation.after(FRAME_NS, () -> speakOn(person, press));
    }
  }

  private void onFrame(
      int index, LeaseId lease, NodeId talker, long sequence, byte[] bytes, int at, int length) {
    NodeId author = length == 0 ? talker : Person.author(bytes, at, length);
    safety.onPlayed(index, lease, talker, sequence, author);
    safety.common().onVoice(index, false, liars);
    if (length >= Person.FRAME_BYTES) {
      deliveries.played(people.get(index), talker, Person.number(bytes, at));
    }
  }

  private void onEvent(Person person, RadioEvent event) {
    switch (event) {
      case RadioEvent.Granted granted -> safety.onGranted(person.index, nowNs(), granted);
      case RadioEvent.Ended ended -> safety.onEnded(person.index, nowNs(), ended);
      case RadioEvent.Floor(ParticipantState state) -> onState(person, state);
      case RadioEvent.Standing standing -> onStanding(person, standing);
      case RadioEvent.TreeChanged(_, int moved) -> treeMoves += moved;
      case RadioEvent.Text(var text) -> safety.common().onText(person.index, person.id, text);
      case RadioEvent.VoiceForged _ -> safety.common().onVoice(person.index, true, liars);
      case RadioEvent.Settings(var version, var values) ->
          safety.common().onSettings(person.index, version, values);
      default -> {}
    }
  }

  private void onState(Person person, ParticipantState state) {
    boolean first = !(person.state instanceof ParticipantState.Granted);
    boolean waited = person.state instanceof ParticipantState.Queued;
    person.state = state;
    if (state instanceof ParticipantState.Granted && first) {
      measures.granted++;
      deliveries.granted(person, waited);
    } else if (state instanceof ParticipantState.Denied) {
      measures.denied++;
    }
  }

  private void onStanding(Person person, RadioEvent.Standing standing) {
    disturb();
    if (standing.now() instanceof Standing.Follower(NodeId leader)) {
      safety.onFollowed(person.index, standing.term(), channel.isMember(leader));
    }
    if (!(standing.now() instanceof Standing.Leader)) {
      safety.leaderGone(person.index, nowNs());
    }
  }

  private void checkLimits() {
    for (Person person : people) {
      RadioNode node = person.node;
      if (node != null) {
        boolean within =
            node.peerCount() <= 256
                && node.queue().size() <= 32
                && node.degree() <= people.size() + 8;
        safety.onLimits(person.index, within);
      }
    }
  }

  /// Looks at the tree each second: long after the last disturbance hardly anybody moves.
  void watchTree() {
    simulation.every(
        1_000 * MS,
        () -> {
          if (nowNs() - disturbedAtNs > QUIET_NS) {
            safety.onTree(treeMoves, Math.max(1, people.size() / 4));
          }
          treeMoves = 0;
        });
  }

  /// Something happens that may move members in the tree.
  void disturb() {
    disturbedAtNs = nowNs();
  }

  void takeGaps() {
    deliveries.takeGaps();
  }

  /// Whoever leads dies while `talker` talks; how long each listener then hears nothing of that
  /// talker is watched, and those whose path avoids the leader are counted apart.
  void crashRoot(Person root, Person talker) {
    deliveries.rootDies(root, talker);
    crash(root.index);
  }

  /// The person of a node, null when there is none.
  @Nullable Person byId(NodeId id) {
    for (Person person : people) {
      if (person.id.equals(id)) {
        return person;
      }
    }
    return null;
  }

  // How the whole looks.

  /// The only leader whom all running nodes follow, null when there is no such node.
  @Nullable Person onlyLeader() {
    Person leader = null;
    for (Person person : people) {
      if (person.isUp() && person.radio().standing() instanceof Standing.Leader) {
        if (leader != null) {
          return null;
        }
        leader = person;
      }
    }
    return leader != null && allFollow(leader) ? leader : null;
  }

  private boolean allFollow(Person leader) {
    for (Person person : people) {
      boolean follows =
          !person.isUp()
              || person == leader
              || (person.radio().standing() instanceof Standing.Follower(NodeId id)
                  && id.equals(leader.id));
      if (!follows) {
        return false;
      }
    }
    return true;
  }

  /// Any node that leads at present; the one of the greatest term.
  @Nullable Person someLeader() {
    Person best = null;
    for (Person person : people) {
      boolean leads = person.isUp() && person.radio().standing() instanceof Standing.Leader;
      if (leads && (best == null || person.radio().term().compareTo(best.radio().term()) > 0)) {
        best = person;
      }
    }
    return best;
  }

  int upCount() {
    int up = 0;
    for (Person person : people) {
      up += person.isUp() ? 1 : 0;
    }
    return up;
  }

  /// What each node has to say, for a failed run.
  String describe() {
    return VenueText.describe(people);
  }
}
