// SPDX-License-Identifier: Apache-2.0
package palaver.audio.trace;

import java.util.stream.IntStream;

/// When each packet of one talker was sent and when it came: what a network did, without the sound.
///
/// Packet `i` has the RTP timestamp `i * frameSamples`. Times are of one clock, the network's; a
/// talker whose clock drifts shows in `sentNs`.
public final class PacketTrace {

  /// The arrival of a packet that never came.
  public static final long LOST = Long.MAX_VALUE;

  private final String name;
  private final int frameSamples;
  private final long[] sentNs;
  private final long[] arrivalNs;
  private final int[] inOrderOfArrival;
  private final long fastestNs;

  /// A trace of `sentNs.length` packets; the arrays are not copied.
  public PacketTrace(String name, int frameSamples, long[] sentNs, long[] arrivalNs) {
    if (sentNs.length != arrivalNs.length || sentNs.length < 2 || frameSamples < 120) {
      throw new IllegalArgumentException("each packet is sent, and comes or does not");
    }
    this.name = name;
    this.frameSamples = frameSamples;
    this.sentNs = sentNs;
    this.arrivalNs = arrivalNs;
    inOrderOfArrival =
        IntStream.range(0, sentNs.length)
            .filter(i -> arrivalNs[i] != LOST)
            .boxed()
            .sorted((a, b) -> Long.compare(arrivalNs[a], arrivalNs[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    fastestNs =
        IntStream.of(inOrderOfArrival)
            .mapToLong(i -> arrivalNs[i] - sentNs[i])
            .min()
            .orElseThrow(() -> new IllegalArgumentException("all are lost"));
  }

  public String name() {
    return name;
  }

  public int frameSamples() {
    return frameSamples;
  }

  /// How many packets were sent.
  public int packets() {
    return sentNs.length;
  }

  public long sentNs(int packet) {
    return sentNs[packet];
  }

  /// When it came, or [#LOST].
  public long arrivalNs(int packet) {
    return arrivalNs[packet];
  }

  /// How many came.
  public int arrivals() {
    return inOrderOfArrival.length;
  }

  /// The packet that came as number `arrival`, from 0.
  public int arrived(int arrival) {
    return inOrderOfArrival[arrival];
  }

  /// The transit of the fastest packet.
  public long fastestNs() {
    return fastestNs;
  }

  /// When the last packet has been sent whole.
  public long endNs() {
    return 2 * sentNs[packets() - 1] - sentNs[packets() - 2];
  }

  /// How long after its sending on the fastest way a sample plays at `nowNs`.
  ///
  /// @param timestamp of the sample
  public long delayNs(long nowNs, int timestamp) {
    int packet = Math.clamp(timestamp / frameSamples, 0, packets() - 1);
    long within = timestamp - (long) packet * frameSamples;
    return nowNs - sentNs[packet] - within * 62_500 / 3 - fastestNs;
  }
}
