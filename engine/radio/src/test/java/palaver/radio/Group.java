// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Engine;
import palaver.base.SecretSource;
import palaver.floor.ParticipantState;
import palaver.sim.Addresses;
import palaver.sim.Endpoint;
import palaver.sim.LinkRule;
import palaver.sim.ModelCrypto;
import palaver.sim.SimNode;
import palaver.sim.Simulation;
import palaver.trust.crypto.Crypto;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.OperatorCertificate;
import palaver.trust.member.Rights;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;

/// A few radio nodes on a network that delays each datagram by 1 ms, in virtual time.
final class Group {
  static final long MS = 1_000_000;
  static final long SECOND = 1_000 * MS;
  static final Rights DISPATCHER = new Rights(Rights.TALK | Rights.LEAD | Rights.EMERGENCY, 9);
  static final long EPOCH_MS = 1_800_000_000_000L;
  static final long UNTIL_MS = 1_900_000_000_000L;
  private static final int FRAME_BYTES = 40;

  /// One frame that was heard.
  record Heard(LeaseId lease, NodeId talker, long sequence, int length, boolean recovered) {}

  /// One node and what it showed and played.
  static final class Member {
    final int index;
    final DeviceIdentity identity;
    final Capabilities.NodeClass kind;
    final List<Heard> heard = new ArrayList<>();
    final List<RadioEvent> events = new ArrayList<>();
    final SimNode<RadioCommand, RadioEvent> machine;
    RadioNode node;
    ParticipantState state = new ParticipantState.NoLeader();
    final MemoryStore store;
    long boot = 1;
    boolean talks;

    Member(
        int index,
        DeviceIdentity identity,
        Capabilities.NodeClass kind,
        SimNode<RadioCommand, RadioEvent> machine,
        RadioNode node,
        MemoryStore store) {
      this.store = store;
      this.index = index;
      this.identity = identity;
      this.kind = kind;
      this.machine = machine;
      this.node = node;
    }

    NodeId id() {
      return identity.node();
    }

    boolean leads() {
      return node.standing() instanceof Standing.Leader;
    }

    boolean follows(Member other) {
      return node.standing() instanceof Standing.Follower(NodeId leader)
          && leader.equals(other.id());
    }
  }

  final Simulation simulation;
  final Crypto crypto = new ModelCrypto();
  final SecretSource secrets;
  final DeviceIdentity operator;
  private final Bytes channelSecret;
  final Membership membership;
  final List<Member> members = new ArrayList<>();
  final RadioLimits limits;
  final EnumSet<Defect> defects = EnumSet.noneOf(Defect.class);

  /// The one node whose address all know where nothing carries multicast, -1 where multicast works.
  private int hub = -1;

  /// Whether the nodes speak protocol v1 next to v2.
  private boolean speaksOld = true;

  Group(long seed) {
    this(seed, RadioLimits.DEFAULT);
  }

  Group(long seed, RadioLimits limits) {
    this.limits = limits;
    simulation = new Simulation(seed);
    secrets = simulation.secrets();
    operator = DeviceIdentity.create(crypto, secrets);
    channelSecret = Bytes.of(secrets.bytes(32));
    Bytes channelKey = crypto.signatures().publicKey(channelSecret);
    membership = new Membership(crypto, channelKey, Membership.Limits.DEFAULT);
    membership.addCertificate(
        OperatorCertificate.issue(
                crypto.signatures(), channelSecret, operator.keys().signingKey(), UNTIL_MS)
            .signed());
  }

  /// A running group of talkers with one leader.
  static Group of(long seed, int nodes) {
    Group group = new Group(seed);
    for (int i = 0; i < nodes; i++) {
      group.add(Rights.TALKER, Capabilities.NodeClass.LAPTOP);
    }
    group.startAll();
    group.untilOneLeads();
    return group;
  }

  /// A group where nothing carries multicast, started; each node knows the address of one.
  static Group withoutMulticast(long seed, int nodes, int hub) {
    Group group = new Group(seed);
    group.hub = hub;
    group.addOperator();
    for (int i = 1; i < nodes; i++) {
      group.add(Rights.TALKER, Capabilities.NodeClass.LAPTOP);
    }
    group.startAll();
    return group;
  }

  /// The number of the address that reaches all.
  int all(Addresses addresses) {
    return addresses.pin(hub < 0 ? Endpoint.MULTICAST : Unicast.ALL);
  }

  /// An engine behind a driver for this network.
  Engine<RadioCommand, RadioEvent> driven(
      Engine<RadioCommand, RadioEvent> engine, int host, Addresses addresses) {
    return hub < 0 ? engine : new Unicast(engine, addresses, host == hub ? -1 : hub);
  }

  /// Adds a node that is known to all who are added; started by [#startAll].
  Member add(Rights rights, Capabilities.NodeClass kind) {
    DeviceIdentity identity = DeviceIdentity.create(crypto, secrets);
    membership.add(
        MemberEntry.admit(operator, identity.keys(), "device", rights, 1, UNTIL_MS).signed());
    return join(identity, kind);
  }

  /// Adds a node whose person is an operator.
  Member addOperator() {
    DeviceIdentity identity = DeviceIdentity.create(crypto, secrets);
    membership.addCertificate(
        OperatorCertificate.issue(
                crypto.signatures(), channelSecret, identity.keys().signingKey(), UNTIL_MS)
            .signed());
    membership.add(
        MemberEntry.admit(operator, identity.keys(), "operator", Rights.TALKER, 1, UNTIL_MS)
            .signed());
    return join(identity, Capabilities.NodeClass.LAPTOP);
  }

  /// A running group of talkers, of whom the first is an operator.
  static Group withOperator(long seed, int nodes) {
    return withOperator(new Group(seed), nodes);
  }

  /// The same of nodes that do not speak protocol v1.
  static Group ofNewOnly(long seed, int nodes) {
    Group group = new Group(seed);
    group.speaksOld = false;
    return withOperator(group, nodes);
  }

  private static Group withOperator(Group group, int nodes) {
    group.addOperator();
    for (int i = 1; i < nodes; i++) {
      group.add(Rights.TALKER, Capabilities.NodeClass.LAPTOP);
    }
    group.startAll();
    group.untilOneLeads();
    return group;
  }

  /// Adds a node that nobody knows.
  Member stranger() {
    DeviceIdentity identity = DeviceIdentity.create(crypto, secrets);
    return join(identity, Capabilities.NodeClass.LAPTOP);
  }

  private Member join(DeviceIdentity identity, Capabilities.NodeClass kind) {
    return join(identity, kind, membership.copy());
  }

  /// A device that was let in starts with what it was told, and with nothing else.
  Member startWith(DeviceIdentity identity, RadioEvent.Joined told) {
    List<Bytes> entries = new ArrayList<>(told.others());
    entries.add(told.entry());
    Member member =
        join(
            identity,
            Capabilities.NodeClass.PHONE,
            JoiningNode.membershipOf(identity, told.channelKey(), told.certificates(), entries));
    start(member);
    member.machine.command(new RadioCommand.Introduce(told.hosts()));
    return member;
  }

  private Member join(DeviceIdentity identity, Capabilities.NodeClass kind, Membership known) {
    int index = members.size();
    Addresses addresses = new Addresses();
    MemoryStore store = new MemoryStore();
    RadioNode node = node(index, identity, kind, addresses, 1, store, known);
    var machine =
        simulation.add(
            "node" + index, Endpoint.v4(index, 7_070), addresses, driven(node, index, addresses));
    Member member = new Member(index, identity, kind, machine, node, store);
    machine.onEvent(event -> onEvent(member, event));
    members.add(member);
    return member;
  }

  private RadioNode node(
      int index,
      DeviceIdentity identity,
      Capabilities.NodeClass kind,
      Addresses addresses,
      long boot,
      MemoryStore store,
      Membership known) {
    int multicast = all(addresses);
    long features =
        Capabilities.FEATURE_LEAD
            | Capabilities.FEATURE_RELAY
            | Capabilities.FEATURE_TALK
            | (speaksOld ? Capabilities.FEATURE_V1 : 0);
    Capabilities capabilities = new Capabilities(speaksOld ? 1 : 2, 2, kind, features, 8);
    RadioConfig plain =
        RadioConfig.of(identity.node(), boot, "node " + index, capabilities, multicast);
    RadioConfig config =
        new RadioConfig(
            plain.self(),
            boot,
            plain.channel(),
            plain.channelKey(),
            plain.name(),
            capabilities,
            multicast,
            store.termCounter(),
            limits,
            plain.floorLimits(),
            plain.floorPolicy(),
            defects);
    return new RadioNode(
        config,
        new Credentials(identity, known, secrets),
        store,
        (_, lease, talker, sequence, _, _, length, recovered) ->
            members.get(index).heard.add(new Heard(lease, talker, sequence, length, recovered)),
        addresses,
        simulation.fork());
  }

  private static void onEvent(Member member, RadioEvent event) {
    member.events.add(event);
    if (event instanceof RadioEvent.Floor(ParticipantState state)) {
      member.state = state;
    }
  }

  /// Starts all, each with the set of members as it is now.
  void startAll() {
    for (Member member : members) {
      member.machine.crash();
      bootUp(member);
    }
  }

  void start(Member member) {
    member.machine.command(new RadioCommand.Start(EPOCH_MS));
  }

  void crash(Member member) {
    member.talks = false;
    member.machine.crash();
  }

  /// Starts a crashed node anew.
  void restart(Member member) {
    member.boot++;
    bootUp(member);
  }

  /// Starts a crashed node anew where it knows no address at all.
  void restartAlone(Member member) {
    int known = hub;
    hub = member.index;
    restart(member);
    hub = known;
  }

  private void bootUp(Member member) {
    Addresses addresses = new Addresses();
    member.node =
        node(
            member.index,
            member.identity,
            member.kind,
            addresses,
            member.boot,
            member.store,
            membership.copy());
    member.machine.restart(addresses, driven(member.node, member.index, addresses));
    start(member);
  }

  void pass(long ms) {
    simulation.runFor(ms * MS);
  }

  /// The one who leads all that run.
  Member untilOneLeads() {
    simulation.runUntil("one leader", () -> leader() != null, 10 * SECOND);
    pass(700);
    return Objects.requireNonNull(leader());
  }

  @Nullable Member leader() {
    Member found = null;
    for (Member member : members) {
      if (member.machine.isUp() && member.leads()) {
        if (found != null) {
          return null;
        }
        found = member;
      }
    }
    Member leader = found;
    boolean all =
        leader != null
            && members.stream()
                .filter(m -> m.machine.isUp() && m != leader && membership.entry(m.id()) != null)
                .allMatch(m -> m.follows(leader));
    return all ? leader : null;
  }

  /// Any but the leader.
  Member follower(int number) {
    Member leader = Objects.requireNonNull(leader());
    return members.stream()
        .filter(m -> m != leader && m.machine.isUp())
        .skip(number)
        .findFirst()
        .orElseThrow();
  }

  void press(Member member) {
    press(member, 0, false);
  }

  /// The button goes down and its person speaks until [#release].
  void press(Member member, int priority, boolean emergency) {
    member.talks = true;
    member.machine.command(new RadioCommand.Press(priority, emergency));
    speak(member);
  }

  private void speak(Member member) {
    if (member.talks) {
      byte[] frame = new byte[FRAME_BYTES];
      member.machine.inputNow(
          (nowNs, outbox) -> member.node.onMicrophone(nowNs, frame, 0, FRAME_BYTES, outbox));
      simulation.after(20 * MS, () -> speak(member));
    }
  }

  void release(Member member) {
    member.talks = false;
    member.machine.command(new RadioCommand.Release());
  }

  /// An operator puts a device out; `where` is told first.
  void revoke(Member member, Member where) {
    MemberEntry entry = Objects.requireNonNull(membership.entry(member.id()));
    Bytes removal = MemberEntry.revoke(operator, entry, false).signed();
    where.machine.command(new RadioCommand.Documents(List.of(), List.of(removal)));
  }

  /// Nothing passes between the first `count` nodes and the others; what ends that.
  LinkRule split(int count) {
    LinkRule rule = LinkRule.drop(p -> p.from().host() < count != p.to().host() < count);
    simulation.addRule(rule);
    return rule;
  }
}
