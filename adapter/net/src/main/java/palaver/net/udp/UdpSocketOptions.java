// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

/// What a media socket asks of the operating system.
///
/// The receive buffer holds about 40 ms at the rated load: 50,000 datagrams a second come to 2,000,
/// and Linux charges about 1,280 bytes of buffer for a small one, so 2.5 MB. The send buffer holds
/// one turn's output at most: 4 MB. The system may grant less; [UdpSocket#receiveBufferBytes]
/// tells.
///
/// @param batchDatagramsMax how many datagrams one read takes at most
/// @param receiveBufferBytes SO_RCVBUF as asked for
/// @param sendBufferBytes SO_SNDBUF as asked for
/// @param trafficClass the TOS or traffic class byte; 0xb8 is DSCP EF (RFC 3246)
/// @param addressesMax how many peers' addresses are remembered
public record UdpSocketOptions(
    SendMode sendMode,
    int batchDatagramsMax,
    int receiveBufferBytes,
    int sendBufferBytes,
    int trafficClass,
    int addressesMax) {

  public static final UdpSocketOptions DEFAULTS =
      new UdpSocketOptions(SendMode.SEGMENTS, 512, 2_560_000, 4_000_000, 0xb8, 65_536);

  public UdpSocketOptions {
    if (batchDatagramsMax < 1 || batchDatagramsMax > 1024) {
      throw new IllegalArgumentException("a read takes 1 to 1024 datagrams");
    }
    if (addressesMax < 2 * batchDatagramsMax || addressesMax > 65_536) {
      throw new IllegalArgumentException("addressesMax is 2 batches to 65536");
    }
  }

  public UdpSocketOptions withSendMode(SendMode mode) {
    return new UdpSocketOptions(
        mode, batchDatagramsMax, receiveBufferBytes, sendBufferBytes, trafficClass, addressesMax);
  }
}
