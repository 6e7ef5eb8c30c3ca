// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.radio.settings.SettingsStore;
import palaver.trust.audit.AuditEntry;

/// What survives a restart. A term and settings are safe when the call returns; documents of
/// membership and lines of the audit may be kept a moment later.
public interface StableStore extends SettingsStore {

  /// Keeps the counter of the term that this node is about to claim.
  void termCounter(long counter);

  /// Keeps documents that are new to the membership set. The next run builds its set from all of
  /// them, certificates first.
  void membership(List<Bytes> certificates, List<Bytes> entries);

  /// Keeps a line of the audit.
  void audit(AuditEntry line);

  /// The last line of the audit, null before the first.
  @Nullable AuditEntry lastAudit();
}
