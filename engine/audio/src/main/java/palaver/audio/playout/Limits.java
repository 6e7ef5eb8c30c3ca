// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

/// How much one [JitterBuffer] holds. What goes beyond is discarded, the oldest first, and counted.
///
/// @param packetsMax how many packets wait at once; a power of two
/// @param packetBytesMax the longest packet
public record Limits(int packetsMax, int packetBytesMax) {

  /// Enough for 120 ms in frames of 2.5 ms, in datagrams of an Ethernet.
  public static final Limits DEFAULT = new Limits(64, 1_500);

  public Limits {
    if (packetsMax < 8 || Integer.bitCount(packetsMax) != 1) {
      throw new IllegalArgumentException("at least 8 packets, a power of two");
    }
    if (packetBytesMax < 1 || packetBytesMax > 65_535) {
      throw new IllegalArgumentException("a packet fits into a datagram");
    }
  }
}
