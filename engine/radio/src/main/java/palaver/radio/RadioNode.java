// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import palaver.base.AddressDirectory;
import palaver.base.Bytes;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.radio.settings.SettingsRecord;
import palaver.radio.settings.SettingsValues;
import palaver.trust.audit.AuditEntry;
import palaver.trust.member.Rights;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;
import palaver.wire.radio.PresenceMessage.Cause;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;
import palaver.wire.radio.TextMessage;

/// One node of a radio channel.
///
/// Datagrams are checked in this order: form and checksum, a known sender, its replay window, the
/// MAC of the link, a signature where the message is a statement. What fails is counted and changes
/// nothing.
public final class RadioNode implements Engine<RadioCommand, RadioEvent> {
  private static final long MS = 1_000_000;
  private static final long HOUSEKEEPING_NS = 1_000 * MS;

  private final RadioConfig config;
  final Node node;
  final Election election;
  final Relay relay;
  final Listening listening;
  final Talking talking;
  final Leading leading;
  private final Admission admission;
  private final Handshakes handshakes;
  private final KeySharing sharing;
  private final MembershipSync membership;
  private final Inbound inbound;
  final Commons commons;
  private final Auditing auditing;
  private final Bridge bridge;
  private final Switches switches;

  /// What this node asks of its own server, which may be in the middle of an act. A press makes at
  /// most few, and all are done before an input ends.
  final Deque<Runnable> later = new ArrayDeque<>();

  private long lastNs = Long.MIN_VALUE;
  private long memberHeartbeatNs = Long.MAX_VALUE;
  private long housekeepingNs = Long.MAX_VALUE;
  private boolean running;

  /// A node that is not started yet.
  ///
  /// @param directory the driver's addresses, which nodes tell each other
  public RadioNode(
      RadioConfig config,
      Credentials credentials,
      StableStore store,
      VoiceSink sink,
      AddressDirectory directory,
      RandomGenerator random) {
    this.config = config;
    node = new Node(config, credentials, store, random, new Signs(this));
    handshakes = new Handshakes(node);
    sharing = new KeySharing(node);
    membership = new MembershipSync(node, this::onMembership);
    relay = new Relay(node);
    HeardQuality quality = new HeardQuality();
    Lead lead = new Lead(this);
    Whereabouts whereabouts = new Whereabouts(node, handshakes, lead, directory);
    commons =
        new Commons(
            node, relay, lead, quality, whereabouts, this::onSettings, new SignedDocuments());
    auditing = new Auditing(node, relay, lead);
    admission = new Admission(node, handshakes, commons.door(), this::onStranger);
    election = new Election(node, new Consequences());
    listening = new Listening(node, relay, sharing, bridged(sink), quality, auditing, new Heard());
    talking = new Talking(node, relay, auditing, new OwnServer(this), sink);
    bridge = new Bridge(node, lead, listening, talking);
    Leases leases = new Leases(node, election, listening, talking);
    leading = new Leading(node, relay, sharing, leases);
    switches = new Switches(node, election, leading);
    inbound =
        new Inbound(
            node,
            admission,
            handshakes,
            sharing,
            membership,
            relay,
            election,
            listening,
            talking,
            leading,
            leases,
            auditing,
            commons);
  }

  /// This node's part in the election.
  public Standing standing() {
    return election.standing();
  }

  /// The greatest term that this node has accepted.
  public Term term() {
    return election.term();
  }

  /// The lease whose voice this node plays, null when nobody talks.
  public @Nullable LeaseId playing() {
    Playing now = listening.playing();
    return now == null ? null : now.id();
  }

  /// The lease under which this node talks, null when it does not.
  public @Nullable LeaseId talkingUnder() {
    LeaseProof held = talking.held();
    return held == null ? null : held.lease().id();
  }

  /// As a leader: the lease that runs, null when the floor is free.
  public @Nullable LeaseId runningLease() {
    LeaseProof proof = leading.leads() ? leading.running() : null;
    return proof == null ? null : proof.lease().id();
  }

  public Counters counters() {
    return node.counters;
  }

  /// What happened in the election, for people.
  public Timeline timeline() {
    return election.timeline();
  }

  /// The texts that this node keeps, oldest first.
  public List<TextMessage.Text> texts() {
    return commons.texts().texts();
  }

  /// Names the texts that are kept: two nodes with the same digest keep the same newest ones.
  public long textsDigest() {
    return commons.texts().log().digest();
  }

  /// What the channel has set, as far as this node knows.
  public SettingsValues settings() {
    return commons.governing().governor().values();
  }

  /// The versions of the settings that this node holds, oldest first.
  public List<SettingsRecord> settingsVersions() {
    return commons.governing().versions();
  }

  /// The version of [#settings], null when nothing was ever set.
  public @Nullable SettingsVersion settingsVersion() {
    return commons.governing().version();
  }

  /// Whether a device belongs to the channel now, as far as this node knows.
  public boolean isMember(NodeId device) {
    return node.trust.isMember(node.nowNs(), device);
  }

  /// The newest lines of this node's audit.
  public List<AuditEntry> audit() {
    return node.audit.newest();
  }

  /// How many other nodes are kept.
  public int peerCount() {
    return node.peers.all().size();
  }

  /// Who is probably there besides this node, by id: heard, or heard of, a short while ago.
  public List<NodeId> around(long nowNs) {
    return node.livePeers(nowNs).stream().map(peer -> peer.id).toList();
  }

  /// Where members proved to be a short while ago, at most 16, for the next run.
  public List<PeerAddress> addresses(long nowNs) {
    return commons.whereabouts().proven(nowNs);
  }

  /// The smoothed round trip to a node, in nanoseconds; 0 when it is not known.
  public long roundTripNs(NodeId other) {
    Peer peer = node.peers.find(other.value());
    return peer == null ? 0 : peer.roundTripNs;
  }

  /// Who waits for the floor, the next one first; nobody when this node does not lead.
  public List<NodeId> queue() {
    return leading.server().waiting().stream().map(NodeId::new).toList();
  }

  /// To how many neighbours a frame goes from here.
  public int degree() {
    return relay.degree();
  }

  /// Its parent in the tree; null at the root and before there is a place.
  public @Nullable NodeId treeParent() {
    return relay.parentId();
  }

  /// The tree as far as this node knows it: all of it at the leader, else its own place.
  public List<Branch> tree() {
    return leading.leads() ? leading.tree() : relay.tree();
  }

  /// One encoded frame of 20 ms from the microphone, at most 400 bytes. It goes out when this node
  /// has the floor, and is kept for a moment while it asks.
  public void onMicrophone(
      long nowNs, byte[] bytes, int at, int length, Outbox<RadioEvent> outbox) {
    begin(nowNs, outbox);
    if (!bridge.talks()) {
      talking.microphone(nowNs, bytes, at, length);
      if (talking.participant().mayTalk(nowNs)) {
        bridge.onFrame(bytes, at, length);
      }
    }
    finish();
  }

  /// What is heard goes to the speaker, and to devices of protocol v1 where this node joins them.
  private VoiceSink bridged(VoiceSink sink) {
    return (nowNs, lease, talker, sequence, bytes, at, length, recovered) -> {
      sink.frame(nowNs, lease, talker, sequence, bytes, at, length, recovered);
      bridge.onFrame(bytes, at, length);
    };
  }

  private void finish() {
    while (!later.isEmpty()) {
      later.removeFirst().run();
    }
    bridge.follow(node.nowNs());
    commons.whereabouts().askForLost(node.nowNs());
    handshakes.openWanted(node.nowNs());
  }

  @Override
  public void onCommand(long nowNs, RadioCommand command, Outbox<RadioEvent> outbox) {
    node.sender.begin(nowNs, outbox);
    node.now(nowNs);
    if (command instanceof RadioCommand.Resumed(long gapNs)) {
      lastNs = nowNs;
      resumed(nowNs, gapNs);
      finish();
      return;
    }
    begin(nowNs, outbox);
    switch (command) {
      case RadioCommand.Start(long epochMs) -> start(nowNs, epochMs);
      case RadioCommand.WallClock(long epochMs) -> node.trust.wallClock(nowNs, epochMs);
      case RadioCommand.Documents documents -> onDocuments(nowNs, documents);
      case RadioCommand.Press(int priority, boolean emergency) -> {
        bridge.letGo(nowNs);
        talking.press(nowNs, priority, emergency);
      }
      case RadioCommand.Release _ -> {
        if (!bridge.talks()) {
          talking.release(nowNs);
        }
      }
      case RadioCommand.Resign _ -> election.resign(nowNs, Cause.ASKED);
      case RadioCommand.Switch(Feature what, boolean on) -> switches.set(nowNs, what, on);
      case RadioCommand.Stop _ -> stop(nowNs);
      case RadioCommand.Resumed _ -> {}
      default -> commons.onCommand(nowNs, command);
    }
    finish();
  }

  private void start(long nowNs, long epochMs) {
    running = true;
    node.trust.wallClock(nowNs, epochMs);
    talking.participant().receiveOnly(!node.trust.has(nowNs, config.self(), Rights.TALK));
    housekeepingNs = nowNs + HOUSEKEEPING_NS;
    commons.start(nowNs);
    election.start(nowNs);
  }

  private void onDocuments(long nowNs, RadioCommand.Documents documents) {
    if (membership.take(nowNs, documents.certificates(), documents.entries())) {
      Peer leader = election.leader();
      List<Peer> to = leading.leads() || leader == null ? node.livePeers(nowNs) : List.of(leader);
      membership.passOn(to, documents.certificates(), documents.entries());
    }
  }

  private void onStranger(long nowNs) {
    membership.onStranger(nowNs, election.leader());
  }

  /// The membership has changed: who was put out is out at once, this node itself too.
  private void onMembership(long nowNs, boolean removed) {
    for (Peer peer : node.peers.all()) {
      if (!node.trust.isMember(nowNs, peer.id)) {
        node.trust.gate.drop(peer.id);
        relay.drop(peer);
        peer.forget();
      }
    }
    leading.onMembership(nowNs);
    sharing.onMembership(nowNs, removed);
    listening.onMembership(nowNs);
    election.onMembership(nowNs);
    commons.onMembership(nowNs);
    boolean mayTalk = node.trust.has(nowNs, config.self(), Rights.TALK);
    talking.participant().receiveOnly(!mayTalk);
    if (!node.trust.isMember(nowNs, config.self())) {
      sharing.clear();
      node.sender.emit(new RadioEvent.PutOut());
    }
    if (leading.leads() && removed) {
      later.addLast(() -> membership.announce(leading.planting().members()));
    }
  }

  private void stop(long nowNs) {
    talking.release(nowNs);
    election.stop(nowNs);
    running = false;
  }

  /// Every input begins here: a process that stood still for a while doubts all that it knew.
  private void begin(long nowNs, Outbox<RadioEvent> outbox) {
    node.sender.begin(nowNs, outbox);
    node.now(nowNs);
    long dueNs = Math.min(nowNs, nextDeadlineNs());
    long gapNs = lastNs == Long.MIN_VALUE ? 0 : nowNs - Math.max(lastNs, dueNs);
    lastNs = nowNs;
    if (running && gapNs > config.limits().gapNs()) {
      resumed(nowNs, gapNs);
    }
  }

  private void resumed(long nowNs, long gapNs) {
    if (!running || config.has(Defect.WOKEN_CLOCK)) {
      return;
    }
    talking.drop(nowNs);
    listening.drop();
    relay.forget();
    node.peers.all().forEach(Peer::forget);
    election.doubt(nowNs, gapNs / MS);
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<RadioEvent> outbox) {
    begin(nowNs, outbox);
    if (!running) {
      return;
    }
    if (Bridge.isOld(datagram)) {
      bridge.onPacket(nowNs, datagram);
      finish();
      return;
    }
    Peer peer = admission.admit(nowNs, datagram);
    if (peer != null) {
      inbound.take(nowNs, peer, datagram.source());
    }
    finish();
  }

  @Override
  public void onDeadline(long nowNs, Outbox<RadioEvent> outbox) {
    begin(nowNs, outbox);
    if (!running) {
      return;
    }
    election.onDeadline(nowNs);
    leading.onDeadline(nowNs);
    listening.onDeadline(nowNs, election.leader());
    talking.onDeadline(nowNs);
    if (sharing.nextDeadlineNs() <= nowNs) {
      sharing.onDeadline(nowNs, leading.planting().members());
    }
    commons.onDeadline(nowNs);
    auditing.onDeadline(nowNs);
    if (memberHeartbeatNs <= nowNs) {
      memberHeartbeat(nowNs);
    }
    if (housekeepingNs <= nowNs) {
      housekeepingNs = nowNs + HOUSEKEEPING_NS;
      handshakes.renew(nowNs);
      commons.housekeeping(nowNs);
      bridge.housekeeping(nowNs);
    }
    finish();
  }

  private void memberHeartbeat(long nowNs) {
    Peer leader = election.leader();
    if (leader == null) {
      memberHeartbeatNs = Long.MAX_VALUE;
      return;
    }
    node.sendHeartbeat(leader, election.term(), false);
    memberHeartbeatNs = nowNs + config.limits().memberHeartbeatNs();
  }

  @Override
  public long nextDeadlineNs() {
    if (!running) {
      return Long.MAX_VALUE;
    }
    long dueNs = Math.min(election.nextDeadlineNs(), leading.nextDeadlineNs());
    dueNs = Math.min(dueNs, Math.min(listening.nextDeadlineNs(), talking.nextDeadlineNs()));
    dueNs = Math.min(dueNs, Math.min(sharing.nextDeadlineNs(), commons.nextDeadlineNs()));
    dueNs = Math.min(dueNs, Math.min(memberHeartbeatNs, housekeepingNs));
    return Math.min(dueNs, auditing.nextDeadlineNs());
  }

  /// Other settings hold at this node.
  private void onSettings(long nowNs, SettingsRecord record) {
    node.rules.govern(record.values());
    node.terms.atLeast(record.version().term().counter());
    leading.govern();
  }

  /// Documents of this node's own operator, and of its door.
  private final class SignedDocuments implements Door.Documents {
    @Override
    public void sign(long nowNs, Bytes entry) {
      onDocuments(nowNs, new RadioCommand.Documents(List.of(), List.of(entry)));
    }

    @Override
    public void added(long nowNs, Bytes entry) {
      membership.keep(nowNs, List.of(), List.of(entry));
      membership.passOn(node.livePeers(nowNs), List.of(), List.of(entry));
    }
  }

  /// What follows from the election.
  private final class Consequences implements ElectionConsequences {
    @Override
    public void lead(long nowNs, Term term, SignedStatement claim) {
      sharing.leader(null);
      leading.begin(nowNs, term, claim, listening.reportable(), listening.talkedNs(nowNs));
      talking.onLeader(nowNs);
      commons.onLeader(nowNs);
    }

    @Override
    public void follow(long nowNs, Term term, Peer leader) {
      relay.follow(leader, term);
      sharing.leader(leader);
      memberHeartbeatNs = nowNs + config.limits().memberHeartbeatNs();
      talking.onLeader(nowNs);
      commons.onLeader(nowNs);
    }

    @Override
    public void stepDown(long nowNs) {
      leading.end(nowNs);
      commons.onLeader(nowNs);
    }

    @Override
    public void leaderless(long nowNs) {
      sharing.leader(null);
      memberHeartbeatNs = Long.MAX_VALUE;
      talking.onNoLeader(nowNs);
      talking.participant().alone(node.livePeers(nowNs).isEmpty());
    }
  }

  /// What follows from leases and frames that are heard.
  private final class Heard implements Listening.Heard {
    @Override
    public void lease(long nowNs, LeaseProof proof, boolean fresh) {
      talking.onLease(nowNs, proof);
    }

    @Override
    public void frame(long nowNs, Playing playing) {
      if (leading.leads()) {
        leading.onSign(nowNs, playing.holder(), playing.id(), true);
      }
    }
  }
}
