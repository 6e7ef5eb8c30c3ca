// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

/// Why a connection is lost.
public enum LossCause {
  /// It is not.
  NONE,
  /// No verified check for 30 s.
  NO_CHECKS,
  /// No keys within 15 s.
  NO_KEYS,
  /// The DTLS handshake failed.
  HANDSHAKE_FAILED,
  /// The peer's certificate is not the one that its SDP named.
  WRONG_FINGERPRINT,
  /// Its owner closed it.
  CLOSED
}
