// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import palaver.scenarios.HealStory;
import palaver.scenarios.Kpi;
import palaver.scenarios.Samples;
import palaver.sim.NetworkProfile;
import tools.jackson.databind.JsonNode;

/// The same story in the simulator and as eight processes on a network with the same delay:
/// presses, the leader dies while somebody talks, the venue splits and heals. Side by side, figure
/// by figure. The means are compared: a heal is anywhere in a leader's pace of 400 ms, and of few
/// of those a mean is known twice as well as a median. `-Dhonesty.rounds=20` makes it longer,
/// `-Dhonesty.profile=wired` another network.
@Tag("long")
@Timeout(1_800)
class HonestyTest {

  private static final int NODES = 8;
  private static final int ROUNDS = Integer.getInteger("honesty.rounds", 8);
  private static final NetworkProfile PROFILE =
      NetworkProfile.named(System.getProperty("honesty.profile", "good-wifi")).orElseThrow();
  private static final int PRESSES = 6;
  private static final int SPLITS = Integer.getInteger("honesty.splits", 5 * ROUNDS);
  private static final int APART_MS = 5_000;

  /// A leader repeats its claim each 400 ms: where in that pace a split ends is a matter of chance.
  private static final int PACE_MS = 400;

  private static final int SIMULATED_SEEDS = 6;
  private static final int SIMULATED_MINUTES = 10;
  private static final int SIMULATED_HEALS = 200;
  private static final String HEAL = "heal_one_leader_ms";
  private static final int WARM_UP = 4;
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(30);

  private final SplittableRandom random = new SplittableRandom(11);
  private final @Nullable Share[] shares = new Share[NODES];
  private final Map<String, Samples> seen = new TreeMap<>();
  private int presses;

  private static void pause(long ms) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
  }

  private Share share(int index) {
    return Objects.requireNonNull(shares[index]);
  }

  private List<JsonNode> looks() {
    return Arrays.stream(shares).filter(Objects::nonNull).map(Share::look).toList();
  }

  private void add(String figure, double ms) {
    seen.computeIfAbsent(figure, _ -> new Samples()).add(ms);
  }

  /// Waits until all that run follow one leader that `wanted` likes; since when they do.
  private long agreed(Predicate<String> wanted) {
    long startNs = System.nanoTime();
    while (true) {
      List<JsonNode> looks = looks();
      String leader = leader(looks);
      if (!leader.isEmpty() && wanted.test(leader)) {
        return looks.stream()
            .mapToLong(look -> look.path("looks").path(0).path("standing_ns").asLong())
            .max()
            .orElseThrow();
      }
      assertThat(System.nanoTime() - startNs).as("no agreement").isLessThan(LIMIT_NS);
      pause(20);
    }
  }

  /// The only leader of all, empty when there is none.
  private static String leader(List<JsonNode> looks) {
    String first = looks.getFirst().path("leaders").path(0).asString();
    boolean same =
        looks.stream().allMatch(look -> look.path("leaders").path(0).asString().equals(first));
    return same && !first.matches("0*") ? first : "";
  }

  private String id(int index) {
    return share(index).look().path("id").asString();
  }

  private int indexOf(String id) {
    for (int i = 0; i < NODES; i++) {
      if (shares[i] != null && id(i).equals(id)) {
        return i;
      }
    }
    throw new IllegalStateException("nobody is " + id);
  }

  @Test
  void theSimulatorSaysWhatTheNetworkShows() {
    assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");
    try (BoxLan lan = new BoxLan("h", PROFILE, NODES, 5)) {
      for (int i = 0; i < NODES; i++) {
        shares[i] = Share.start(lan.at(i), NODES, i, i + 1);
      }
      Arrays.stream(shares).forEach(each -> Objects.requireNonNull(each).awaitReady());
      for (int round = 0; round < ROUNDS; round++) {
        agreed(_ -> true);
        pause(2_000);
        for (int i = 0; i < PRESSES; i++) {
          press();
        }
        killTheLeader(lan);
      }
      for (int i = 0; i < SPLITS; i++) {
        split(lan);
      }
      compare();
    } finally {
      Arrays.stream(shares)
          .filter(Objects::nonNull)
          .forEach(share -> share.process().destroyForcibly());
    }
  }

  private void press() {
    int talker = random.nextInt(NODES);
    looksAfter("mark");
    share(talker).tell("press " + talker);
    pause(1_200 + random.nextInt(1_300));
    JsonNode own = share(talker).look().path("looks").path(0);
    List<JsonNode> looks = looks();
    share(talker).tell("release " + talker);
    pause(1_500);
    long grantedNs = own.path("granted_ns").asLong();
    if (grantedNs == 0 || own.path("waited").asBoolean() || presses++ < WARM_UP) {
      return;
    }
    long pressedNs = own.path("pressed_ns").asLong();
    add("floor_grant_ms", (grantedNs - pressedNs) / 1e6);
    long[] first = new long[NODES];
    for (int i = 0; i < NODES; i++) {
      first[i] = looks.get(i).path("first_ns").path(0).asLong();
    }
    first[talker] = pressedNs;
    if (Arrays.stream(first).min().orElse(0) > 0) {
      add("press_to_last_node_ms", (Arrays.stream(first).max().orElse(0) - pressedNs) / 1e6);
    }
  }

  private void looksAfter(String line) {
    Arrays.stream(shares).filter(Objects::nonNull).forEach(share -> share.tell(line));
    looks();
  }

  private void killTheLeader(BoxLan lan) {
    agreed(_ -> true);
    String old = leader(looks());
    int leader = indexOf(old);
    int talker = (leader + 1 + random.nextInt(NODES - 1)) % NODES;
    share(talker).tell("press " + talker);
    pause(1_500);
    long killedNs = System.nanoTime();
    share(leader).process().destroyForcibly();
    shares[leader] = null;
    add("reelection_ms", (agreed(next -> !next.equals(old)) - killedNs) / 1e6);
    pause(1_000);
    share(talker).tell("release " + talker);
    pause(6_000);
    shares[leader] = Share.start(lan.at(leader), NODES, leader, leader + 1).awaitReady();
    agreed(_ -> true);
    pause(6_000);
  }

  private void split(BoxLan lan) {
    agreed(_ -> true);
    int apartMs = APART_MS + random.nextInt(PACE_MS);
    lan.split(apartMs);
    long healedNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(apartMs);
    pause(apartMs - 50);
    assertThat(leader(looks())).as("both halves lead").isEmpty();
    add(HEAL, (agreed(_ -> true) - healedNs) / 1e6);
    pause(2_000);
  }

  private static Samples healed() {
    Samples samples = new Samples();
    SplittableRandom random = new SplittableRandom(3);
    for (int seed = 1; seed <= SIMULATED_HEALS; seed++) {
      int apartMs = APART_MS + random.nextInt(PACE_MS);
      HealStory.play(PROFILE, NODES, seed, TimeUnit.MILLISECONDS.toNanos(apartMs), samples);
    }
    return samples;
  }

  private void compare() {
    Map<String, Samples> simulated = new TreeMap<>();
    for (int seed = 1; seed <= SIMULATED_SEEDS; seed++) {
      Kpi kpi = Kpi.run("v2", PROFILE, NODES, SIMULATED_MINUTES, seed);
      for (String name : seen.keySet()) {
        Samples samples = Objects.requireNonNull(kpi.figures().get(name)).samples();
        simulated.computeIfAbsent(name, _ -> new Samples()).addAll(samples);
      }
    }
    simulated.put(HEAL, healed());
    List<String> off = new ArrayList<>();
    for (Map.Entry<String, Samples> each : seen.entrySet()) {
      Samples real = each.getValue();
      Samples model = Objects.requireNonNull(simulated.get(each.getKey()));
      double ratio = real.mean() / model.mean();
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.2f | %.2f |%n",
          each.getKey(),
          text(model),
          text(real),
          real.percentile(50) / model.percentile(50),
          ratio);
      if (ratio > 1.25 || ratio < 1 / 1.25) {
        off.add(each.getKey());
      }
    }
    assertThat(off).as("figures whose means are more than a quarter apart").isEmpty();
  }

  private static String text(Samples samples) {
    return String.format(
        Locale.ROOT,
        "%d, %.1f / %.1f / %.1f",
        samples.count(),
        samples.percentile(50),
        samples.percentile(95),
        samples.mean());
  }
}
