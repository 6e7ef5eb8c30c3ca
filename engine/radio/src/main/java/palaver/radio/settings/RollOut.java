// SPDX-License-Identifier: Apache-2.0
package palaver.radio.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import palaver.base.Deadlines;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsMessage;
import palaver.wire.radio.SettingsMessage.Outcome;
import palaver.wire.radio.SettingsMessage.RollbackCause;

/// Brings one version to a channel: first to a few nodes, then, when they took it and voice is
/// heard there as well as before, to all. Failures or worse voice take it back.
public final class RollOut {

  /// How careful a roll-out is.
  ///
  /// @param canariesPercent how many nodes come first, at least one, at most `canariesMax`
  /// @param answerNs how long a node may take to answer before it counts as failed
  /// @param observeNs how long the first nodes are watched
  /// @param failedPermilleMax the highest share of failures, of a thousand nodes asked
  /// @param qualityDropMax by how much, of a thousand, voice may be heard worse than before
  public record Policy(
      int canariesPercent,
      int canariesMax,
      long answerNs,
      long observeNs,
      int failedPermilleMax,
      int qualityDropMax) {

    public static final Policy DEFAULT =
        new Policy(10, 5, 2_000_000_000L, 10_000_000_000L, 200, 100);

    int canaries(int nodes) {
      int share = (nodes * canariesPercent + 99) / 100;
      return Math.max(1, Math.min(canariesMax, share));
    }
  }

  /// What to do next.
  public sealed interface Step {
    /// Nothing yet.
    record Wait() implements Step {}

    /// Send the version to these as well.
    record Widen(List<NodeId> to) implements Step {}

    /// All is done.
    record Complete() implements Step {}

    /// Take it back everywhere.
    ///
    /// @param evidence what was seen, for the audit
    record TakeBack(RollbackCause cause, String evidence) implements Step {}
  }

  private enum Stage {
    CANARIES,
    ALL,
    OVER
  }

  private static final Step WAIT = new Step.Wait();

  private final Policy policy;
  private final List<NodeId> nodes;
  private final int canaries;
  private final TreeMap<NodeId, Integer> qualityBefore;
  private final TreeMap<NodeId, Outcome> answers = new TreeMap<>();
  private final TreeMap<NodeId, Integer> quality = new TreeMap<>();
  private Stage stage = Stage.CANARIES;
  private long stageSinceNs;
  private boolean answersDue = true;

  /// Starts a roll-out to `nodes`, the first of which come first.
  ///
  /// @param qualityBefore how voice was heard at each before, of a thousand; a node that is not
  ///   named or has [SettingsMessage.Ack#QUALITY_UNKNOWN] is judged by its answers only
  public RollOut(
      long nowNs, Policy policy, List<NodeId> nodes, Map<NodeId, Integer> qualityBefore) {
    this.policy = policy;
    this.nodes = List.copyOf(nodes);
    this.qualityBefore = new TreeMap<>(qualityBefore);
    this.qualityBefore.values().removeIf(known -> known >= SettingsMessage.Ack.QUALITY_UNKNOWN);
    canaries = Math.min(nodes.size(), policy.canaries(nodes.size()));
    stageSinceNs = nowNs;
  }

  /// The nodes that have the version now, or are to get it.
  public List<NodeId> targets() {
    return stage == Stage.CANARIES ? nodes.subList(0, canaries) : nodes;
  }

  /// Whether everybody is to have the version.
  public boolean isWide() {
    return stage != Stage.CANARIES;
  }

  public boolean isOver() {
    return stage == Stage.OVER;
  }

  /// How many nodes hold the version, besides the leader.
  public int copies() {
    int copies = 0;
    for (Outcome outcome : answers.values()) {
      copies += outcome == Outcome.APPLIED || outcome == Outcome.STORED ? 1 : 0;
    }
    return copies;
  }

  /// Takes an answer; a later one of the same node counts, for its quality is newer.
  public Step onAck(long nowNs, NodeId from, SettingsMessage.Ack ack) {
    if (stage != Stage.OVER && targets().contains(from)) {
      answers.put(from, ack.outcome());
      if (ack.qualityPermille() < SettingsMessage.Ack.QUALITY_UNKNOWN) {
        quality.put(from, ack.qualityPermille());
      }
    }
    return onDeadline(nowNs);
  }

  /// Looks at what is due.
  public Step onDeadline(long nowNs) {
    if (stage == Stage.OVER) {
      return WAIT;
    }
    long elapsedNs = nowNs - stageSinceNs;
    boolean timeUp = elapsedNs >= policy.answerNs;
    answersDue = !timeUp;
    int asked = targets().size();
    int failed = failed(timeUp);
    if (failed * 1_000L > (long) policy.failedPermilleMax * asked) {
      return takeBack(
          RollbackCause.TOO_MANY_FAILURES, failed + " of " + asked + " nodes did not take it");
    }
    int drop = qualityDrop();
    if (drop > policy.qualityDropMax) {
      return takeBack(RollbackCause.QUALITY, "voice was heard worse by " + drop + " of a thousand");
    }
    return timeUp || answers.size() == asked ? advance(nowNs, elapsedNs) : WAIT;
  }

  private Step advance(long nowNs, long elapsedNs) {
    if (stage == Stage.CANARIES && canaries < nodes.size()) {
      if (elapsedNs < policy.observeNs) {
        return WAIT;
      }
      stage = Stage.ALL;
      stageSinceNs = nowNs;
      answersDue = true;
      return new Step.Widen(nodes.subList(canaries, nodes.size()));
    }
    if (elapsedNs < policy.observeNs) {
      return WAIT;
    }
    stage = Stage.OVER;
    return new Step.Complete();
  }

  private Step takeBack(RollbackCause cause, String evidence) {
    stage = Stage.OVER;
    return new Step.TakeBack(cause, evidence);
  }

  private int failed(boolean timeUp) {
    int failed = 0;
    for (NodeId node : targets()) {
      Outcome outcome = answers.get(node);
      boolean took = outcome == Outcome.APPLIED || outcome == Outcome.STORED;
      failed += outcome == null ? (timeUp ? 1 : 0) : took ? 0 : 1;
    }
    return failed;
  }

  /// By how much less is heard, of a thousand, in the mean over the nodes that said so before and
  /// now: one in a bad place is no worse for it.
  private int qualityDrop() {
    int drop = 0;
    int compared = 0;
    for (Map.Entry<NodeId, Integer> now : quality.entrySet()) {
      Integer before = qualityBefore.get(now.getKey());
      if (before != null) {
        drop += before - now.getValue();
        compared++;
      }
    }
    return compared == 0 ? 0 : drop / compared;
  }

  /// When to look again.
  public long nextDeadlineNs() {
    if (stage == Stage.OVER) {
      return Deadlines.NEVER;
    }
    boolean waiting = answersDue && answers.size() < targets().size();
    return stageSinceNs + (waiting ? policy.answerNs : policy.observeNs);
  }
}
