// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

/// How far a connection is.
///
/// | from | to | when |
/// |---|---|---|
/// | NEW | CHECKED | first verified STUN check |
/// | CHECKED | CONNECTED | keys are there and the fingerprint matches |
/// | CONNECTED | RECONNECTING | no verified check for 6 s |
/// | RECONNECTING | CONNECTED | a verified check |
/// | any but LOST | LOST | see [LossCause] |
public enum PeerState {
  NEW,
  CHECKED,
  CONNECTED,
  RECONNECTING,
  LOST
}
