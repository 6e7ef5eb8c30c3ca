// SPDX-License-Identifier: Apache-2.0
package palaver.trust.group;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Deadlines;
import palaver.base.SecretSource;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

/// When the leader makes a new group key, and when it takes effect: at once after a removal, at
/// most every 5 s after joins, and every 10 minutes; active when all members have it, or 500 ms
/// after it was made.
public final class KeyRotation {
  static final long JOIN_NS = 5_000_000_000L;
  static final long ROTATE_NS = 600_000_000_000L;
  static final long ACTIVATE_NS = 500_000_000L;

  /// A key that was made.
  ///
  /// @param key 32 bytes
  public record Made(KeyId id, Bytes key) {}

  private final SecretSource secrets;
  private final Term term;
  private final TreeSet<NodeId> missing = new TreeSet<>();
  private @Nullable Made newest;
  private boolean active;
  private long number;
  private long madeNs;
  private long dueNs;

  /// Starts with a key that is due now.
  public KeyRotation(SecretSource secrets, Term term, long nowNs) {
    this.secrets = secrets;
    this.term = term;
    dueNs = nowNs;
  }

  /// A device was put out: it must not hear another word.
  public void onRemoved(long nowNs) {
    dueNs = nowNs;
  }

  /// A device came in: it shall not open what was said before it came.
  public void onJoined(long nowNs) {
    long soonest = newest == null ? nowNs : Math.max(nowNs, madeNs + JOIN_NS);
    dueNs = Math.min(dueNs, soonest);
  }

  /// Makes a new key when one is due, else null. It goes to `members`, each of which is to
  /// acknowledge it.
  public @Nullable Made makeIfDue(long nowNs, List<NodeId> members) {
    if (nowNs - dueNs < 0) {
      return null;
    }
    newest = new Made(new KeyId(term, ++number), Bytes.of(secrets.bytes(GroupKeys.KEY_BYTES)));
    active = false;
    madeNs = nowNs;
    dueNs = nowNs + ROTATE_NS;
    missing.clear();
    missing.addAll(members);
    return newest;
  }

  public void onAck(KeyId id, NodeId from) {
    if (newest != null && newest.id.equals(id)) {
      missing.remove(from);
    }
  }

  /// The newest key, once, when it is time to use it; else null.
  public @Nullable Made activateIfDue(long nowNs) {
    if (newest == null || active || (!missing.isEmpty() && nowNs - madeNs < ACTIVATE_NS)) {
      return null;
    }
    active = true;
    return newest;
  }

  /// The newest key, for a member that lacks it; null before the first.
  public @Nullable Made newest() {
    return newest;
  }

  /// Who has not acknowledged the newest key, in order.
  public List<NodeId> missing() {
    return List.copyOf(missing);
  }

  /// When something is due next.
  public long nextDeadlineNs() {
    long activateNs = newest == null || active ? Deadlines.NEVER : madeNs + ACTIVATE_NS;
    return Math.min(dueNs, activateNs);
  }
}
