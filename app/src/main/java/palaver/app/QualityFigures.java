// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.util.LinkedHashMap;
import palaver.base.SessionId;
import palaver.monitor.Metric;
import palaver.monitor.ServerMetrics;
import palaver.rtc.ConnectionQuality;

/// Makes histograms of how well connections carry sound. Runs on the monitor thread.
final class QualityFigures {

  private static final int SESSIONS_MAX = 16_384;
  private static final double NS_PER_SECOND = 1e9;

  private final ServerMetrics metrics;
  private final LinkedHashMap<SessionId, ConnectionQuality> before = new LinkedHashMap<>();

  QualityFigures(ServerMetrics metrics) {
    this.metrics = metrics;
  }

  void measured(SessionId session, ConnectionQuality now) {
    if (before.size() == SESSIONS_MAX && !before.containsKey(session)) {
      before.pollFirstEntry();
    }
    ConnectionQuality last = before.put(session, now);
    ConnectionQuality since =
        last == null || now.packetsIn() < last.packetsIn() ? ConnectionQuality.NONE : last;
    long lost = Math.max(0, now.lostIn() - since.lostIn() + now.lostOut() - since.lostOut());
    long came = now.packetsIn() - since.packetsIn() + now.packetsOut() - since.packetsOut();
    if (came + lost > 0) {
      metrics.observe(Metric.CONNECTION_LOSS, (double) lost / (came + lost));
      metrics.observe(Metric.CONNECTION_JITTER, now.jitterNs() / NS_PER_SECOND);
    }
    if (now.roundTripNs() > 0) {
      metrics.observe(Metric.CONNECTION_ROUND_TRIP, now.roundTripNs() / NS_PER_SECOND);
    }
  }

  void ended(SessionId session) {
    before.remove(session);
  }
}
