// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.base.SessionId;

class LoudestTest {
  private static final long NOW_NS = 5_000_000_000L;

  private final Loudest loudest = new Loudest();

  private static Talker talker(int levelDbov) {
    Talker talker = new Talker(new SessionId("a"), 1, true, false);
    for (int i = 0; i < 100; i++) {
      talker.voice.hear(NOW_NS, levelDbov);
    }
    return talker;
  }

  @Test
  void asManyPassAsTheLimitSays() {
    loudest.limit(2);
    assertThat(loudest.admits(NOW_NS, talker(20))).isTrue();
    assertThat(loudest.admits(NOW_NS, talker(20))).isTrue();
    assertThat(loudest.admits(NOW_NS, talker(20))).isFalse();
  }

  @Test
  void aTalkerThreeDecibelsLouderTakesTheQuietestPlace() {
    loudest.limit(2);
    Talker quiet = talker(30);
    Talker middle = talker(20);
    loudest.admits(NOW_NS, quiet);
    loudest.admits(NOW_NS, middle);
    assertThat(loudest.admits(NOW_NS, talker(28))).isFalse();
    assertThat(loudest.admits(NOW_NS, talker(26))).isTrue();
    assertThat(quiet.loudestAt).isEqualTo(Talker.NOWHERE);
    assertThat(loudest.admits(NOW_NS, quiet)).isFalse();
    assertThat(loudest.admits(NOW_NS, middle)).isTrue();
  }

  @Test
  void whoFellSilentGivesWay() {
    loudest.limit(1);
    loudest.admits(NOW_NS, talker(5));
    Talker next = new Talker(new SessionId("a"), 1, true, false);
    long laterNs = NOW_NS + VoiceDetector.HANGOVER_NS;
    next.voice.hear(laterNs, 40);
    assertThat(loudest.admits(laterNs, next)).isTrue();
  }

  @Test
  void aNewLimitMakesEverybodyQualifyAgain() {
    loudest.limit(3);
    Talker one = talker(30);
    Talker two = talker(10);
    loudest.admits(NOW_NS, one);
    loudest.admits(NOW_NS, two);
    loudest.limit(1);
    assertThat(loudest.admits(NOW_NS, two)).isTrue();
    assertThat(loudest.admits(NOW_NS, one)).isFalse();
  }

  @Test
  void whoLeavesMakesRoom() {
    loudest.limit(1);
    Talker one = talker(10);
    loudest.admits(NOW_NS, one);
    loudest.remove(one);
    loudest.remove(one);
    assertThat(loudest.admits(NOW_NS, talker(40))).isTrue();
  }
}
