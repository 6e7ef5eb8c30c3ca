// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Deadlines;
import palaver.radio.settings.RollOut;
import palaver.radio.settings.SettingsGovernor;
import palaver.radio.settings.SettingsGovernor.Answer;
import palaver.radio.settings.SettingsRecord;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsMessage;
import palaver.wire.radio.SettingsMessage.Outcome;
import palaver.wire.radio.SettingsVersion;

/// What a leader does with settings: it makes a version of an operator's wish, brings it to a few
/// nodes first and then to all, takes it back when it fails, and joins the histories of two sides
/// that meet again.
final class Publishing {
  private static final long MS = 1_000_000;
  private static final long ASK_NS = 300 * MS;
  private static final long TELL_NS = 1_000 * MS;

  /// How the one who wished hears of it.
  interface Wisher {
    /// What became of the wish.
    ///
    /// @param made the version, null when there is none
    void answer(Outcome outcome, @Nullable SettingsVersion made);
  }

  private final Node node;
  private final Leadership leadership;
  private final Governing governing;
  private final SettingsGovernor governor;
  private @Nullable RollOut rollOut;
  private @Nullable SettingsRecord rolled;
  private @Nullable SettingsRecord before;
  private @Nullable Wisher waiting;

  Publishing(Node node, Leadership leadership, Governing governing) {
    this.node = node;
    this.leadership = leadership;
    this.governing = governing;
    governor = governing.governor();
  }

  /// A term begins or ends: what was under way is under way no more. Who leads next finds the
  /// newest version at some node and goes on with it.
  void reset() {
    rollOut = null;
    rolled = null;
    before = null;
    waiting = null;
  }

  /// The version that a member is to have now.
  @Nullable SettingsVersion due(Peer member) {
    RollOut running = rollOut;
    boolean waits = running != null && !running.isWide() && !running.targets().contains(member.id);
    if (waits) {
      return before == null ? null : before.version();
    }
    return governing.version();
  }

  /// An operator's wish, signed by the operator.
  void onWish(
      long nowNs, NodeId author, SettingsMessage.Propose wish, Bytes signature, Wisher wisher) {
    SettingsRecord made = madeOf(signature);
    if (made != null) {
      if (waiting == null) {
        wisher.answer(Outcome.APPLIED, made.version());
      }
      return;
    }
    if ((rollOut != null && !rollOut.isWide()) || !leadership.outranks(governing.version())) {
      wisher.answer(Outcome.OTHER, null);
      return;
    }
    SettingsRecord current = governor.history().current();
    long epochMs = node.trust.epochMs(nowNs);
    switch (governor.propose(epochMs, leadership.publishingTerm(), author, wish, signature)) {
      case Answer.Refused(Outcome why) -> wisher.answer(why, null);
      case Answer.Made(SettingsRecord record) -> {
        waiting = wisher;
        governing.apply(nowNs, record);
        rollOut(nowNs, record, current);
      }
    }
  }

  /// The version that was made of a wish with this signature, or null.
  private @Nullable SettingsRecord madeOf(Bytes signature) {
    for (SettingsRecord record : governing.versions()) {
      if (record.kind() == SettingsRecord.Kind.CHANGE && record.authorisation().equals(signature)) {
        return record;
      }
    }
    return null;
  }

  private void rollOut(long nowNs, SettingsRecord record, @Nullable SettingsRecord former) {
    List<NodeId> nodes = new ArrayList<>();
    TreeMap<NodeId, Integer> quality = new TreeMap<>();
    for (Peer peer : leadership.members()) {
      nodes.add(peer.id);
      quality.put(peer.id, peer.qualityPermille);
    }
    rolled = record;
    before = former;
    if (nodes.isEmpty()) {
      rollOut = null;
      moved(RollOutStage.COMPLETE, "nobody else is there");
      answerWisher();
      return;
    }
    rollOut = new RollOut(nowNs, RollOut.Policy.DEFAULT, nodes, quality);
    moved(RollOutStage.FIRST, rollOut.targets().size() + " of " + nodes.size() + " nodes");
    send(nowNs, record, rollOut.targets());
  }

  private void send(long nowNs, SettingsRecord record, List<NodeId> to) {
    SignedStatement statement = governing.statementOf(nowNs, record);
    for (NodeId id : to) {
      Peer peer = node.peers.find(id.value());
      if (peer != null && statement != null) {
        node.sender.send(peer, statement);
      }
    }
  }

  private void moved(RollOutStage stage, String evidence) {
    SettingsRecord record = rolled;
    if (record != null) {
      node.sender.emit(new RadioEvent.RollOutMoved(record.version(), stage, evidence));
    }
  }

  private void answerWisher() {
    Wisher asked = waiting;
    SettingsRecord record = rolled;
    waiting = null;
    if (asked != null && record != null) {
      asked.answer(Outcome.APPLIED, record.version());
    }
  }

  /// A member says how a version went there.
  void onAck(long nowNs, Peer from, SettingsMessage.Ack ack) {
    from.qualityPermille = ack.qualityPermille();
    RollOut running = rollOut;
    SettingsRecord record = rolled;
    if (running != null && record != null && record.version().equals(ack.version())) {
      RollOut.Step step = running.onAck(nowNs, from.id, ack);
      if (running.copies() > 0) {
        answerWisher();
      }
      take(nowNs, running, step);
    }
    if (ack.outcome() == Outcome.PARENT_UNKNOWN && nowNs - from.toldSettingsNs >= TELL_NS) {
      from.toldSettingsNs = nowNs;
      governing.send(nowNs, from, null, due(from));
    }
  }

  private void take(long nowNs, RollOut running, RollOut.Step step) {
    switch (step) {
      case RollOut.Step.Wait _ -> {}
      case RollOut.Step.Widen(List<NodeId> to) -> {
        moved(RollOutStage.ALL, to.size() + " more nodes");
        SettingsRecord record = rolled;
        if (record != null) {
          send(nowNs, record, to);
        }
      }
      case RollOut.Step.Complete _ -> {
        moved(RollOutStage.COMPLETE, running.copies() + " nodes took it");
        rollOut = null;
      }
      case RollOut.Step.TakeBack(var cause, String evidence) ->
          takeBack(nowNs, running, cause, evidence);
    }
  }

  private void takeBack(
      long nowNs, RollOut running, SettingsMessage.RollbackCause cause, String evidence) {
    SettingsRecord failed = rolled;
    rollOut = null;
    moved(RollOutStage.TAKEN_BACK, evidence);
    Answer answer =
        governor.rollBack(
            node.trust.epochMs(nowNs), leadership.publishingTerm(), before, cause, evidence);
    if (failed == null || !(answer instanceof Answer.Made(SettingsRecord record))) {
      return;
    }
    governing.apply(nowNs, record);
    SignedStatement notice =
        node.sender.sign(new SettingsMessage.Rollback(failed.version(), record.version(), cause));
    for (NodeId id : running.targets()) {
      Peer peer = node.peers.find(id.value());
      if (peer != null) {
        node.sender.send(peer, notice);
      }
    }
    send(nowNs, record, running.targets());
  }

  /// A member says which version it has: an unknown one is asked for, one of another line is joined
  /// with ours.
  void onMemberVersion(long nowNs, Peer from, @Nullable SettingsVersion theirs) {
    SettingsVersion ours = governing.version();
    SettingsRecord stranded = governor.history().stranded();
    if (theirs == null || (theirs.equals(ours) && stranded == null)) {
      return;
    }
    if (governor.history().find(theirs) != null) {
      if (stranded != null) {
        merge(nowNs, stranded);
      }
    } else if (nowNs - from.askedSettingsNs >= ASK_NS) {
      from.askedSettingsNs = nowNs;
      node.sender.send(from, new SettingsMessage.Request(ours));
    }
  }

  private void merge(long nowNs, SettingsRecord other) {
    SettingsRecord current = governor.history().current();
    if (current == null || !leadership.outranks(current.version())) {
      return;
    }
    Answer answer = governor.merge(node.trust.epochMs(nowNs), leadership.publishingTerm(), other);
    if (answer instanceof Answer.Made(SettingsRecord record)) {
      rollOut = null;
      governing.apply(nowNs, record);
    }
  }

  /// A member had a version that was greater than ours; it is current now. What the former leader
  /// began is gone on with; what two sides did is joined when all of it is here.
  void onGreater(long nowNs, @Nullable SettingsRecord former) {
    SettingsRecord current = governor.history().current();
    if (current == null) {
      return;
    }
    boolean further = former == null || governor.history().descends(current, former);
    if (further && current.kind() == SettingsRecord.Kind.CHANGE) {
      rollOut(nowNs, current, former);
    }
  }

  long nextDeadlineNs() {
    RollOut running = rollOut;
    return running == null ? Deadlines.NEVER : running.nextDeadlineNs();
  }

  void onDeadline(long nowNs) {
    RollOut running = rollOut;
    if (running != null && running.nextDeadlineNs() <= nowNs) {
      take(nowNs, running, running.onDeadline(nowNs));
    }
  }
}
