// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Deadlines;
import palaver.base.Parsed;
import palaver.radio.settings.SettingsGovernor;
import palaver.radio.settings.SettingsRecord;
import palaver.radio.settings.Snapshots;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsMessage;
import palaver.wire.radio.SettingsMessage.Outcome;
import palaver.wire.radio.SettingsMessage.Snapshot;
import palaver.wire.radio.SettingsVersion;

/// Settings on their way through the channel, at every node: it takes versions from its leader,
/// tells how they went and how voice is heard since, and asks for what it lacks. Heartbeats carry
/// the version that the other side has, or is to have.
final class Governing {
  private static final long MS = 1_000_000;
  private static final long ASK_NS = 300 * MS;
  private static final long ANSWERS_NS = 5_000 * MS;
  private static final long REPORT_SOON_NS = 2_000 * MS;
  private static final long REPORT_LATE_NS = 10_000 * MS;
  private static final long WATCHED_NS = 14_000 * MS;

  /// What follows when other settings hold.
  interface Consequences {
    void settings(long nowNs, SettingsRecord record);
  }

  private final Node node;
  private final Leadership leadership;
  private final Consequences consequences;
  private final SettingsGovernor governor;
  private final HeardQuality quality;
  private long askedNs = Long.MIN_VALUE / 2;
  private long appliedNs = Long.MIN_VALUE / 2;
  private long reportNs = Deadlines.NEVER;
  private boolean reportsStranded;

  Governing(Node node, Leadership leadership, HeardQuality quality, Consequences consequences) {
    this.node = node;
    this.leadership = leadership;
    this.quality = quality;
    this.consequences = consequences;
    governor =
        new SettingsGovernor(
            node.trust::isOperatorsWord, node.store, node.audit, this::signPublication);
  }

  private Bytes signPublication(SettingsRecord record) {
    return Bytes.of(node.sender.sign(Snapshots.of(record, 0)).signature());
  }

  SettingsGovernor governor() {
    return governor;
  }

  @Nullable SettingsVersion version() {
    SettingsRecord current = governor.history().current();
    return current == null ? null : current.version();
  }

  /// What this node tells its leader: its current version, and in turn with it one that was not
  /// joined with that, so that neither gets lost.
  @Nullable SettingsVersion reportable() {
    SettingsRecord stranded = governor.history().stranded();
    reportsStranded = stranded != null && !reportsStranded;
    return stranded == null || !reportsStranded ? version() : stranded.version();
  }

  /// The node starts with what its store kept.
  void start(long nowNs) {
    SettingsRecord current = governor.history().current();
    if (current != null) {
      apply(nowNs, current);
    }
  }

  /// Another version is the current one here.
  void apply(long nowNs, SettingsRecord record) {
    appliedNs = nowNs;
    quality.begin();
    reportNs = nowNs + REPORT_SOON_NS;
    consequences.settings(nowNs, record);
    node.sender.emit(new RadioEvent.Settings(record.version(), record.values()));
  }

  /// The leader says which version this node is to have.
  void onLeaderVersion(long nowNs, Peer leader, @Nullable SettingsVersion theirs) {
    boolean lacks =
        theirs != null && !theirs.equals(version()) && governor.history().find(theirs) == null;
    if (lacks && nowNs - askedNs >= ASK_NS) {
      askedNs = nowNs;
      node.sender.send(leader, new SettingsMessage.Request(version()));
    }
  }

  /// Takes a version that came; whether another one is current here now.
  boolean take(long nowNs, Peer from, Snapshot snapshot, SignedStatement statement) {
    boolean fromLeader = from == leadership.leader();
    boolean asked = leadership.leads() && nowNs - from.askedSettingsNs < ANSWERS_NS;
    boolean vouched = fromLeader && statement.signer().equals(from.id);
    if (!(fromLeader || asked) || !(snapshot.isPublication() || vouched) || isJump(snapshot)) {
      return false;
    }
    SettingsRecord before = governor.history().current();
    Outcome outcome = outcomeOf(nowNs, snapshot, statement);
    SettingsRecord now = governor.history().current();
    boolean changed = false;
    if (now != null && !now.equals(before)) {
      changed = true;
      apply(nowNs, now);
    }
    if (fromLeader) {
      node.sender.send(
          from, new SettingsMessage.Ack(snapshot.version(), outcome, quality.permille()));
    }
    return changed;
  }

  private boolean isJump(Snapshot snapshot) {
    long jump = snapshot.version().term().counter() - leadership.term().counter();
    boolean far = jump > node.config.limits().termJumpMax();
    node.counters.jumpsRefused += far ? 1 : 0;
    return far;
  }

  private Outcome outcomeOf(long nowNs, Snapshot snapshot, SignedStatement statement) {
    long epochMs = node.trust.epochMs(nowNs);
    if (!(Snapshots.read(snapshot) instanceof Parsed.Ok<SettingsRecord>(SettingsRecord read))) {
      node.counters.malformed++;
      return Outcome.UNFIT;
    }
    SettingsRecord record =
        snapshot.isPublication() ? read.provenBy(Bytes.of(statement.signature())) : read;
    if (snapshot.stage() == Snapshot.BEGIN && governor.beginWith(epochMs, record)) {
      return Outcome.APPLIED;
    }
    return governor.onRecord(epochMs, record);
  }

  /// Sends what the other lacks, up to and including `last`; a leader sends all that its tree is to
  /// have.
  void send(long nowNs, Peer to, @Nullable SettingsVersion known, @Nullable SettingsVersion last) {
    SettingsRecord current = governor.history().current();
    if (known == null && current != null && leadership.leads() && !governor.history().isWhole()) {
      node.sender.send(to, node.sender.sign(Snapshots.of(current, Snapshot.BEGIN)));
      return;
    }
    for (SettingsRecord record : governor.history().after(known)) {
      boolean due = last == null || record.version().compareTo(last) <= 0;
      SignedStatement statement = due ? statementOf(nowNs, record) : null;
      if (statement != null) {
        node.sender.send(to, statement);
      }
    }
  }

  /// A version as its own leader published it; when that one is gone, on the word of this leader.
  @Nullable SignedStatement statementOf(long nowNs, SettingsRecord record) {
    NodeId publisher = record.version().term().node();
    boolean stands = !record.proof().isEmpty() && node.trust.has(nowNs, publisher, Rights.LEAD);
    if (stands) {
      Snapshot snapshot = Snapshots.of(record, 0);
      return new SignedStatement(
          snapshot.type(), publisher, Sender.payloadOf(snapshot), record.proof().toArray());
    }
    return leadership.leads() ? node.sender.sign(Snapshots.of(record, Snapshot.VOUCHED)) : null;
  }

  /// As the leader: what became of a wish.
  void answer(Peer to, SettingsVersion about, Outcome outcome) {
    int unknown = SettingsMessage.Ack.QUALITY_UNKNOWN;
    node.sender.send(to, new SettingsMessage.Ack(about, outcome, unknown));
  }

  /// The leader took a version back and says why.
  void onRollback(long nowNs, Peer from, SettingsMessage.Rollback rollback) {
    if (from == leadership.leader()) {
      node.audit.append(
          node.trust.epochMs(nowNs),
          from.id,
          "settings-taken-back",
          "version " + rollback.from().number() + ": " + rollback.cause());
    }
  }

  /// All versions that this node holds, oldest first.
  List<SettingsRecord> versions() {
    return governor.history().after(null);
  }

  long nextDeadlineNs() {
    return reportNs;
  }

  void onDeadline(long nowNs) {
    if (reportNs > nowNs) {
      return;
    }
    boolean watched = nowNs - appliedNs < WATCHED_NS;
    reportNs = nowNs + (watched ? REPORT_SOON_NS : REPORT_LATE_NS);
    Peer leader = leadership.leader();
    SettingsVersion current = version();
    if (leader != null && current != null) {
      node.sender.send(
          leader, new SettingsMessage.Ack(current, Outcome.APPLIED, quality.permille()));
    }
  }
}
