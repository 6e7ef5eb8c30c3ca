// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

/// How long a [RoomsEngine] waits for what.
///
/// @param confirmNs from a reserved seat to its confirmation; then it lapses
/// @param offerNs from the join answer to the first offer; the microphone prompt lies inside
/// @param handshakeNs from an offer to the finished DTLS handshake
/// @param resumeNs from a lost WebSocket to its resume
/// @param voiceJoinNs from an open WebSocket to its `voice_join`
/// @param peerOfferNs how long an offer from browser to browser can be answered
/// @param pingNs between two pings of a WebSocket
/// @param missedPingsMax unanswered pings that close a WebSocket
public record Timers(
    long confirmNs,
    long offerNs,
    long handshakeNs,
    long resumeNs,
    long voiceJoinNs,
    long peerOfferNs,
    long pingNs,
    int missedPingsMax) {

  private static final long SECOND_NS = 1_000_000_000L;

  public static final Timers DEFAULT =
      new Timers(
          10 * SECOND_NS,
          60 * SECOND_NS,
          15 * SECOND_NS,
          30 * SECOND_NS,
          10 * SECOND_NS,
          30 * SECOND_NS,
          10 * SECOND_NS,
          2);

  public Timers {
    if (confirmNs < 1 || offerNs < 1 || handshakeNs < 1 || resumeNs < 1 || voiceJoinNs < 1) {
      throw new IllegalArgumentException("a timer takes time");
    }
    if (peerOfferNs < 1 || pingNs < 1 || missedPingsMax < 1) {
      throw new IllegalArgumentException("a WebSocket gets at least one ping");
    }
  }
}
