// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import palaver.base.Deadlines;
import palaver.wire.radio.LinkQuality;
import palaver.wire.radio.RelayMessage;
import palaver.wire.radio.SettingsMessage;

/// Tells the leader how well this node is placed: round trip to the leader, what of the voice does
/// not come from the parent, and how strong the signal is, when the driver knows. Every five
/// seconds; more often would only follow the noise.
final class LinkWatch {
  private static final long EVERY_NS = 5_000_000_000L;
  private static final int PERMILLE = 1_000;

  private final Node node;
  private final Relay relay;
  private final Leadership leadership;
  private final HeardQuality quality;
  private long reportNs = Deadlines.NEVER;
  private int rssiDbm = LinkQuality.RSSI_UNKNOWN;

  LinkWatch(Node node, Relay relay, Leadership leadership, HeardQuality quality) {
    this.node = node;
    this.relay = relay;
    this.leadership = leadership;
    this.quality = quality;
  }

  /// The driver has measured the signal, in dBm; what is out of range is not known.
  void onSignal(int dbm) {
    boolean known = dbm < 0 && dbm > -128;
    rssiDbm = known ? dbm : LinkQuality.RSSI_UNKNOWN;
  }

  void start(long nowNs) {
    reportNs = nowNs + EVERY_NS;
  }

  long nextDeadlineNs() {
    return reportNs;
  }

  void onDeadline(long nowNs) {
    if (reportNs > nowNs) {
      return;
    }
    Peer leader = leadership.leader();
    reportNs = nowNs + EVERY_NS;
    if (leader != null) {
      node.sender.send(leader, new RelayMessage.LinkReport(links(leader), 0, 0, false));
    }
  }

  private List<LinkQuality> links(Peer leader) {
    Peer parent = relay.parent();
    List<LinkQuality> links = new ArrayList<>();
    if (parent != null && parent != leader) {
      links.add(link(parent, lossPermille()));
      links.add(link(leader, 0));
    } else {
      links.add(link(leader, lossPermille()));
    }
    return links;
  }

  private LinkQuality link(Peer other, int lossPermille) {
    long roundTripUs = Math.min(0xffff_ffffL, other.roundTripNs / 1_000);
    return new LinkQuality(other.id, roundTripUs, lossPermille, rssiDbm);
  }

  /// What of the voice does not come, 0 while nobody was heard.
  private int lossPermille() {
    int heard = quality.packetsPermille();
    return heard == SettingsMessage.Ack.QUALITY_UNKNOWN ? 0 : PERMILLE - heard;
  }
}
