// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureRuleTest {

  private static final long S = 1_000_000_000;

  private final FailureRule rule = new FailureRule();

  @Test
  void threeDifferentPeersWithin10SecondsBlameTheEngine() {
    assertThat(rule.onFailure("a", 0)).isFalse();
    assertThat(rule.onFailure("b", 5 * S)).isFalse();
    assertThat(rule.onFailure("c", 10 * S)).isTrue();
  }

  @Test
  void onePeerMayFailAsOftenAsItLikes() {
    for (int i = 0; i < 10; i++) {
      assertThat(rule.onFailure("a", i)).isFalse();
    }
  }

  @Test
  void failuresFarApartBlamePeers() {
    assertThat(rule.onFailure("a", 0)).isFalse();
    assertThat(rule.onFailure("b", S)).isFalse();
    assertThat(rule.onFailure("c", 10 * S + 1)).isFalse();
    assertThat(rule.onFailure("d", 11 * S + 1)).isFalse();
  }

  @Test
  void aFreshEngineStartsWithACleanSlate() {
    rule.onFailure("a", 0);
    rule.onFailure("b", 0);
    rule.clear();
    assertThat(rule.onFailure("c", 1)).isFalse();
  }
}
