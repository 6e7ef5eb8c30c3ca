// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.channel;

import org.jspecify.annotations.Nullable;
import palaver.rtc.sctp.Delivery;

/// What a channel promises; the names of `RTCDataChannelInit`.
///
/// @param ordered whether messages come in the order in which they were sent
/// @param maxRetransmits how often a lost message is sent again; [#UNLIMITED] until it arrives
/// @param maxPacketLifeTimeMs for how many milliseconds it is sent; [#UNLIMITED] for ever
public record ChannelOptions(boolean ordered, int maxRetransmits, int maxPacketLifeTimeMs) {

  public static final int UNLIMITED = -1;

  public static final ChannelOptions RELIABLE = new ChannelOptions(true, UNLIMITED, UNLIMITED);

  /// For voice: no message waits for another, none is sent twice.
  public static final ChannelOptions VOICE = new ChannelOptions(false, 0, UNLIMITED);

  private static final long MILLISECOND_NS = 1_000_000L;
  private static final int UNORDERED = 0x80;
  private static final int BY_COUNT = 1;
  private static final int BY_TIME = 2;

  public ChannelOptions {
    if (maxRetransmits < UNLIMITED || maxPacketLifeTimeMs < UNLIMITED || maxPacketLifeTimeMs == 0) {
      throw new IllegalArgumentException("a count from 0, a time from 1 ms, or neither");
    }
    if (maxRetransmits != UNLIMITED && maxPacketLifeTimeMs != UNLIMITED) {
      throw new IllegalArgumentException("a channel is limited by count or by time");
    }
  }

  /// Whether messages may be lost.
  public boolean isLossy() {
    return maxRetransmits != UNLIMITED || maxPacketLifeTimeMs != UNLIMITED;
  }

  Delivery delivery() {
    return new Delivery(
        ordered,
        maxRetransmits == UNLIMITED ? Delivery.ANY : maxRetransmits,
        maxPacketLifeTimeMs == UNLIMITED ? Long.MAX_VALUE : maxPacketLifeTimeMs * MILLISECOND_NS);
  }

  /// The channel type of an OPEN message (RFC 8832, section 5.1).
  int wireType() {
    int limit = maxRetransmits != UNLIMITED ? BY_COUNT : isLossy() ? BY_TIME : 0;
    return (ordered ? 0 : UNORDERED) | limit;
  }

  /// The reliability parameter of an OPEN message.
  int wireParameter() {
    return Math.max(0, Math.max(maxRetransmits, maxPacketLifeTimeMs));
  }

  /// The options of an OPEN message, or null when there are none such.
  static @Nullable ChannelOptions of(int type, int parameter) {
    boolean ordered = (type & UNORDERED) == 0;
    int value = parameter < 0 ? Integer.MAX_VALUE : parameter;
    return switch (type & ~UNORDERED) {
      case 0 -> new ChannelOptions(ordered, UNLIMITED, UNLIMITED);
      case BY_COUNT -> new ChannelOptions(ordered, value, UNLIMITED);
      case BY_TIME -> new ChannelOptions(ordered, UNLIMITED, Math.max(1, value));
      default -> null;
    };
  }
}
