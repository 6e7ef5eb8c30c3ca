// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Random presses, releases, losses and hand-overs: whatever happens, one lease at a time, numbers
/// rise, and the same inputs give the same acts.
class FloorContentionTest {
  private static final int SEEDS = 300;
  private static final int STEPS = 400;

  private static List<ServerAct> run(long seed, FloorPolicy policy) {
    SplittableRandom random = new SplittableRandom(seed);
    ServerFixture floor = new ServerFixture(FloorLimits.DEFAULT, policy);
    for (int step = 0; step < STEPS; step++) {
      long who = 1L + random.nextInt(5);
      switch (random.nextInt(8)) {
        case 0, 1, 2 ->
            floor.server.request(
                floor.nowNs,
                new FloorRequest(
                    who, 1, step, random.nextInt(3), random.nextInt(9) == 0, true, false));
        case 3 -> floor.server.release(floor.nowNs, who, step, floor.server.lastNumber());
        case 4 -> floor.talk(random.nextInt(20) * 100L);
        case 5 -> floor.server.remove(floor.nowNs, who);
        default -> floor.pass(random.nextInt(800));
      }
    }
    return floor.acts;
  }

  @Test
  void leasesNeverOverlapAndNumbersRise() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      FloorPolicy policy =
          List.of(FloorPolicy.FIFO, FloorPolicy.LANES, FloorPolicy.FAIR).get((int) (seed % 3));
      long running = 0;
      long last = 0;
      int leases = 0;
      for (ServerAct act : run(seed, policy)) {
        switch (act) {
          case ServerAct.Taken taken when taken.lease().renewal() == 0 -> {
            assertThat(running).as("seed %d: a lease runs already", seed).isZero();
            assertThat(taken.lease().number()).isGreaterThan(last);
            running = taken.lease().number();
            last = running;
            leases++;
          }
          case ServerAct.Ended ended -> {
            assertThat(ended.lease().number()).isEqualTo(running);
            running = 0;
          }
          default -> {}
        }
      }
      assertThat(leases).as("seed %d grants something", seed).isGreaterThan(5);
    }
  }

  @Test
  void theSameInputsGiveTheSameActs() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(run(seed, FloorPolicy.FAIR)).isEqualTo(run(seed, FloorPolicy.FAIR));
    }
  }

  @Test
  void whoeverKeepsAskingIsServedInTheEnd() {
    ServerFixture floor = ServerFixture.fifo();
    List<Long> served = new ArrayList<>();
    for (long who = 1; who <= 10; who++) {
      floor.press(who);
    }
    while (floor.holder() != 0) {
      served.add(floor.holder());
      floor.release(floor.holder());
    }
    assertThat(served).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
  }
}
