// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import palaver.audio.playout.PlayoutProfile;
import palaver.scenarios.Ears;
import palaver.scenarios.Kpi;
import palaver.sim.NetworkProfile;

/// A venue of 100 nodes on good Wi-Fi in virtual time, where somebody talks about every four
/// seconds (target load), and behind each node the playout that ships.
@Timeout(300)
class UnderrunStormTest {

  private static final int NODES = 100;
  private static final int MINUTES = 1;
  private static final long SEED = 5;

  /// A buffer that may hold no more than one pull.
  private static final PlayoutProfile STARVED =
      RadioPlayout.PROFILE.withBounds(10_000_000, 10_000_000);

  /// R359. No listener has a storm of underruns; nine seconds of ten have none at all, or nearly
  /// so. A buffer that may not wait has storms on the very same packets, so the rule sees what it
  /// is there for.
  @Test
  void noListenerHasAStormOfUnderrunsUnderTargetLoad() throws Exception {
    try (UnderrunWatch shipped = new UnderrunWatch(NODES, RadioPlayout.PROFILE);
        UnderrunWatch starved = new UnderrunWatch(NODES, STARVED)) {
      Ears both =
          listener ->
              (nowNs, lease, talker, sequence, bytes, at, length, recovered) -> {
                for (UnderrunWatch each : List.of(shipped, starved)) {
                  each.at(listener)
                      .frame(nowNs, lease, talker, sequence, bytes, at, length, recovered);
                }
              };
      Kpi kpi = Kpi.listen(NetworkProfile.GOOD_WIFI, NODES, MINUTES, SEED, true, both);
      shipped.end(MINUTES * 60_000_000_000L);
      starved.end(MINUTES * 60_000_000_000L);

      assertThat(kpi.holds()).isTrue();
      assertThat(shipped.heardSeconds()).isGreaterThan(NODES * 30L);
      assertThat(shipped.storms()).as(shipped.toString()).isZero();
      assertThat(shipped.roughSeconds()).isLessThan(shipped.heardSeconds() * 15 / 100);
      assertThat(starved.storms()).as(starved.toString()).isGreaterThan(NODES);
    }
  }
}
