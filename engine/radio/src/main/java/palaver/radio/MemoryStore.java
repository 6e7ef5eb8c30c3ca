// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.radio.settings.SettingsHistory;
import palaver.radio.settings.SettingsRecord;
import palaver.trust.audit.AuditEntry;

/// A store for nodes whose machine is the test's or the simulator's: it lasts as long as this
/// object. Keeps the newest 64 settings and the newest 256 lines of the audit.
public final class MemoryStore implements StableStore {
  private static final int LINES_MAX = 256;

  private final List<SettingsRecord> settings = new ArrayList<>();
  private final List<AuditEntry> lines = new ArrayList<>();
  private final List<Bytes> certificates = new ArrayList<>();
  private final List<Bytes> entries = new ArrayList<>();
  private long counter;

  /// The greatest counter that was kept, 0 at first.
  public long termCounter() {
    return counter;
  }

  @Override
  public void termCounter(long next) {
    counter = next;
  }

  @Override
  public void membership(List<Bytes> newCertificates, List<Bytes> newEntries) {
    certificates.addAll(newCertificates);
    entries.addAll(newEntries);
  }

  /// All certificates that were kept.
  public List<Bytes> certificates() {
    return List.copyOf(certificates);
  }

  /// All entries that were kept.
  public List<Bytes> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void audit(AuditEntry line) {
    lines.add(line);
    if (lines.size() > LINES_MAX) {
      lines.removeFirst();
    }
  }

  @Override
  public @Nullable AuditEntry lastAudit() {
    return lines.isEmpty() ? null : lines.getLast();
  }

  /// The newest lines, oldest first.
  public List<AuditEntry> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void save(SettingsRecord record) {
    settings.add(record);
    if (settings.size() > SettingsHistory.VERSIONS_MAX) {
      settings.removeFirst();
    }
  }

  @Override
  public List<SettingsRecord> load() {
    return List.copyOf(settings);
  }
}
