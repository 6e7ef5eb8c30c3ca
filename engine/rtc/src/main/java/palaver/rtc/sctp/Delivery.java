// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

/// How a message travels.
///
/// @param ordered whether it waits at the receiver for those sent before it in its stream
/// @param retransmitsMax how often it is sent again at most; [#ANY] until it arrives
/// @param lifetimeNs for how long it is sent, first and again; [Long#MAX_VALUE] for ever
public record Delivery(boolean ordered, int retransmitsMax, long lifetimeNs) {

  /// As often as it takes.
  public static final int ANY = Integer.MAX_VALUE;

  public static final Delivery RELIABLE = new Delivery(true, ANY, Long.MAX_VALUE);

  /// Sent once; later messages never wait for it.
  public static final Delivery ONCE = new Delivery(false, 0, Long.MAX_VALUE);

  public Delivery {
    if (retransmitsMax < 0 || lifetimeNs < 1) {
      throw new IllegalArgumentException("no or more retransmissions, within some time");
    }
  }

  /// Whether it is sent until it arrives.
  public boolean isReliable() {
    return retransmitsMax == ANY && lifetimeNs == Long.MAX_VALUE;
  }
}
