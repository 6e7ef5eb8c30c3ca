// SPDX-License-Identifier: Apache-2.0
package palaver.client;

/// The server refused a join.
public final class JoinRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  JoinRefused(String code, String message) {
    super(code + ": " + message);
    this.code = code;
  }

  /// The stable identifier of the reason, such as `ROOM_FULL`.
  public String code() {
    return code;
  }
}
