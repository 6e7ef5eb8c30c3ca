// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

/// What a server key is good for. There is none for roles, accounts, keys or moderation: those
/// belong to people, who answer for them.
public enum Scope implements Identified {

  /// Join, leave and list rooms on behalf of anybody; take guest tickets.
  VOICE("voice"),

  /// Note the start and end of anybody's session.
  TRACKING("tracking"),

  /// Make participant tokens.
  TOKENS("tokens"),

  /// Read the server's metrics.
  METRICS("metrics");

  private final String id;

  Scope(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }
}
