// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// How well packets travelled on one connection since it began, by our own counting of what came
/// and by the peer's RTCP receiver reports on what we sent (RFC 3550, section 6.4.1).
///
/// @param packetsIn packets that came
/// @param lostIn packets that should have come and did not, or not yet
/// @param jitterInNs interarrival jitter of what comes
/// @param packetsOut packets that we sent
/// @param lostOut packets that the peer misses
/// @param jitterOutNs interarrival jitter that the peer reports, the largest of its sources
/// @param roundTripNs the latest round trip, 0 before the first report
public record ConnectionQuality(
    long packetsIn,
    long lostIn,
    long jitterInNs,
    long packetsOut,
    long lostOut,
    long jitterOutNs,
    long roundTripNs) {

  public static final ConnectionQuality NONE = new ConnectionQuality(0, 0, 0, 0, 0, 0, 0);

  /// The share of packets lost in both directions together, 0 to 1 (`lost / (lost + received)`).
  public double packetLoss() {
    long lost = lostIn + lostOut;
    long expected = packetsIn + lostIn + packetsOut;
    return expected == 0 ? 0 : Math.clamp((double) lost / expected, 0, 1);
  }

  /// What happened after `before`, an earlier measurement of the same connection; all of it when
  /// the connection began anew. What comes late takes a loss back: a difference below 0 counts as
  /// 0.
  public ConnectionQuality since(ConnectionQuality before) {
    ConnectionQuality from =
        packetsIn < before.packetsIn || packetsOut < before.packetsOut ? NONE : before;
    return new ConnectionQuality(
        packetsIn - from.packetsIn,
        Math.max(0, lostIn - from.lostIn),
        jitterInNs,
        packetsOut - from.packetsOut,
        Math.max(0, lostOut - from.lostOut),
        jitterOutNs,
        roundTripNs);
  }

  /// The larger jitter of the two directions.
  public long jitterNs() {
    return Math.max(jitterInNs, jitterOutNs);
  }

  /// The figures of two connections of one session, one after the other: counts add up, the rest is
  /// the later one's.
  public ConnectionQuality then(ConnectionQuality later) {
    return new ConnectionQuality(
        packetsIn + later.packetsIn,
        lostIn + later.lostIn,
        later.jitterInNs,
        packetsOut + later.packetsOut,
        lostOut + later.lostOut,
        later.jitterOutNs,
        later.roundTripNs == 0 ? roundTripNs : later.roundTripNs);
  }
}
