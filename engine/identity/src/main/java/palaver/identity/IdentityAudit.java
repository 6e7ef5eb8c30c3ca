// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

/// The port to the audit log.
@FunctionalInterface
public interface IdentityAudit {

  /// Takes note of an act. Does not block; what becomes of it is the log's matter.
  void note(IdentityAct act);
}
