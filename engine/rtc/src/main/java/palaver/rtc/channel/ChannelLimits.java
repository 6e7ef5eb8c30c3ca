// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.channel;

import palaver.rtc.sctp.SctpLimits;

/// What the channels of one connection may take.
///
/// @param sctp the association's limits; its streams are the most channels
/// @param lossyQueueMessages how many messages wait in a channel that may lose: then the oldest
///   goes
/// @param reliableQueueMessages how many wait in one that may not: then the newest is refused
public record ChannelLimits(SctpLimits sctp, int lossyQueueMessages, int reliableQueueMessages) {

  /// Three frames of voice are 60 ms: what waits longer is better lost.
  public static final ChannelLimits DEFAULT = new ChannelLimits(SctpLimits.DEFAULT, 3, 64);

  public ChannelLimits {
    if (lossyQueueMessages < 2 || reliableQueueMessages < 2) {
      throw new IllegalArgumentException("a queue has place for an opening and a message");
    }
  }
}
