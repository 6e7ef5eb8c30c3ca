// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import palaver.net.udp.SendMode;

/// How long the collector stops the media thread at 50,000 forwarded packets a second, and how old
/// packets get meanwhile.
public final class PausesReport {

  private static final int TALKERS = 10;
  private static final int EARS = 4;
  private static final double PACKETS_PER_SECOND = 50_000;

  private PausesReport() {}

  /// Arguments: seconds (20).
  public static void main(String[] arguments) throws IOException {
    long durationNs = TimeUnit.SECONDS.toNanos(ForwardingReport.argument(arguments, 0, 20));
    List<Long> pausesMs = Collections.synchronizedList(new ArrayList<>());
    Affinity.pinTo(Affinity.MEASURED_CORE);
    try (ForwardingRoom room =
        new ForwardingRoom(
            ForwardingReport.open(SendMode.SEGMENTS), TALKERS, ForwardingReport.LISTENERS, EARS)) {
      int perRound = ForwardingRoom.SLOTS * ForwardingReport.LISTENERS;
      room.offer(PACKETS_PER_SECOND, perRound, TimeUnit.SECONDS.toNanos(5));
      listen(pausesMs);
      room.ages().clear();
      ForwardingRoom.Figures figures = room.offer(PACKETS_PER_SECOND, perRound, durationNs);
      print(figures, new ArrayList<>(pausesMs), room.ages());
    }
  }

  private static void listen(List<Long> pausesMs) {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(
            (notification, _) ->
                pausesMs.add(
                    GarbageCollectionNotificationInfo.from(
                            (CompositeData) notification.getUserData())
                        .getGcInfo()
                        .getDuration()),
            notification ->
                notification
                    .getType()
                    .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
            null);
      }
    }
  }

  private static void print(ForwardingRoom.Figures figures, List<Long> pausesMs, Ages ages) {
    Collections.sort(pausesMs);
    System.out.printf(
        Locale.ROOT,
        "%,.0f packets/s, %.0f %% of the core, %d collections in %.0f s: pause median %s ms,"
            + " longest %s ms; age of what is heard p50 %.1f ms, p99 %.1f ms%n",
        figures.perSecond(),
        100 * figures.busy(),
        pausesMs.size(),
        figures.wallNs() / 1e9,
        pausesMs.isEmpty() ? "-" : pausesMs.get(pausesMs.size() / 2),
        pausesMs.isEmpty() ? "-" : pausesMs.getLast(),
        ages.quantileMs(0.5),
        ages.quantileMs(0.99));
  }
}
