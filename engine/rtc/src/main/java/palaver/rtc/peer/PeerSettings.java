// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

/// What all connections of one media thread are configured with.
///
/// @param padPayloads whether payloads are padded to the next multiple of 32 bytes, so that packets
///   for one listener are equal in size
/// @param limits how much one connection may take
public record PeerSettings(boolean padPayloads, Limits limits) {

  /// What one connection may take.
  ///
  /// @param addressesMax addresses bound to it; the one checked longest ago is dropped, the path
  ///   never
  /// @param earlyPacketsMax packets held until keys arrive; the newest is dropped
  /// @param publisherSsrcsMax sources that it may send media from, one after the other; packets of
  ///   further ones are dropped
  /// @param rtcpSsrcsMax sources that it may send reports from; packets of further ones are dropped
  public record Limits(
      int addressesMax, int earlyPacketsMax, int publisherSsrcsMax, int rtcpSsrcsMax) {

    public static final Limits DEFAULT = new Limits(4, 8, 4, 16);

    public Limits {
      if (addressesMax < 2 || earlyPacketsMax < 1 || publisherSsrcsMax < 1 || rtcpSsrcsMax < 1) {
        throw new IllegalArgumentException("a connection needs a path and room for a move");
      }
    }
  }

  public static final PeerSettings DEFAULT = new PeerSettings(false, Limits.DEFAULT);
}
