// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.sctp;

/// What one association may take of memory and network.
///
/// @param packetBytesMax the largest SCTP packet, which DTLS makes 37 bytes larger
/// @param windowChunks how many chunks each side keeps, a power of two; what arrives beyond is
///   dropped and comes again
/// @param receiveBytesMax what is announced as the receiver's window
/// @param messageBytesMax the largest message either way
/// @param streams how many streams there are each way, at most 65,535
public record SctpLimits(
    int packetBytesMax, int windowChunks, int receiveBytesMax, int messageBytesMax, int streams) {

  /// 1,152 bytes fit behind DTLS, UDP and IPv6 into 1,280, which every path carries.
  public static final SctpLimits DEFAULT = new SctpLimits(1_152, 1_024, 262_144, 65_536, 64);

  public SctpLimits {
    if (Integer.bitCount(windowChunks) != 1 || packetBytesMax % 4 != 0 || packetBytesMax < 256) {
      throw new IllegalArgumentException("a power of two of chunks, packets of 256 bytes and more");
    }
    if (streams < 1 || streams > 65_535 || messageBytesMax > receiveBytesMax) {
      throw new IllegalArgumentException("1 to 65,535 streams, messages that fit the window");
    }
  }
}
