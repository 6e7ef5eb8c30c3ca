// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopiesTest {

  private static final long SECOND_NS = 1_000_000_000L;

  private final Copies copies = new Copies(64);

  private List<Integer> targets(long nowNs) {
    List<Integer> targets = new ArrayList<>();
    int count = copies.choose(nowNs);
    for (int i = 0; i < count; i++) {
      targets.add(copies.target(i));
    }
    return targets;
  }

  @Test
  void staticPeersAlwaysGetACopyAndOnlyOne() {
    copies.peers(new int[] {5, 6});
    copies.retain(5);
    copies.onMulticast(6, 0);
    assertThat(targets(1)).containsExactly(5, 6);
  }

  @Test
  void aNodeThatMulticastReachesGetsNone() {
    copies.retain(3);
    assertThat(targets(0)).containsExactly(3);
    copies.onMulticast(3, 10 * SECOND_NS);
    assertThat(targets(20 * SECOND_NS)).isEmpty();
    assertThat(targets(41 * SECOND_NS)).containsExactly(3);
    copies.release(3);
    assertThat(targets(41 * SECOND_NS)).isEmpty();
  }

  @Test
  void thereAreNeverManyCopies() {
    for (int address = 10; address < 60; address++) {
      copies.retain(address);
    }
    copies.peers(new int[] {1, 2});
    assertThat(targets(0)).hasSize(2 + Copies.GUESSED_MAX);
  }

  @Test
  void aNodeThatDnsSdFoundIsCalledAtAllItsAddressesUntilOneIsReached() {
    copies.found(new int[][] {{7, 8}, {9}});
    assertThat(targets(0)).containsExactly(7, 8, 9);
    copies.onMulticast(8, 0);
    assertThat(targets(1)).as("multicast reaches the first").containsExactly(9);
    copies.retain(9);
    assertThat(targets(1)).as("the engine keeps the second").containsExactly(9);
    copies.onMulticast(9, 1);
    assertThat(targets(2)).isEmpty();
    copies.found(new int[0][]);
    assertThat(targets(31 * SECOND_NS)).containsExactly(9);
  }
}
