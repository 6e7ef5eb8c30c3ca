// SPDX-License-Identifier: Apache-2.0
package palaver.trust.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.trust.Venue;
import palaver.wire.radio.NodeId;

class RatesAndWindowsTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final Venue venue = new Venue(5);

  @Test
  void aNumberIsFreshOnce() {
    ReplayWindow window = new ReplayWindow();
    SplittableRandom random = new SplittableRandom(1);
    Set<Long> seen = new HashSet<>();
    long newest = -1;
    for (int i = 0; i < 20_000; i++) {
      long number = Math.max(0, i / 2 + random.nextInt(-700, 40));
      boolean expected = !seen.contains(number) && newest - number < ReplayWindow.SIZE;
      assertThat(window.isFresh(1, number)).as("%d after %d", number, newest).isEqualTo(expected);
      if (expected) {
        window.note(1, number);
        seen.add(number);
        newest = Math.max(newest, number);
      }
    }
  }

  @Test
  void nothingOfAnEarlierRunIsFreshAgain() {
    ReplayWindow window = new ReplayWindow();
    window.note(5, 900);
    assertThat(window.isFresh(6, 1)).isTrue();
    window.note(6, 1);
    assertThat(window.isFresh(5, 901)).isFalse();
    assertThat(window.isFresh(-1, 0)).isTrue();
    assertThat(window.isFresh(6, 1)).isFalse();
    assertThat(window.isFresh(6, 1_000_000)).isTrue();
    window.note(6, 1_000_000);
    assertThat(window.isFresh(6, 2)).isFalse();
    assertThat(window.isFresh(6, 999_999)).isTrue();
  }

  @Test
  void aBurstPassesAndThenTheRate() {
    TokenBucket bucket = new TokenBucket(new TokenBucket.Rate(3, 10));
    long nowNs = Long.MAX_VALUE - SECOND_NS;
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take(nowNs)).isTrue();
    }
    assertThat(bucket.take(nowNs)).isFalse();
    assertThat(bucket.take(nowNs + SECOND_NS / 10)).isTrue();
    assertThat(bucket.take(nowNs + SECOND_NS / 10)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenBucket.Rate(0, 1));
  }

  @Test
  void aCookieIsGoodForOneAddressAndOneNodeForAWhile() {
    Cookies cookies = new Cookies(venue.crypto, venue.secrets, 0);
    NodeId node = new NodeId(4);
    Bytes cookie = cookies.issue(0, 7, node);

    assertThat(cookies.check(0, 7, node, cookie)).isTrue();
    assertThat(cookies.check(0, 8, node, cookie)).isFalse();
    assertThat(cookies.check(0, 7, new NodeId(5), cookie)).isFalse();
    assertThat(cookies.check(0, 7, node, Bytes.EMPTY)).isFalse();
    assertThat(cookies.check(Cookies.ROTATE_NS, 7, node, cookie)).isTrue();
    assertThat(cookies.check(2 * Cookies.ROTATE_NS, 7, node, cookie)).isFalse();
    Bytes later = cookies.issue(2 * Cookies.ROTATE_NS, 7, node);
    assertThat(cookies.check(9 * Cookies.ROTATE_NS, 7, node, later)).isFalse();
  }
}
