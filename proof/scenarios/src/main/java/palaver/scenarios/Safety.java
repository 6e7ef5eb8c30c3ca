// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.radio.RadioEvent;
import palaver.wire.BigEndian;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

/// What must never happen, kept incrementally: each event and each played frame is looked at once.
///
/// | | rule |
/// |---|---|
/// | a | leases of one term never overlap on the leader's clock |
/// | b | the leases that a node plays never go back |
/// | c | a node never plays two talkers under one lease, nor one frame twice |
/// | d | no voice outside a lease that its leader granted is played |
/// | e | nothing that a stranger made is played or followed |
/// | f | queues and tables stay within their limits |
/// | g | no nonce is used twice under one key, and nobody talks under a lease from before a sleep |
/// | h | the tree of a quiet network stays as it is |
public final class Safety {

  /// A lease as its leader told it.
  private record Grant(NodeId holder, long atNs, int leader) {}

  /// What one node has played in its present run.
  private static final class Played {
    @Nullable LeaseId lease;
    @Nullable Grant grant;
    final java.util.BitSet frames = new java.util.BitSet();

    void begin(LeaseId next, @Nullable Grant granted) {
      lease = next;
      grant = granted;
      frames.clear();
    }
  }

  private final boolean strict;
  private final CommonRules common;
  private final Check noOverlap = new Check("a lease-overlap");
  private final Check neverBack = new Check("b lease-goes-back");
  private final Check oneTalker = new Check("c two-talkers");
  private final Check knownLease = new Check("d unknown-lease");
  private final Check noStranger = new Check("e stranger");
  private final Check bounded = new Check("f limits");
  private final Check nonceOnce = new Check("g nonce-or-stale-lease");
  private final Check quietTree = new Check("h tree-swings");
  private final Map<LeaseId, Grant> grants = new HashMap<>();
  private final Map<Term, LeaseId> running = new HashMap<>();
  private static final int KEYS_WATCHED = 256;
  private final Map<Bytes, Set<Long>> nonces = new HashMap<>();
  private final List<Played> played = new ArrayList<>();
  private final List<@Nullable LeaseId> forbidden = new ArrayList<>();
  private final Map<Integer, LeaseId> activeByLeader = new HashMap<>();
  private long overlaps;
  private long overlapNs;
  private long overlapSinceNs = -1;

  /// @param strict whether the first violation ends the run
  Safety(boolean strict) {
    this.strict = strict;
    common = new CommonRules(strict);
  }

  /// What must hold for texts and settings.
  CommonRules common() {
    return common;
  }

  public List<Check> checks() {
    List<Check> checks =
        new ArrayList<>(
            List.of(
                noOverlap,
                neverBack,
                oneTalker,
                knownLease,
                noStranger,
                bounded,
                nonceOnce,
                quietTree));
    checks.addAll(common.checks());
    return checks;
  }

  public long violations() {
    return checks().stream().mapToLong(Check::violations).sum();
  }

  /// How often leases of two terms ran at the same time, on two sides of a split for example.
  public long overlapsBetweenTerms() {
    return overlaps;
  }

  /// For how long in all.
  public long overlapBetweenTermsNs() {
    return overlapNs;
  }

  void addNode() {
    played.add(new Played());
    forbidden.add(null);
    common.addNode();
  }

  /// A node starts anew: it has played nothing yet.
  void restarted(int node) {
    played.set(node, new Played());
    forbidden.set(node, null);
    common.restarted(node);
  }

  /// A node wakes: what it held before is over.
  void woken(int node, @Nullable LeaseId heldBefore) {
    forbidden.set(node, heldBefore);
  }

  void onGranted(int leader, long nowNs, RadioEvent.Granted granted) {
    LeaseId before = running.put(granted.lease().term(), granted.lease());
    noOverlap.see(before == null, strict, () -> granted.lease() + " while " + before + " runs");
    grants.put(granted.lease(), new Grant(granted.holder(), nowNs, leader));
    activeByLeader.put(leader, granted.lease());
    countOverlap(nowNs);
  }

  void onEnded(int leader, long nowNs, RadioEvent.Ended ended) {
    LeaseId now = running.get(ended.lease().term());
    if (now != null && now.equals(ended.lease())) {
      running.remove(ended.lease().term());
    }
    activeByLeader.remove(leader);
    countOverlap(nowNs);
  }

  /// A leader is gone: its lease runs for nobody but those who still count it down.
  void leaderGone(int leader, long nowNs) {
    LeaseId lease = activeByLeader.remove(leader);
    if (lease != null) {
      running.remove(lease.term());
    }
    countOverlap(nowNs);
  }

  private void countOverlap(long nowNs) {
    boolean two = activeByLeader.size() > 1;
    if (two && overlapSinceNs < 0) {
      overlapSinceNs = nowNs;
      overlaps++;
    } else if (!two && overlapSinceNs >= 0) {
      overlapNs += nowNs - overlapSinceNs;
      overlapSinceNs = -1;
    }
  }

  /// A node plays a frame.
  ///
  /// @param author who made the sound, by its content; -1 when nobody did
  void onPlayed(int node, LeaseId lease, NodeId talker, long sequence, NodeId author) {
    Played now = played.get(node);
    LeaseId before = now.lease;
    if (!lease.equals(before)) {
      neverBack.see(
          before == null || lease.compareTo(before) > 0,
          strict,
          () -> "node " + node + " plays " + lease + " after " + before);
      now.begin(lease, grants.get(lease));
    } else {
      neverBack.pass();
    }
    Grant grant = now.grant;
    knownLease.see(
        grant != null && grant.holder().equals(talker),
        strict,
        () -> "node " + node + " plays " + talker + " under " + lease + " of " + grant);
    noStranger.see(
        author.equals(talker),
        strict,
        () -> "node " + node + " plays sound that is not of " + talker);
    boolean fresh = !now.frames.get((int) sequence);
    now.frames.set((int) sequence);
    oneTalker.see(fresh, strict, () -> "node " + node + " plays frame " + sequence + " twice");
  }

  /// Something is sealed.
  void onSealed(int node, Bytes key, byte[] nonce) {
    Set<Long> used = nonces.computeIfAbsent(key, _ -> new HashSet<>());
    boolean first = used.add(BigEndian.i64(nonce, 4));
    nonceOnce.see(first, strict, () -> "node " + node + " seals twice under one nonce");
    if (nonces.size() > KEYS_WATCHED) {
      nonces.clear();
    }
  }

  /// A node speaks.
  void onSpoken(int node, @Nullable LeaseId lease) {
    if (lease != null) {
      nonceOnce.see(
          !lease.equals(forbidden.get(node)),
          strict,
          () -> "node " + node + " talks under a lease from before its sleep");
    }
  }

  void onLimits(int node, boolean within) {
    bounded.see(within, strict, () -> "node " + node + " holds more than its limits");
  }

  /// @param moved how many members moved in one second of a quiet network
  /// @param most how many may
  void onTree(int moved, int most) {
    quietTree.see(moved <= most, strict, () -> moved + " members moved in a quiet network");
  }

  void onFollowed(int node, Term term, boolean member) {
    noStranger.see(member, strict, () -> "node " + node + " follows the stranger of " + term);
  }
}
