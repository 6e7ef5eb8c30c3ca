// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

/// Something that only some accounts may do: those of its role and of higher ones, and those that
/// were given it by itself.
public enum Permission implements Identified {

  /// See calls, their history, people's profiles and sessions.
  CALLS_READ("calls.read", Role.MODERATOR, false),

  /// Mute, unmute, kick, warn, lock a room, end a call, remove a message.
  SANCTION("sanction", Role.MODERATOR, false),

  /// Keep somebody out of a room or a world, and let them in again.
  BAN("ban", Role.MODERATOR, true),

  /// Take reports, note on them, resolve them.
  REPORTS_HANDLE("reports.handle", Role.MODERATOR, false),

  /// Log an action that was taken elsewhere.
  ACTIONS_LOG("actions.log", Role.MODERATOR, false),

  /// See analytics, quality and alerts.
  ANALYTICS_READ("analytics.read", Role.MODERATOR, false),

  /// Listen in a room without being a participant.
  OBSERVE("observe", Role.ADMIN, true),

  /// Read and verify the audit log.
  AUDIT_READ("audit.read", Role.ADMIN, false),

  /// Take out what is stored about people.
  PERSONAL_DATA_EXPORT("personal-data.export", Role.ADMIN, true),

  /// Erase what is stored about a person.
  PERSONAL_DATA_ERASE("personal-data.erase", Role.ADMIN, true),

  /// Change worlds, rooms, retention, alerts and webhooks.
  SETTINGS_CHANGE("settings.change", Role.ADMIN, false),

  /// Read the server's metrics.
  METRICS_READ("metrics.read", Role.ADMIN, false),

  /// See accounts and their roles.
  ACCOUNTS_READ("accounts.read", Role.ADMIN, false),

  /// Add and disable accounts, change roles and permissions.
  ACCOUNTS_CHANGE("accounts.change", Role.ADMIN, true),

  /// See which server keys there are, never the keys themselves.
  KEYS_READ("keys.read", Role.ADMIN, false),

  /// Add, rotate and revoke server keys.
  KEYS_CHANGE("keys.change", Role.ADMIN, true);

  private final String id;
  private final Role role;
  private final boolean secondFactor;

  Permission(String id, Role role, boolean secondFactor) {
    this.id = id;
    this.role = role;
    this.secondFactor = secondFactor;
  }

  @Override
  public String id() {
    return id;
  }

  /// The lowest role that has it.
  public Role role() {
    return role;
  }

  /// Whether using it takes an open second factor.
  public boolean demandsSecondFactor() {
    return secondFactor;
  }
}
