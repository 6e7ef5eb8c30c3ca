// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

/// What a media socket asks of the operating system.
///
/// The receive buffer holds about 40 ms at the rated load of 50,000 datagrams a second, which are
/// 2,000. Linux doubles what is asked for and charges 832 bytes for a small datagram on loopback
/// (measured), more where a network card's driver uses larger blocks: 2,000 times 1,280, halved.
/// The send buffer holds more than one turn makes: 4 MB. The system may grant less;
/// [UdpSocket#receiveBufferBytes] tells.
///
/// @param sendMode how datagrams leave, where the system can
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
      new UdpSocketOptions(SendMode.SEGMENTS, 512, 1_280_000, 4_000_000, 0xb8, 65_536);

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
