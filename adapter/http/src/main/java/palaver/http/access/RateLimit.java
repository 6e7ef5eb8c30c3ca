// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

/// What is limited, for whom, and how far. docs/reference-errors.md lists these.
public enum RateLimit {
  /// Guest tickets that one address takes.
  GUEST_TICKETS(Subject.ADDRESS, 60, 60),

  /// Joins of guests of one address; many of them may share it.
  GUEST_JOINS(Subject.ADDRESS, 120, 120),

  /// Joins of one user.
  JOINS(Subject.USER, 30, 30),

  /// Reports that one user files.
  REPORTS(Subject.USER, 5, 1),

  /// Calls that change something with the rights of one account.
  ADMIN_ACTIONS(Subject.ACCOUNT, 120, 60),

  /// Log-ins to one account, counted before the password is looked at.
  LOGINS(Subject.ACCOUNT, 10, 1),

  /// Log-ins from one address.
  ADDRESS_LOGINS(Subject.ADDRESS, 20, 10),

  /// Attempts at the link of the first admin from one address.
  FIRST_ADMIN(Subject.ADDRESS, 10, 10),

  /// Calls with one server key.
  SERVER_KEY(Subject.KEY, 4_000, 120_000);

  /// Whose calls are counted together. Of an IPv6 address the first 64 bits count, because one home
  /// has all the others.
  public enum Subject {
    ADDRESS,
    USER,
    ACCOUNT,
    KEY
  }

  private final Subject subject;
  private final int burst;
  private final int perMinute;

  RateLimit(Subject subject, int burst, int perMinute) {
    this.subject = subject;
    this.burst = burst;
    this.perMinute = perMinute;
  }

  public Subject subject() {
    return subject;
  }

  /// The rule unless the server was told another.
  public RateRule rule() {
    return new RateRule(burst, perMinute);
  }
}
