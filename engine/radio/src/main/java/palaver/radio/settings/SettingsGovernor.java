// SPDX-License-Identifier: Apache-2.0
package palaver.radio.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.radio.settings.SettingsMerge.Conflict;
import palaver.radio.settings.SettingsMerge.Merged;
import palaver.radio.settings.SettingsRecord.Kind;
import palaver.radio.settings.SettingsValues.Change;
import palaver.trust.audit.AuditChain;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsMessage.Outcome;
import palaver.wire.radio.SettingsMessage.Propose;
import palaver.wire.radio.SettingsMessage.RollbackCause;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;

/// A node's settings: takes versions from the leader, and makes them when it leads. Whatever
/// becomes part of the history is saved first and leaves a line in the audit.
public final class SettingsGovernor {

  /// Signs what this node publishes as a leader.
  @FunctionalInterface
  public interface Publisher {

    /// The signature of this node under the snapshot of `record`, 64 bytes.
    Bytes sign(SettingsRecord record);
  }

  /// What became of an operator's wish.
  public sealed interface Answer {

    /// A version that is to be rolled out.
    record Made(SettingsRecord record) implements Answer {}

    /// No, why.
    record Refused(Outcome why) implements Answer {}
  }

  private final SettingsHistory history;
  private final SettingsStore store;
  private final AuditChain audit;
  private final Publisher publisher;

  /// Starts with what the store holds.
  public SettingsGovernor(
      Authoriser authoriser, SettingsStore store, AuditChain audit, Publisher publisher) {
    this.publisher = publisher;
    history = new SettingsHistory(authoriser);
    this.store = store;
    this.audit = audit;
    history.restore(store.load());
  }

  public SettingsHistory history() {
    return history;
  }

  public SettingsValues values() {
    return history.values();
  }

  /// As the leader: an operator's signed wish becomes a version, if it was made from the current
  /// one.
  public Answer propose(long nowEpochMs, Term term, NodeId author, Propose wish, Bytes signature) {
    SettingsRecord current = history.current();
    SettingsVersion base = current == null ? null : current.version();
    boolean onCurrent = base == null ? wish.base() == null : base.equals(wish.base());
    if (!onCurrent) {
      return new Answer.Refused(Outcome.PARENT_UNKNOWN);
    }
    return switch (SettingsValues.decodeChanges(wish.changes())) {
      case Parsed.Malformed<List<Change>> _ -> new Answer.Refused(Outcome.UNFIT);
      case Parsed.Ok<List<Change>>(List<Change> changes) -> {
        SettingsValues values = history.values().with(changes);
        yield make(nowEpochMs, term, Kind.CHANGE, author, signature, values, "" + changes);
      }
    };
  }

  private Answer make(
      long nowEpochMs,
      Term term,
      Kind kind,
      NodeId author,
      Bytes authorisation,
      SettingsValues values,
      String detail) {
    SettingsRecord draft =
        new SettingsRecord(history.next(term), kind, author, authorisation, values);
    SettingsRecord record = draft.provenBy(publisher.sign(draft));
    Outcome outcome = take(nowEpochMs, record, detail);
    return outcome == Outcome.APPLIED ? new Answer.Made(record) : new Answer.Refused(outcome);
  }

  /// A version came from the leader, or from another node after a heal.
  public Outcome onRecord(long nowEpochMs, SettingsRecord record) {
    boolean known = history.find(record.hash()) != null;
    return known ? Outcome.APPLIED : take(nowEpochMs, record, "received");
  }

  private Outcome take(long nowEpochMs, SettingsRecord record, String detail) {
    Outcome outcome = history.add(record);
    String kind =
        outcome == Outcome.APPLIED ? "settings-" + name(record.kind()) : "settings-refused";
    if (outcome == Outcome.APPLIED) {
      store.save(record);
    }
    audit.append(
        nowEpochMs,
        record.author(),
        kind,
        "version "
            + record.version().number()
            + " of term "
            + record.version().term().counter()
            + ": "
            + (outcome == Outcome.APPLIED ? detail : outcome));
    return outcome;
  }

  private static String name(Kind kind) {
    return switch (kind) {
      case CHANGE -> "changed";
      case MERGE -> "merged";
      case ROLLBACK -> "rolled-back";
    };
  }

  /// As the leader after a heal: merges the current version with the other side's. Each wish that
  /// loses goes into the audit, so that an operator can apply it again.
  public Answer merge(long nowEpochMs, Term term, SettingsRecord other) {
    SettingsRecord current = history.current();
    if (current == null || history.find(other.hash()) == null) {
      return new Answer.Refused(Outcome.PARENT_UNKNOWN);
    }
    Merged merged = SettingsMerge.merge(history, current, other);
    Answer answer =
        make(nowEpochMs, term, Kind.MERGE, NodeId.NONE, other.hash(), merged.values(), "healed");
    if (answer instanceof Answer.Made) {
      for (Conflict conflict : merged.conflicts()) {
        audit.append(
            nowEpochMs,
            conflict.by().author(),
            "settings-wish-lost",
            conflict.setting() + "=" + conflict.lost() + ", kept " + conflict.kept());
      }
    }
    return answer;
  }

  /// As the leader: an earlier version holds again.
  ///
  /// @param to the earlier version, null for what held before anything was set
  /// @param evidence what was seen
  public Answer rollBack(
      long nowEpochMs,
      Term term,
      @Nullable SettingsRecord to,
      RollbackCause cause,
      String evidence) {
    return make(
        nowEpochMs,
        term,
        Kind.ROLLBACK,
        NodeId.NONE,
        to == null ? SettingsHistory.ROOT : to.hash(),
        to == null ? SettingsValues.initial() : to.values(),
        cause + ": " + evidence);
  }

  /// A node without a history begins with a version that its leader vouches for.
  public boolean beginWith(long nowEpochMs, SettingsRecord record) {
    boolean began = history.beginWith(record);
    if (began) {
      store.save(record);
      audit.append(
          nowEpochMs,
          record.version().term().node(),
          "settings-begun",
          "version " + record.version().number() + " on the leader's word");
    }
    return began;
  }

  /// The version before the current one, or null.
  public @Nullable SettingsRecord previous() {
    SettingsRecord current = history.current();
    return current == null ? null : history.find(current.version().parentHash());
  }
}
