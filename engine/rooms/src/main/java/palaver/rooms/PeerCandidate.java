// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import org.jspecify.annotations.Nullable;

/// An ICE candidate on its way from browser to browser, as the `RTCIceCandidateInit` of W3C WebRTC
/// has it. The server relays it and reads nothing of it.
///
/// @param candidate the candidate-attribute of RFC 8839, or empty at the end of the candidates
/// @param sdpMid the media section it belongs to, or null
/// @param sdpMLineIndex the index of that section, or null
/// @param usernameFragment the ICE generation it belongs to, or null
public record PeerCandidate(
    String candidate,
    @Nullable String sdpMid,
    @Nullable Integer sdpMLineIndex,
    @Nullable String usernameFragment) {

  /// The longest candidate that is relayed, in characters, and the longest of its other texts.
  public static final int CHARS_MAX = 1_024;

  public PeerCandidate {
    if (candidate.length() > CHARS_MAX
        || (sdpMid != null && sdpMid.length() > CHARS_MAX)
        || (usernameFragment != null && usernameFragment.length() > CHARS_MAX)) {
      throw new IllegalArgumentException("a candidate is short");
    }
  }
}
