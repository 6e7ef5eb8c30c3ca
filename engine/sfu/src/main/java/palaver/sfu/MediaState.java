// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

/// How far one participant's media path is.
///
/// | from | to | when |
/// |---|---|---|
/// | NEW | CHECKED | first verified STUN check |
/// | CHECKED | CONNECTED | DTLS done and the fingerprint matches |
/// | CONNECTED | RECONNECTING | no verified check for 6 s |
/// | RECONNECTING | CONNECTED | a verified check |
/// | any but LOST | LOST | no verified check for 30 s, DTLS failed, or 15 s from Connect without keys |
public enum MediaState {
  NEW,
  CHECKED,
  CONNECTED,
  RECONNECTING,
  LOST
}
