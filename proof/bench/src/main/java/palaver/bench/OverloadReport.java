// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import palaver.net.DriverHealth;
import palaver.net.udp.SendMode;

/// What happens when more is asked of a media thread than it can do: how old what is still
/// forwarded is, and how much is shed.
///
/// The rated load is what the thread forwards at most in the same process just before.
public final class OverloadReport {

  private static final int TALKERS = 10;
  private static final int EARS = 4;
  private static final double[] SHARES = {0.5, 0.8, 1.0, 1.3, 1.6};

  private OverloadReport() {}

  /// Arguments: seconds of each load (10).
  public static void main(String[] arguments) throws IOException {
    long durationNs = TimeUnit.SECONDS.toNanos(ForwardingReport.argument(arguments, 0, 10));
    int perRound = ForwardingRoom.SLOTS * ForwardingReport.LISTENERS;
    Affinity.pinTo(Affinity.MEASURED_CORE);
    try (ForwardingRoom room =
        new ForwardingRoom(
            ForwardingReport.open(SendMode.SEGMENTS), TALKERS, ForwardingReport.LISTENERS, EARS)) {
      room.saturate(TimeUnit.SECONDS.toNanos(4));
      double rated = room.saturate(TimeUnit.SECONDS.toNanos(4)).perSecond();
      System.out.printf(Locale.ROOT, "rated load: %,.0f packets/s%n", rated);
      System.out.println("| load | asked for | forwarded | of the core | p50 | p99 | steps shed |");
      System.out.println("|---|---|---|---|---|---|---|");
      for (double share : SHARES) {
        room.offer(rated * share, perRound, TimeUnit.SECONDS.toNanos(1));
        room.ages().clear();
        DriverHealth before = room.health();
        ForwardingRoom.Figures figures = room.offer(rated * share, perRound, durationNs);
        print(share, rated, figures, room, room.health().shedCount() - before.shedCount());
        room.rest();
      }
    }
  }

  private static void print(
      double share,
      double rated,
      ForwardingRoom.Figures figures,
      ForwardingRoom room,
      long stepsShed) {
    System.out.printf(
        Locale.ROOT,
        "| %.1f | %,.0f | %,.0f | %.0f %% | %.1f ms | %.1f ms | %d |%n",
        share,
        rated * share,
        figures.perSecond(),
        100 * figures.busy(),
        room.ages().quantileMs(0.5),
        room.ages().quantileMs(0.99),
        stepsShed);
  }
}
