// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

/// Why a floor request is denied (3GPP TS 24.380, 8.2.6.2), with causes of our own from 64.
public enum DenyCause {
  /// Another has the floor and the caller does not want to wait.
  OTHER_HAS_PERMISSION(1),
  SERVER_ERROR(2),
  /// Nobody is there to hear it.
  ONLY_ONE_PARTICIPANT(3),
  /// The caller talked too long a moment ago.
  RETRY_AFTER_RUNNING(4),
  RECEIVE_ONLY(5),
  NO_RESOURCES(6),
  QUEUE_FULL(7),
  /// There was no leader until the press had waited long enough.
  NO_LEADER(64),
  /// A leader was there and did not answer.
  NO_ANSWER(65),
  OTHER(255);

  private final int code;

  DenyCause(int code) {
    this.code = code;
  }

  /// The number on the wire, 0 to 255.
  public int code() {
    return code;
  }

  /// The cause with that number, [#OTHER] when it is not known.
  public static DenyCause of(int code) {
    for (DenyCause cause : values()) {
      if (cause.code == code) {
        return cause;
      }
    }
    return OTHER;
  }
}
