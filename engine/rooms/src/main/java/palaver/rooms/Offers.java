// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import org.jspecify.annotations.Nullable;

/// Answers offers and opens the media path that was agreed.
final class Offers {

  Offers(RoomsConfig config, Mint mint) {}

  /// The answer to `sdp`, or the error when it is no offer that we can answer.
  ServerMessage answer(Turn turn, Seat seat, String sdp, @Nullable String id) {
    return new ServerMessage.Failure(ErrorCode.INTERNAL, "Negotiation is not joined yet.", id);
  }
}
