// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.Bytes;
import palaver.net.BackgroundWriter;
import palaver.radio.StableStore;
import palaver.radio.settings.SettingsRecord;
import palaver.trust.audit.AuditEntry;

/// A node's store behind a thread of its own: a disk that takes a second to write must not silence
/// the node for a second.
///
/// Documents of membership and lines of the audit are kept a moment after the call returns: the
/// other members have the documents too, and a line that is lost with the machine's power was about
/// something that was lost as well. Terms and settings are safe when the call returns. Terms are
/// reserved in advance, so a claim seldom waits. What does not fit into the queue is written at
/// once, by the caller.
public final class BackgroundStore implements StableStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundStore.class);
  private static final long RESERVED_TERMS = 16;

  private final StableStore store;
  private final AtomicLong failures = new AtomicLong();
  private final Object terms = new Object();
  private final BackgroundWriter writer;
  private volatile long reservedTerm;

  /// @param store where all is kept; nobody else uses it until [#close]
  /// @param newestTerm the counter that the store holds
  public BackgroundStore(StableStore store, long newestTerm) {
    this.store = store;
    reserve(newestTerm + RESERVED_TERMS);
    writer = new BackgroundWriter("radio-files", this::failed);
  }

  /// How many writes have failed.
  public long failures() {
    return failures.get();
  }

  private void reserve(long counter) {
    synchronized (terms) {
      if (counter > reservedTerm) {
        store.termCounter(counter);
        reservedTerm = counter;
      }
    }
  }

  @Override
  public void termCounter(long counter) {
    if (counter > reservedTerm) {
      reserve(counter + RESERVED_TERMS);
    } else if (reservedTerm - counter < RESERVED_TERMS / 2) {
      later(() -> reserve(counter + RESERVED_TERMS));
    }
  }

  @Override
  public void membership(List<Bytes> certificates, List<Bytes> entries) {
    List<Bytes> newCertificates = List.copyOf(certificates);
    List<Bytes> newEntries = List.copyOf(entries);
    later(() -> store.membership(newCertificates, newEntries));
  }

  @Override
  public void audit(AuditEntry line) {
    later(() -> store.audit(line));
  }

  /// Of the run before: to be asked before anything is written.
  @Override
  public @Nullable AuditEntry lastAudit() {
    return store.lastAudit();
  }

  @Override
  public void save(SettingsRecord record) {
    store.save(record);
  }

  @Override
  public List<SettingsRecord> load() {
    return store.load();
  }

  private void later(Runnable write) {
    if (!writer.offer(write)) {
      write.run();
    }
  }

  private void failed(RuntimeException failure) {
    failures.incrementAndGet();
    LOG.error("something of this node could not be kept", failure);
  }

  /// Writes what waits.
  @Override
  public void close() {
    writer.close();
  }
}
