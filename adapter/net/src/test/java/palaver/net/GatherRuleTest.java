// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.net.DriverOptions.Gather;

class GatherRuleTest {

  private static final long MS = 1_000_000;

  @Test
  void neverWaitsAtLowLoad() {
    GatherRule rule = rule(Gather.UNDER_LOAD);
    for (int i = 0; i < 200; i++) {
      rule.onTurn(MS, 9 * MS);
      assertThat(rule.gatherNs(5, 512)).isZero();
    }
    assertThat(rule.busy()).isBetween(0.05, 0.2);
  }

  @Test
  void waitsUnderLoadAndStopsWhenTheLoadIsGone() {
    GatherRule rule = rule(Gather.UNDER_LOAD);
    for (int i = 0; i < 200; i++) {
      rule.onTurn(MS, 0);
    }
    assertThat(rule.gatherNs(5, 512)).isEqualTo(5 * MS);
    for (int i = 0; i < 200; i++) {
      rule.onTurn(MS, 9 * MS);
    }
    assertThat(rule.gatherNs(5, 512)).isZero();
  }

  @Test
  void aReadThatIsAQuarterFullGathersEnoughByItself() {
    GatherRule rule = rule(Gather.ALWAYS);
    assertThat(rule.gatherNs(128, 512)).isEqualTo(5 * MS);
    assertThat(rule.gatherNs(129, 512)).isZero();
  }

  @Test
  void anOperatorMayForbidIt() {
    GatherRule rule = rule(Gather.NEVER);
    rule.onTurn(1_000 * MS, 0);
    assertThat(rule.gatherNs(1, 512)).isZero();
  }

  private static GatherRule rule(Gather gather) {
    return new GatherRule(DriverOptions.named("test").withGather(gather, 5 * MS));
  }
}
