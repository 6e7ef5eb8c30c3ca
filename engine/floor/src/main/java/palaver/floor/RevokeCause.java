// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

/// Why a granted floor is taken back (3GPP TS 24.380, 8.2.8.2), with causes of our own from 64.
public enum RevokeCause {
  /// Nobody is left to hear it.
  ONLY_ONE_PARTICIPANT(1),
  TALKED_TOO_LONG(2),
  NO_PERMISSION(3),
  PRE_EMPTED(4),
  NO_RESOURCES(6),
  /// The lease was not renewed in time.
  LEASE_EXPIRED(64),
  /// A newer lease has taken its place.
  SUPERSEDED(65),
  OTHER(255);

  private final int code;

  RevokeCause(int code) {
    this.code = code;
  }

  /// The number on the wire, 0 to 255.
  public int code() {
    return code;
  }

  /// The cause with that number, [#OTHER] when it is not known.
  public static RevokeCause of(int code) {
    for (RevokeCause cause : values()) {
      if (cause.code == code) {
        return cause;
      }
    }
    return OTHER;
  }
}
