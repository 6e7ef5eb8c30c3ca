// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.sim.NetworkProfile;

class KpiTest {

  private static Samples samples(Kpi kpi, String name) {
    return java.util.Objects.requireNonNull(kpi.figures().get(name)).samples();
  }

  @Test
  void everyInvariantIsLookedAtAndEachFigureHasSamples() {
    Kpi kpi = Kpi.run("v2", NetworkProfile.GOOD_WIFI, 12, 1, 7);
    assertThat(kpi.holds()).isTrue();
    assertThat(kpi.checks()).allMatch(check -> check.checks() > 0, "is looked at");
    for (String name :
        new String[] {
          "floor_grant_ms", "press_to_last_node_ms", "reelection_ms", "heal_one_leader_ms"
        }) {
      assertThat(samples(kpi, name).count()).as(name).isPositive();
    }
    assertThat(KpiText.json(kpi))
        .contains(
            "\"protocol\": \"v2\"", "\"trace_hash\": \"", "\"floor_grant_ms\": {\"unit\": \"ms\"");
    assertThat(KpiText.markdown(kpi)).contains("| floor_grant_ms | ms |", "--seed 7");
    assertThat(KpiText.svg(kpi)).startsWith("<svg").endsWith("</svg>\n");
  }

  @Test
  void oneSeedGivesOneReport() {
    String first = KpiText.json(Kpi.run("v2", NetworkProfile.STORM, 5, 1, 3));
    assertThat(KpiText.json(Kpi.run("v2", NetworkProfile.STORM, 5, 1, 3))).isEqualTo(first);
  }

  @Test
  void theBaselineRunsToo() {
    Kpi kpi = Kpi.run("v1", NetworkProfile.GOOD_WIFI, 10, 1, 7);
    assertThat(kpi.checks()).allMatch(check -> check.checks() > 0, "is looked at");
    assertThat(samples(kpi, "press_to_last_node_ms").count()).isPositive();
    assertThat(KpiText.json(kpi))
        .contains("\"reelection_ms\": {\"unit\": \"ms\", \"samples\": 0, \"p50\": null");
    assertThat(kpi.traffic().get(1).packets()).isPositive();
  }

  @Test
  void bothProtocolsAreComparedBySizeAndClass() {
    String table = Comparison.play(NetworkProfile.GOOD_WIFI, List.of(4, 8), 1, 7).markdown();
    assertThat(table)
        .contains("| 4 | v1 | control | ", "| 8 | v2 | voice | ")
        .doesNotContain("| 0.0 | 0.0 |", "NaN");
  }

  @Test
  void percentilesAreThoseOfTheSamples() {
    Samples samples = new Samples();
    for (int i = 100; i >= 1; i--) {
      samples.add(i);
    }
    assertThat(samples.percentile(50)).isEqualTo(50);
    assertThat(samples.percentile(95)).isEqualTo(95);
    assertThat(samples.bound(95, false)).isEqualTo(91);
    assertThat(samples.bound(95, true)).isEqualTo(99);
    assertThat(new Samples().percentile(50)).isNaN();
    assertThat(KpiText.number(12.34)).isEqualTo("12.3");
  }
}
