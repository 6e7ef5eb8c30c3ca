// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.random.RandomGenerator;

/// The LAN of a venue: up to a few hundred machines by a [NetworkProfile], with faults.
///
/// A machine's number is the host of its [Endpoint]. Each Wi-Fi machine belongs to one access point
/// and a datagram between two of them is on the air twice. Loss and delay of the profile hold from
/// node to node; loss in bursts belongs to a machine's own link, half of it to each direction. A
/// datagram keeps its place among those of its pair unless it is one of the few that overtake.
public final class VenueNetwork implements Links {
  private static final long OUTAGE_PERIOD_NS = 30_000_000_000L;
  private static final long OUTAGE_LEAST_NS = 200_000_000;
  private static final long OUTAGE_MOST_NS = 800_000_000;

  private final NetworkProfile profile;
  private final int hosts;
  private final int perAccessPoint;
  private final long meanTailNs;
  private final AccessPoint[] accessPoints;
  private final BurstLoss[] up;
  private final BurstLoss[] down;
  private final long[] lastArrivalNs;
  private final long[] outageFromNs;
  private final long[] outageToNs;
  private final Faults faults = new Faults();
  private final long[] multicastNs;
  private boolean toAll;
  private int duplicatePerMillion;

  /// A network of the machines 0 to `hosts` - 1.
  ///
  /// @param perAccessPoint how many machines share one access point
  public VenueNetwork(NetworkProfile profile, int hosts, int perAccessPoint) {
    this.profile = profile;
    this.hosts = hosts;
    this.perAccessPoint = perAccessPoint;
    meanTailNs = DelayTable.meanNs(profile.p99Ns() - profile.baseNs());
    accessPoints = new AccessPoint[(hosts + perAccessPoint - 1) / perAccessPoint];
    for (int i = 0; i < accessPoints.length; i++) {
      accessPoints[i] = new AccessPoint();
    }
    multicastNs = new long[accessPoints.length];
    up = bursts();
    down = bursts();
    lastArrivalNs = new long[hosts * hosts];
    outageFromNs = new long[hosts];
    outageToNs = new long[hosts];
  }

  private BurstLoss[] bursts() {
    BurstLoss[] all = new BurstLoss[hosts];
    for (int i = 0; i < hosts; i++) {
      all[i] = new BurstLoss(profile.lossPerMillion() / 2, profile.meanBurst());
    }
    return all;
  }

  /// Lets a fault happen at its time.
  public void add(Fault fault) {
    faults.add(fault);
  }

  /// Lets so many of a million datagrams arrive twice.
  public void duplicates(int perMillion) {
    duplicatePerMillion = perMillion;
  }

  /// When the last fault is over.
  public long faultsOverNs() {
    return faults.overNs();
  }

  /// Whether a fault keeps `from` from reaching `to`.
  public boolean blocked(long atNs, int from, int to) {
    return faults.blocked(atNs, from, to);
  }

  /// How long the air of each access point was in use, in nanoseconds.
  public long[] airTimeNs() {
    long[] used = new long[accessPoints.length];
    for (int i = 0; i < used.length; i++) {
      used[i] = accessPoints[i].usedNs();
    }
    return used;
  }

  @Override
  public long delayNs(long atNs, Endpoint from, Endpoint to, int length, RandomGenerator random) {
    int sender = from.host();
    int receiver = to.host();
    if (faults.lose(atNs, sender, receiver, random) || isLost(atNs, sender, receiver, random)) {
      return LOST;
    }
    long onAirNs = throughTheAir(atNs, sender, receiver, length);
    if (onAirNs < 0) {
      return LOST;
    }
    long arrivalNs =
        onAirNs
            + profile.baseNs()
            + DelayTable.exponentialNs(meanTailNs, random)
            + faults.extraDelayNs(sender, receiver);
    return inOrder(sender, receiver, arrivalNs, random) - atNs;
  }

  private boolean isLost(long atNs, int sender, int receiver, RandomGenerator random) {
    if (profile.outages() && (isOut(atNs, sender, random) || isOut(atNs, receiver, random))) {
      return true;
    }
    if (profile.meanBurst() == 1) {
      return random.nextInt(1_000_000) < profile.lossPerMillion();
    }
    return up[sender].lose(atNs, random) || down[receiver].lose(atNs, random);
  }

  /// Every second machine is mobile and changes its access point now and then.
  private boolean isOut(long atNs, int host, RandomGenerator random) {
    if ((host & 1) == 0) {
      return false;
    }
    if (atNs >= outageToNs[host]) {
      long gapNs = outageToNs[host] == 0 ? random.nextLong(OUTAGE_PERIOD_NS) : OUTAGE_PERIOD_NS;
      outageFromNs[host] = Math.max(atNs, outageToNs[host]) + gapNs;
      outageToNs[host] = outageFromNs[host] + random.nextLong(OUTAGE_LEAST_NS, OUTAGE_MOST_NS + 1);
    }
    return atNs >= outageFromNs[host];
  }

  private long throughTheAir(long atNs, int sender, int receiver, int length) {
    if (!profile.wifi()) {
      return atNs;
    }
    if (toAll) {
      return multicastNs[receiver / perAccessPoint];
    }
    long upNs = accessPoints[sender / perAccessPoint].transmit(atNs, length);
    return upNs < 0 ? LOST : accessPoints[receiver / perAccessPoint].transmit(upNs, length);
  }

  @Override
  public void multicast(long atNs, Endpoint from, int length) {
    if (!profile.wifi()) {
      return;
    }
    toAll = true;
    long upNs = accessPoints[from.host() / perAccessPoint].transmit(atNs, length);
    for (int i = 0; i < accessPoints.length; i++) {
      multicastNs[i] = upNs < 0 ? LOST : accessPoints[i].transmitToAll(upNs, length);
    }
  }

  @Override
  public void multicastDone() {
    toAll = false;
  }

  private long inOrder(int sender, int receiver, long arrivalNs, RandomGenerator random) {
    if (profile.reorderPerMillion() > 0
        && random.nextInt(1_000_000) < profile.reorderPerMillion()) {
      return arrivalNs;
    }
    int pair = sender * hosts + receiver;
    long inOrderNs = Math.max(arrivalNs, lastArrivalNs[pair]);
    lastArrivalNs[pair] = inOrderNs;
    return inOrderNs;
  }

  @Override
  public long duplicateDelayNs(long atNs, Endpoint from, Endpoint to, RandomGenerator random) {
    if (duplicatePerMillion == 0 || random.nextInt(1_000_000) >= duplicatePerMillion) {
      return LOST;
    }
    return 2 * profile.baseNs() + DelayTable.exponentialNs(meanTailNs, random);
  }
}
