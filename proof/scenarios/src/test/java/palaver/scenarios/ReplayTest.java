// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.radio.Defect;
import palaver.radio.replay.Replay;
import palaver.radio.replay.Replay.Result;
import palaver.sim.ModelCrypto;
import palaver.sim.Scenarios;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.StandardCrypto;

/// What a node was given, given once more to the same class, leads to the same: in random venues
/// with random faults, for every node and every run of it.
///
/// `-Dpalaver.sim.replay-seeds=500` plays more seeds.
class ReplayTest {
  private static final long SECOND = 1_000_000_000L;
  private static final EnumSet<Defect> NONE = EnumSet.noneOf(Defect.class);

  private static List<byte[]> tapes(long seed, long seconds, Crypto crypto) {
    Tapes tapes = new Tapes();
    Scenarios.run(
        seed, simulation -> RandomStory.play(simulation, seconds * SECOND, NONE, crypto, tapes));
    return tapes.taken();
  }

  @Test
  void everyNodeOfARandomVenueDecidesTheSameWhenItsTapeIsPlayed() {
    int seeds = Integer.getInteger("palaver.sim.replay-seeds", 20);
    long events = 0;
    for (long seed = 1; seed <= seeds; seed++) {
      for (byte[] tape : tapes(seed, 20, new ModelCrypto())) {
        Result result = Replay.run(tape, _ -> {});
        assertThat(result).as("seed " + seed).isInstanceOf(Result.Same.class);
        events += ((Result.Same) result).events();
      }
    }
    assertThat(events).as("events that were compared").isGreaterThan(100L * seeds);
  }

  @Test
  void theSameHoldsUnderRealCryptographyWithoutItsKeys() {
    for (byte[] tape : tapes(3, 15, new StandardCrypto())) {
      assertThat(Replay.run(tape, _ -> {})).isInstanceOf(Result.Same.class);
    }
  }

  @Test
  void anAlteredTapeShowsWhereItFirstLeadsToSomethingElse() {
    byte[] tape = tapes(1, 15, new ModelCrypto()).getFirst();
    List<Replay.Step> before = new ArrayList<>();
    assertThat(Replay.run(tape, before::add)).isInstanceOf(Result.Same.class);
    String[] named = before.getLast().events().getLast().split("[\\[=,]", 2);
    byte[] wanted = named[0].getBytes(StandardCharsets.UTF_8);
    int at = lastIndexOf(tape, wanted);
    tape[at] ^= 1;
    List<Replay.Step> steps = new ArrayList<>();
    Result altered = Replay.run(tape, steps::add);
    assertThat(altered).isInstanceOf(Result.Differs.class);
    Result.Differs differs = (Result.Differs) altered;
    assertThat(differs.atNs()).isEqualTo(before.getLast().atNs());
    assertThat(differs.recorded()).isNotEqualTo(differs.played());
    assertThat(steps).as("all is the same before").isEqualTo(before);
  }

  private static int lastIndexOf(byte[] tape, byte[] wanted) {
    for (int at = tape.length - wanted.length; at >= 0; at--) {
      boolean found = true;
      for (int i = 0; i < wanted.length && found; i++) {
        found = tape[at + i] == wanted[i];
      }
      if (found) {
        return at;
      }
    }
    throw new AssertionError("the tape does not name its last event");
  }

  @Test
  void aDatagramThatIsTakenOutOfTheTapeChangesWhatFollows() {
    byte[] tape = tapes(2, 15, new ModelCrypto()).getFirst();
    // The middle of the tape goes: what follows no longer is what these inputs lead to.
    byte[] shorter = new byte[tape.length - 1_000];
    System.arraycopy(tape, 0, shorter, 0, tape.length / 2);
    System.arraycopy(
        tape, tape.length / 2 + 1_000, shorter, tape.length / 2, shorter.length - tape.length / 2);
    assertThat(Replay.run(shorter, _ -> {})).isNotInstanceOf(Result.Same.class);
  }
}
