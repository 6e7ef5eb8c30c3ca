// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.List;
import java.util.Optional;

/// The network of a venue as figures: one way from node to node.
///
/// @param name what the command line calls it
/// @param baseNs the shortest delay
/// @param p99Ns the delay that one datagram in a hundred exceeds
/// @param lossPerMillion how many of a million datagrams are lost
/// @param meanBurst how many of a 20 ms stream are lost in a row on average; 1 for loss by chance
/// @param reorderPerMillion how many of a million datagrams may overtake
/// @param wifi whether nodes share the air time of their access point
/// @param outages whether mobile nodes lose the network for 200 to 800 ms each 30 s
/// @param churnPercent how many of a hundred nodes leave and come back each minute
/// @param racers how many talkers press at the same time
public record NetworkProfile(
    String name,
    long baseNs,
    long p99Ns,
    int lossPerMillion,
    int meanBurst,
    int reorderPerMillion,
    boolean wifi,
    boolean outages,
    int churnPercent,
    int racers) {

  private static final long US = 1_000;
  private static final long MS = 1_000_000;

  public static final NetworkProfile WIRED =
      new NetworkProfile("wired", 300 * US, MS, 100, 1, 0, false, false, 0, 1);
  public static final NetworkProfile GOOD_WIFI =
      new NetworkProfile("good-wifi", 3 * MS, 15 * MS, 5_000, 1, 1_000, true, false, 0, 1);
  public static final NetworkProfile BUSY_WIFI =
      new NetworkProfile("busy-wifi", 8 * MS, 60 * MS, 20_000, 4, 5_000, true, false, 0, 1);
  public static final NetworkProfile BAD_WIFI =
      new NetworkProfile("bad-wifi", 20 * MS, 150 * MS, 80_000, 4, 10_000, true, false, 0, 1);
  public static final NetworkProfile ROAMING =
      new NetworkProfile("roaming", 3 * MS, 15 * MS, 5_000, 1, 1_000, true, true, 0, 1);
  public static final NetworkProfile STORM =
      new NetworkProfile("storm", 8 * MS, 60 * MS, 20_000, 4, 5_000, true, false, 20, 10);

  /// All of them, mildest first.
  public static final List<NetworkProfile> ALL =
      List.of(WIRED, GOOD_WIFI, BUSY_WIFI, BAD_WIFI, ROAMING, STORM);

  public NetworkProfile {
    if (baseNs < 0 || p99Ns < baseNs || lossPerMillion < 0 || lossPerMillion > 500_000) {
      throw new IllegalArgumentException("these are no figures of a network");
    }
    if (meanBurst < 1 || racers < 1) {
      throw new IllegalArgumentException("bursts and racers count from 1");
    }
  }

  /// The profile of that name.
  public static Optional<NetworkProfile> named(String name) {
    return ALL.stream().filter(profile -> profile.name().equals(name)).findFirst();
  }

  /// The same network with another loss, by chance.
  public NetworkProfile withLoss(int perMillion) {
    return new NetworkProfile(
        name, baseNs, p99Ns, perMillion, 1, reorderPerMillion, wifi, outages, churnPercent, racers);
  }
}
