// SPDX-License-Identifier: Apache-2.0
package palaver.trust.audit;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.trust.crypto.Digests;
import palaver.wire.radio.NodeId;

/// The audit of one node: each line holds the hash of the one before, so nothing can be changed,
/// left out or put in between unnoticed. What only its writer holds can still be cut at the end or
/// written anew as a whole: signed heads at other nodes stand against that, see
/// docs/security-model.md.
///
/// The newest lines are kept in memory, the oldest go; all of them went to the store before.
public final class AuditChain {

  /// Before the first line.
  public static final Bytes GENESIS = Bytes.of(new byte[Digests.SHA256_BYTES]);

  private final int linesMax;
  private final Consumer<AuditEntry> store;
  private final ArrayDeque<AuditEntry> newest = new ArrayDeque<>();
  private long nextIndex;
  private Bytes head = GENESIS;

  /// An empty chain that keeps `linesMax` lines.
  public AuditChain(int linesMax) {
    this(linesMax, _ -> {});
  }

  /// An empty chain that gives each line to `store` before anybody sees it.
  public AuditChain(int linesMax, Consumer<AuditEntry> store) {
    this.linesMax = linesMax;
    this.store = store;
  }

  /// Goes on after the last line that the store holds.
  public void resume(AuditEntry last) {
    nextIndex = last.index() + 1;
    head = last.hash();
  }

  /// Adds a line and answers it, for the store.
  public AuditEntry append(long atEpochMs, NodeId actor, String kind, String detail) {
    AuditEntry entry = AuditEntry.of(nextIndex, atEpochMs, actor, kind, detail, head);
    store.accept(entry);
    nextIndex++;
    head = entry.hash();
    newest.addLast(entry);
    if (newest.size() > linesMax) {
      newest.removeFirst();
    }
    return entry;
  }

  /// The hash of the newest line.
  public Bytes head() {
    return head;
  }

  public List<AuditEntry> newest() {
    return List.copyOf(newest);
  }

  /// The first line that does not follow from the one before, or null when all do.
  public static @Nullable AuditEntry firstBroken(List<AuditEntry> lines) {
    AuditEntry before = null;
    for (AuditEntry line : lines) {
      boolean follows =
          before == null
              ? line.index() > 0 || line.previous().equals(GENESIS)
              : line.index() == before.index() + 1 && line.previous().equals(before.hash());
      if (!follows || !line.hash().equals(line.computeHash())) {
        return line;
      }
      before = line;
    }
    return null;
  }
}
