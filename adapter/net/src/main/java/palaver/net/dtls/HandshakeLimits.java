// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.time.Duration;

/// Bounds of a [HandshakePool].
///
/// @param handshakesMax how many may be under way; a further peer is turned away and may try again
///   with its next retransmission
/// @param computingMax how many compute at the same moment; one that waits for its peer does not
///   count
/// @param sessionsMax how many are remembered, finished ones included
/// @param inboxMax datagrams that may wait for one handshake; further ones are dropped
/// @param limit how long one handshake may take
public record HandshakeLimits(
    int handshakesMax, int computingMax, int sessionsMax, int inboxMax, Duration limit) {

  public HandshakeLimits {
    if (handshakesMax < 1 || computingMax < 1 || sessionsMax < handshakesMax || inboxMax < 4) {
      throw new IllegalArgumentException("limits must leave room for one handshake");
    }
  }

  /// What a server uses on this machine: half of the cores for handshakes.
  public static HandshakeLimits standard() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new HandshakeLimits(512, Math.max(1, cores / 2), 16_384, 32, Duration.ofSeconds(10));
  }
}
