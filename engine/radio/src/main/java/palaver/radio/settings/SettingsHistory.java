// SPDX-License-Identifier: Apache-2.0
package palaver.radio.settings;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.radio.settings.SettingsMerge.Merged;
import palaver.wire.radio.MessageCodec;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.SettingsMessage;
import palaver.wire.radio.SettingsMessage.Outcome;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Statement;
import palaver.wire.radio.Term;

/// The versions that a node holds, at most the newest 64, and which one is current. Nothing gets in
/// that the node cannot derive itself: an operator's signed change of the parent, the merge of two
/// versions that it holds, or an ancestor that holds again.
public final class SettingsHistory {

  /// How many versions are kept; the oldest go.
  public static final int VERSIONS_MAX = 64;

  /// The parent of a channel's first version.
  public static final Bytes ROOT = Bytes.of(new byte[SettingsVersion.HASH_BYTES]);

  private final Authoriser authoriser;
  private final TreeMap<String, SettingsRecord> byHash = new TreeMap<>();
  private final List<SettingsRecord> inOrder = new ArrayList<>();
  private @Nullable SettingsRecord current;
  private @Nullable SettingsRecord stranded;

  public SettingsHistory(Authoriser authoriser) {
    this.authoriser = authoriser;
  }

  /// Takes back what the store held, oldest first; it was checked when it came.
  public void restore(List<SettingsRecord> stored) {
    stored.forEach(this::keep);
  }

  /// Adds a version that was received or made. It becomes current when it is greater than the
  /// current one.
  public Outcome add(SettingsRecord record) {
    if (byHash.containsKey(record.hash().hex())) {
      return Outcome.APPLIED;
    }
    if (record.values().schema() > Setting.SCHEMA) {
      return Outcome.SCHEMA_UNKNOWN;
    }
    SettingsRecord parent = find(record.version().parentHash());
    boolean first = record.version().parentHash().equals(ROOT);
    boolean complete =
        record.kind() == SettingsRecord.Kind.CHANGE
            || isInitialAgain(record)
            || find(record.authorisation()) != null;
    if ((parent == null && !first) || !complete) {
      return Outcome.PARENT_UNKNOWN;
    }
    if (!isDerived(record, parent)) {
      return Outcome.NOT_AUTHORISED;
    }
    keep(record);
    return Outcome.APPLIED;
  }

  private void keep(SettingsRecord record) {
    byHash.put(record.hash().hex(), record);
    inOrder.add(record);
    if (current == null || record.version().compareTo(current.version()) > 0) {
      current = record;
    }
    if (inOrder.size() > VERSIONS_MAX) {
      SettingsRecord oldest = inOrder.getFirst();
      SettingsRecord dropped = oldest.equals(current) ? inOrder.get(1) : oldest;
      inOrder.remove(dropped);
      byHash.remove(dropped.hash().hex());
    }
    stranded = findStranded();
  }

  private @Nullable SettingsRecord findStranded() {
    SettingsRecord now = current;
    for (int i = inOrder.size() - 1; i >= 0 && now != null; i--) {
      if (!descends(now, inOrder.get(i))) {
        return inOrder.get(i);
      }
    }
    return null;
  }

  /// The newest version that the current one did not come from: the other side of a split had it,
  /// and it is not joined with ours yet. Null when there is none.
  public @Nullable SettingsRecord stranded() {
    return stranded;
  }

  private boolean isDerived(SettingsRecord record, @Nullable SettingsRecord parent) {
    boolean later = parent == null || record.version().compareTo(parent.version()) > 0;
    return later
        && switch (record.kind()) {
          case CHANGE -> isAuthorised(record, parent);
          case MERGE -> isMerge(record, parent);
          case ROLLBACK -> isRollback(record);
        };
  }

  private boolean isAuthorised(SettingsRecord record, @Nullable SettingsRecord parent) {
    SettingsValues before = parent == null ? SettingsValues.initial() : parent.values();
    Bytes changes = SettingsValues.encode(record.values().changesFrom(before));
    byte[] statement = proposal(record, parent, changes);
    return authoriser.holds(record.author(), statement, record.authorisation());
  }

  private static byte[] proposal(
      SettingsRecord record, @Nullable SettingsRecord parent, Bytes changes) {
    return statement(
        record.author(),
        new SettingsMessage.Propose(parent == null ? null : parent.version(), changes));
  }

  /// The bytes that an operator signs for a proposal.
  public static byte[] statement(NodeId author, SettingsMessage.Propose proposal) {
    byte[] room = new byte[1_000];
    int length = MessageCodec.write(proposal, room, 0, room.length);
    return Statement.signedBytes(MessageType.SETTINGS_PROPOSE, author, room, 0, length);
  }

  private boolean isMerge(SettingsRecord record, @Nullable SettingsRecord parent) {
    SettingsRecord other = find(record.authorisation());
    if (parent == null || other == null) {
      return false;
    }
    Merged merged = SettingsMerge.merge(this, parent, other);
    return merged.values().equals(record.values());
  }

  /// Whether a record takes the very first version back: what held before nothing was set.
  private static boolean isInitialAgain(SettingsRecord record) {
    return record.kind() == SettingsRecord.Kind.ROLLBACK && record.authorisation().equals(ROOT);
  }

  private boolean isRollback(SettingsRecord record) {
    if (isInitialAgain(record)) {
      return record.values().equals(SettingsValues.initial());
    }
    SettingsRecord earlier = find(record.authorisation());
    return earlier != null && earlier.values().equals(record.values());
  }

  /// The version with this hash, or null.
  public @Nullable SettingsRecord find(Bytes hash) {
    return byHash.get(hash.hex());
  }

  /// The version at this place, or null.
  public @Nullable SettingsRecord find(SettingsVersion version) {
    for (int i = inOrder.size() - 1; i >= 0; i--) {
      if (inOrder.get(i).version().equals(version)) {
        return inOrder.get(i);
      }
    }
    return null;
  }

  /// Whether `later` came from `earlier`, over any number of versions and merges.
  public boolean descends(SettingsRecord later, SettingsRecord earlier) {
    ArrayDeque<SettingsRecord> open = new ArrayDeque<>(List.of(later));
    TreeSet<String> seen = new TreeSet<>();
    while (!open.isEmpty()) {
      SettingsRecord at = open.removeFirst();
      if (at.equals(earlier)) {
        return true;
      }
      SettingsRecord parent = find(at.version().parentHash());
      SettingsRecord other =
          at.kind() == SettingsRecord.Kind.MERGE ? find(at.authorisation()) : null;
      for (SettingsRecord next : new @Nullable SettingsRecord[] {parent, other}) {
        if (next != null && seen.add(next.hash().hex())) {
          open.addLast(next);
        }
      }
    }
    return false;
  }

  /// Whether the versions that are kept reach back to the first of the channel.
  public boolean isWhole() {
    return inOrder.isEmpty() || inOrder.getFirst().version().parentHash().equals(ROOT);
  }

  /// A node that has no history begins with a version in the middle of one, on the word of its
  /// leader; false when it has a history.
  public boolean beginWith(SettingsRecord record) {
    boolean fits = inOrder.isEmpty() && record.values().schema() <= Setting.SCHEMA;
    if (fits) {
      keep(record);
    }
    return fits;
  }

  /// The current version, or null when nothing was ever set.
  public @Nullable SettingsRecord current() {
    return current;
  }

  /// What holds now.
  public SettingsValues values() {
    return current == null ? SettingsValues.initial() : current.values();
  }

  /// The place of a child of the current version that `term`'s leader makes next.
  public SettingsVersion next(Term term) {
    SettingsRecord parent = current;
    if (parent == null) {
      return new SettingsVersion(term, 1, ROOT);
    }
    boolean sameTerm = parent.version().term().equals(term);
    return new SettingsVersion(term, sameTerm ? parent.version().number() + 1 : 1, parent.hash());
  }

  /// The versions, oldest first, that a node which knows `known` lacks; all when it knows none of
  /// ours.
  public List<SettingsRecord> after(@Nullable SettingsVersion known) {
    if (known != null) {
      for (int i = 0; i < inOrder.size(); i++) {
        if (inOrder.get(i).version().equals(known)) {
          return List.copyOf(inOrder.subList(i + 1, inOrder.size()));
        }
      }
    }
    return List.copyOf(inOrder);
  }

  /// The line of parents from `from` back, itself first.
  List<SettingsRecord> line(SettingsRecord from) {
    List<SettingsRecord> line = new ArrayList<>();
    SettingsRecord at = from;
    while (at != null && line.size() < VERSIONS_MAX) {
      line.add(at);
      at = find(at.version().parentHash());
    }
    return line;
  }
}
