// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.PresenceMessage.Cause;
import palaver.wire.radio.Term;

/// Who leads, by terms instead of votes.
///
/// [Standing] has the table of transitions.
///
/// The wait of a candidate is shorter the fitter it is among those it hears, so the fittest claims
/// and the others follow. A working leader is never displaced by a fitter node. Two claims of one
/// counter, or two halves that meet, are settled by the order of terms.
final class Election {

  private enum Timer {
    HELLO,
    BEACON,
    /// Without a sign of the leader by then it is suspected.
    SUSPECT,
    ASKED,
    /// A candidate's wait is over.
    CLAIM,
    /// A report to the leader is repeated.
    FOLLOW,
    /// The wait for a leader that others follow is over.
    RUMOUR
  }

  private static final long MS = 1_000_000;
  private static final long QUICK_HELLO_NS = 200 * MS;
  private static final int QUICK_HELLOS = 5;
  private static final long RUMOUR_NS = 1_500 * MS;
  private static final long FOLLOWER_HELLO_NS = 2_000 * MS;

  private final RadioConfig config;
  private final RadioLimits limits;
  private final Node node;
  private final ElectionConsequences consequences;
  private final Deadlines<Timer> timers = new Deadlines<>(Timer.class);
  private final Timeline timeline = new Timeline();
  private final Suspicion suspicion;
  private Standing standing = new Standing.Alone();
  private Term term = Term.NONE;
  private final TermProof proof;
  private long leaderlessSinceNs;
  private long startedNs;
  private int hellos;
  private boolean leaderHeardOf;

  Election(Node node, ElectionConsequences consequences) {
    this.node = node;
    suspicion = new Suspicion(node);
    proof = new TermProof(node);
    config = node.config;
    limits = config.limits();
    this.consequences = consequences;
  }

  Standing standing() {
    return standing;
  }

  /// The greatest term that this node has accepted.
  Term term() {
    return term;
  }

  boolean leads() {
    return standing instanceof Standing.Leader;
  }

  /// The leader that this node follows, null when there is none.
  @Nullable Peer leader() {
    return standing instanceof Standing.Follower f ? node.peers.find(f.leader().value()) : null;
  }

  Timeline timeline() {
    return timeline;
  }

  void start(long nowNs) {
    startedNs = nowNs;
    leaderlessSinceNs = nowNs;
    hellos = 0;
    timers.set(Timer.HELLO, nowNs);
    become(nowNs, new Standing.Alone(), ElectionCause.STARTS);
  }

  void stop(long nowNs) {
    if (leads()) {
      resign(nowNs, Cause.ASKED);
    } else {
      for (Peer peer : node.livePeers(nowNs)) {
        if (node.trust.links.isReady(peer.id)) {
          node.sender.send(peer, new PresenceMessage.Goodbye(Cause.ASKED));
        }
      }
    }
    clearTimers();
    standing = new Standing.Alone();
  }

  /// Everything known about the others is doubtful: after a sleep, or a pause of the process.
  ///
  /// @param gapMs how long it stood still
  void doubt(long nowNs, long gapMs) {
    boolean led = leads();
    clearTimers();
    become(nowNs, new Standing.Alone(), ElectionCause.STOOD_STILL, gapMs);
    if (led) {
      consequences.stepDown(nowNs);
    }
    loseLeader(nowNs);
    startedNs = nowNs;
    hellos = 0;
    timers.set(Timer.HELLO, nowNs);
  }

  private void clearTimers() {
    leaderHeardOf = false;
    for (Timer timer : Timer.values()) {
      timers.clear(timer);
    }
  }

  private void become(long nowNs, Standing next, ElectionCause why) {
    become(nowNs, next, why, 0);
  }

  private void become(long nowNs, Standing next, ElectionCause why, long gapMs) {
    standing = next;
    Timeline.Entry entry = new Timeline.Entry(nowNs, next.title(), term.counter(), why, gapMs);
    timeline.add(entry);
    node.sender.emit(new RadioEvent.Standing(next, term, entry.why()));
  }

  private void loseLeader(long nowNs) {
    leaderlessSinceNs = nowNs;
    timers.clear(Timer.SUSPECT);
    timers.clear(Timer.FOLLOW);
    consequences.leaderless(nowNs);
  }

  // What others say.

  /// Somebody calls out.
  void onHello(long nowNs, Peer peer, Term said, boolean restarted) {
    if (restarted && standing instanceof Standing.Follower f && f.leader().equals(peer.id)) {
      loseLeader(nowNs);
      toCandidate(nowNs, ElectionCause.LEADER_STARTS_ANEW);
      return;
    }
    switch (standing) {
      case Standing.Leader _ -> proof.tell(peer);
      case Standing.Alone _ -> heardInSolitude(nowNs, said);
      case Standing.Follower _ -> proof.tellLate(nowNs, peer, said, term);
      default -> {}
    }
  }

  private void heardInSolitude(long nowNs, Term said) {
    if (!said.isNone() && said.node().value() != config.self().value()) {
      if (!leaderHeardOf) {
        leaderHeardOf = true;
        timers.set(Timer.RUMOUR, nowNs + RUMOUR_NS);
        node.sendHello(term);
      }
      node.want(nowNs, said.node());
    } else if (!leaderHeardOf) {
      toCandidate(nowNs, ElectionCause.OTHERS_WITHOUT_LEADER);
    }
  }

  /// A signed claim; whoever passed it on.
  ///
  /// @param byLeader whether the leader itself said it, over its link
  void onClaim(long nowNs, Peer from, Term claimed, SignedStatement statement, boolean byLeader) {
    if (isJump(claimed)) {
      node.counters.jumpsRefused++;
      return;
    }
    int order = claimed.compareTo(term);
    if (order > 0) {
      accept(nowNs, claimed, statement);
    } else if (order == 0 && !leads()) {
      proof.set(statement);
      if (byLeader) {
        heardLeader(nowNs, from);
      } else if (leader() == null) {
        node.greet(from, nowNs);
      }
    } else if (order < 0 && leads()) {
      proof.tell(from);
    } else if (order < 0 && !(standing instanceof Standing.Alone)) {
      proof.tellLate(nowNs, from, claimed, term);
    }
  }

  /// Tells a node that a lesser term is over.
  void correct(Peer peer, Term said) {
    if (said.compareTo(term) < 0) {
      proof.tell(peer);
    }
  }

  private boolean isJump(Term other) {
    return other.counter() - Math.max(term.counter(), node.terms.floor()) > limits.termJumpMax();
  }

  /// A sign of life of the leader of `said`, by its own link.
  void onLeaderSign(long nowNs, Peer peer, Term said) {
    if (!said.node().equals(peer.id)) {
      return;
    }
    int order = said.compareTo(term);
    if (order > 0 && !isJump(said)) {
      accept(nowNs, said, null);
    } else if (order < 0) {
      proof.tell(peer);
    } else if (order == 0 && !leads()) {
      heardLeader(nowNs, peer);
    }
  }

  private void heardLeader(long nowNs, Peer peer) {
    switch (standing) {
      case Standing.Follower _ -> {}
      case Standing.Suspecting _ -> {
        node.counters.suspicionsCleared++;
        becomeFollower(nowNs, peer, ElectionCause.LEADER_HEARD_AGAIN);
      }
      default -> becomeFollower(nowNs, peer, ElectionCause.LEADER_HEARD);
    }
    timers.set(Timer.SUSPECT, nowNs + limits.suspectNs());
  }

  /// The leader knows that this node follows it.
  void onWelcomed() {
    timers.clear(Timer.FOLLOW);
  }

  private void accept(long nowNs, Term greater, @Nullable SignedStatement statement) {
    if (leads() && config.has(Defect.MISSED_STEP_DOWN)) {
      return;
    }
    boolean led = leads();
    boolean candidate = standing instanceof Standing.Candidate;
    term = greater;
    proof.set(statement);
    if (led) {
      node.counters.stepDowns++;
      consequences.stepDown(nowNs);
    }
    if (led || candidate) {
      node.counters.claimsLost++;
    }
    Peer leader = node.peers.find(greater.node().value());
    if (leader == null || leader.id.equals(config.self())) {
      clearTimers();
      timers.set(Timer.HELLO, nowNs);
      become(nowNs, new Standing.Alone(), ElectionCause.STRANGE_TERM);
      loseLeader(nowNs);
      return;
    }
    becomeFollower(nowNs, leader, ElectionCause.GREATER_TERM);
  }

  private void becomeFollower(long nowNs, Peer leader, ElectionCause why) {
    clearTimers();
    become(nowNs, new Standing.Follower(leader.id), why);
    node.counters.lastConvergenceNs = nowNs - leaderlessSinceNs;
    timers.set(Timer.SUSPECT, nowNs + limits.suspectNs());
    // Who comes back to a leader may have moved, and others have to hear where it is.
    boolean back = why == ElectionCause.LEADER_HEARD;
    long calmNs = FOLLOWER_HELLO_NS + node.random.nextLong(FOLLOWER_HELLO_NS);
    timers.set(Timer.HELLO, nowNs + (back ? suspicion.spreadNs(MS) : calmNs));
    // A claim reaches all at once; their reports should not fill the air at once.
    timers.set(Timer.FOLLOW, nowNs + suspicion.spreadNs(MS / 2));
    consequences.follow(nowNs, term, leader);
  }

  /// The leader gives up.
  void onResign(long nowNs, Term resigned, NodeId successor) {
    if (resigned.compareTo(term) != 0 || leads()) {
      return;
    }
    loseLeader(nowNs);
    toCandidate(nowNs, ElectionCause.LEADER_RESIGNED);
    if (successor.equals(config.self())) {
      timers.set(Timer.CLAIM, nowNs);
    }
  }

  void onGoodbye(long nowNs, Peer peer) {
    if (standing instanceof Standing.Follower f && f.leader().equals(peer.id)) {
      loseLeader(nowNs);
      toCandidate(nowNs, ElectionCause.LEADER_LEFT);
    }
  }

  /// The membership has changed: a leader who was put out is none.
  void onMembership(long nowNs) {
    boolean gone =
        standing instanceof Standing.Follower(NodeId leader) && !node.trust.isMember(nowNs, leader);
    if (gone) {
      loseLeader(nowNs);
      toCandidate(nowNs, ElectionCause.LEADER_PUT_OUT);
    }
  }

  /// Another asks whether this node hears its leader.
  void onSuspect(long nowNs, Peer peer, Term suspected) {
    if (leads()) {
      node.sendHeartbeat(peer, term, true);
      return;
    }
    correct(peer, suspected);
    suspicion.answer(nowNs, peer, term);
  }

  /// Another heard the suspected leader `heardMs` ago.
  void onSuspectAnswer(long nowNs, Term said, long heardMs) {
    if (standing instanceof Standing.Suspecting
        && said.compareTo(term) == 0
        && suspicion.onAnswer(nowNs, said, heardMs)) {
      timers.set(Timer.ASKED, nowNs + 2 * limits.askNs());
    }
  }

  // What time brings.

  long nextDeadlineNs() {
    return timers.earliestNs();
  }

  void onDeadline(long nowNs) {
    if (timers.expire(Timer.HELLO, nowNs)) {
      hello(nowNs);
    }
    if (timers.expire(Timer.BEACON, nowNs)) {
      beacon(nowNs);
    }
    if (timers.expire(Timer.SUSPECT, nowNs)) {
      suspect(nowNs);
    }
    if (timers.expire(Timer.ASKED, nowNs)) {
      decide(nowNs);
    }
    if (timers.expire(Timer.CLAIM, nowNs)) {
      claim(nowNs);
    }
    if (timers.expire(Timer.FOLLOW, nowNs)) {
      repeatFollow(nowNs);
    }
    if (timers.expire(Timer.RUMOUR, nowNs)) {
      leaderHeardOf = false;
      if (standing instanceof Standing.Alone && node.livePeers(nowNs).size() > 0) {
        toCandidate(nowNs, ElectionCause.LEADER_OF_OTHERS_UNHEARD);
      }
    }
  }

  private void hello(long nowNs) {
    node.sendHello(standing instanceof Standing.Follower || leads() ? term : Term.NONE);
    boolean quick = ++hellos < QUICK_HELLOS;
    boolean calm = standing instanceof Standing.Follower || leads();
    long againNs = calm ? FOLLOWER_HELLO_NS : limits.helloNs();
    timers.set(Timer.HELLO, nowNs + (quick ? QUICK_HELLO_NS : againNs));
  }

  private void beacon(long nowNs) {
    SignedStatement statement = proof.claim();
    if (!leads() || statement == null) {
      return;
    }
    if (node.livePeers(nowNs).isEmpty()
        && standing instanceof Standing.Leader(long sinceNs)
        && nowNs - sinceNs > limits.memberTtlNs()) {
      toAlone(nowNs, ElectionCause.NOBODY_HEARD);
      return;
    }
    node.sender.multicast(statement);
    timers.set(Timer.BEACON, nowNs + limits.beaconNs());
  }

  private void suspect(long nowNs) {
    if (!(standing instanceof Standing.Follower(NodeId leader))) {
      return;
    }
    node.counters.suspicions++;
    become(nowNs, new Standing.Suspecting(leader, nowNs), ElectionCause.HEARTBEATS_MISSING);
    ask(nowNs);
  }

  private void ask(long nowNs) {
    timers.set(Timer.ASKED, nowNs + limits.askNs());
    suspicion.ask(nowNs, term);
  }

  private void decide(long nowNs) {
    if (!(standing instanceof Standing.Suspecting)) {
      return;
    }
    if (suspicion.isContradicted()) {
      ask(nowNs);
      return;
    }
    loseLeader(nowNs);
    if (suspicion.othersThere(term)) {
      toCandidate(nowNs, ElectionCause.LEADER_LOST);
    } else {
      toAlone(nowNs, ElectionCause.NOBODY_HEARD);
    }
  }

  private void toAlone(long nowNs, ElectionCause why) {
    boolean led = leads();
    clearTimers();
    become(nowNs, new Standing.Alone(), why);
    if (led) {
      consequences.stepDown(nowNs);
      loseLeader(nowNs);
    }
    hellos = 0;
    timers.set(Timer.HELLO, nowNs);
  }

  private void toCandidate(long nowNs, ElectionCause why) {
    clearTimers();
    become(nowNs, new Standing.Candidate(nowNs), why);
    long settleNs = Math.max(0, startedNs + limits.settleNs() - nowNs);
    timers.set(Timer.CLAIM, nowNs + settleNs + suspicion.waitNs(nowNs, term));
    timers.set(Timer.HELLO, nowNs + suspicion.spreadNs(4 * MS));
    hellos = 0;
  }

  private void claim(long nowNs) {
    if (!(standing instanceof Standing.Candidate)) {
      return;
    }
    if (node.livePeers(nowNs).isEmpty()) {
      toAlone(nowNs, ElectionCause.NOBODY_HEARD);
      return;
    }
    if (!node.trust.has(nowNs, config.self(), Rights.LEAD) || node.isKeptFromLeading()) {
      timers.set(Timer.CLAIM, nowNs + RUMOUR_NS);
      return;
    }
    Term previous = term;
    term = node.terms.next(previous);
    node.counters.claims++;
    node.counters.lastConvergenceNs = nowNs - leaderlessSinceNs;
    SignedStatement statement =
        node.sender.sign(new PresenceMessage.TermClaim(term, previous, Cause.NO_LEADER));
    proof.set(statement);
    clearTimers();
    become(nowNs, new Standing.Leader(nowNs), ElectionCause.CLAIMS);
    node.sender.multicast(statement);
    timers.set(Timer.BEACON, nowNs + limits.beaconNs());
    timers.set(Timer.HELLO, nowNs);
    consequences.lead(nowNs, term, statement);
  }

  private void repeatFollow(long nowNs) {
    Peer leader = leader();
    if (leader != null) {
      timers.set(Timer.FOLLOW, nowNs + limits.followRepeatNs());
      node.sendFollow(nowNs, leader, term);
    }
  }

  /// Gives the lead up on purpose.
  void resign(long nowNs, Cause cause) {
    if (!leads()) {
      return;
    }
    NodeId successor = node.fittest(nowNs);
    SignedStatement statement =
        node.sender.sign(new PresenceMessage.Resign(term, successor, cause));
    node.sender.multicast(statement);
    for (Peer peer : node.livePeers(nowNs)) {
      node.sender.send(peer, statement);
    }
    consequences.stepDown(nowNs);
    loseLeader(nowNs);
    toCandidate(nowNs, ElectionCause.RESIGNED);
    // Whoever is there claims first.
    timers.set(Timer.CLAIM, nowNs + 10 * limits.rankStepNs());
  }
}
