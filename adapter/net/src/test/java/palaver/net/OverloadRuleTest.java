// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.base.Sheddable;

class OverloadRuleTest {

  private static final long MS = 1_000_000;

  private final OverloadRule rule = new OverloadRule();

  @Test
  void shedsWhenASocketThatHadDataAllAlongWaitedMoreThan20Ms() {
    rule.onRead(0, true, false);
    assertThat(rule.onRead(20 * MS, true, false)).isFalse();
    assertThat(rule.onRead(41 * MS, true, false)).isTrue();
    assertThat(rule.talkersMax()).isEqualTo(3);
  }

  @Test
  void aSocketThatWasReadDryMayWaitAsLongAsItLikes() {
    rule.onRead(0, true, false);
    rule.onRead(MS, false, false);
    assertThat(rule.onRead(900 * MS, true, false)).isFalse();
    assertThat(rule.talkersMax()).isEqualTo(Sheddable.EVERYBODY);
  }

  @Test
  void shedsWhenTwoReadsInARowAreFull() {
    rule.onRead(0, true, true);
    rule.onRead(MS, true, false);
    assertThat(rule.onRead(2 * MS, true, true)).isFalse();
    assertThat(rule.onRead(3 * MS, true, true)).isTrue();
    assertThat(rule.talkersMax()).isEqualTo(3);
  }

  @Test
  void goesTo2AndTo1WhileReadsStayLateAndNoFurther() {
    long nowMs = 0;
    for (int i = 0; i < 20; i++) {
      nowMs += 25;
      rule.onRead(nowMs * MS, true, false);
    }
    assertThat(rule.talkersMax()).isEqualTo(1);
    assertThat(rule.shedCount()).isEqualTo(3);
  }

  @Test
  void givesThePreviousStepTimeToWork() {
    rule.onRead(0, true, true);
    rule.onRead(MS, true, true);
    rule.onRead(2 * MS, true, true);
    assertThat(rule.talkersMax()).isEqualTo(3);
    rule.onRead(52 * MS, true, true);
    assertThat(rule.talkersMax()).isEqualTo(2);
  }

  @Test
  void stepsBackAfterEach200MsOfCalm() {
    rule.onRead(0, true, true);
    rule.onRead(MS, true, true);
    rule.onRead(60 * MS, true, true);
    assertThat(rule.talkersMax()).isEqualTo(2);
    assertThat(rule.onRead(259 * MS, false, false)).isFalse();
    assertThat(rule.onRead(260 * MS, false, false)).isTrue();
    assertThat(rule.talkersMax()).isEqualTo(3);
    assertThat(rule.onRead(459 * MS, false, false)).isFalse();
    assertThat(rule.onRead(460 * MS, false, false)).isTrue();
    assertThat(rule.talkersMax()).isEqualTo(Sheddable.EVERYBODY);
    assertThat(rule.sheds()).isFalse();
  }
}
