// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// A hundred nodes as engines on real sockets, in four processes on one machine: what each costs.
/// `-Dcrowd.nodes=25 -Dcrowd.processes=1` asks for others.
@Tag("long")
@Timeout(600)
class CrowdTest {

  private static final int NODES = Integer.getInteger("crowd.nodes", 100);
  private static final int PROCESSES = Integer.getInteger("crowd.processes", 4);
  private static final int PRESSES = 8;
  private static final int TALK_MS = 3_000;
  private static final long WATCH_NS = TimeUnit.SECONDS.toNanos(20);

  private final List<Share> shares = new ArrayList<>();

  /// What all of them have used so far.
  private record Used(long atNs, long cpuMs, long sent, long received, long bytes) {

    void print(String what, Used before) {
      double seconds = (atNs - before.atNs) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%s: per node %.3f %% of a core, %.1f packets/s out, %.1f in, %.0f byte/s in%n",
          what,
          (cpuMs - before.cpuMs) / 10.0 / seconds / NODES,
          (sent - before.sent) / seconds / NODES,
          (received - before.received) / seconds / NODES,
          (bytes - before.bytes) / seconds / NODES);
    }
  }

  private Used used(Lan lan) {
    long cpuMs = 0;
    long sent = 0;
    long received = 0;
    for (Share share : shares) {
      cpuMs += share.process().info().totalCpuDuration().orElseThrow().toMillis();
      JsonNode look = share.look();
      sent += look.path("sent").asLong();
      received += look.path("received").asLong();
    }
    return new Used(System.nanoTime(), cpuMs, sent, received, lan.localBytes(0));
  }

  private boolean agreed() {
    List<JsonNode> looks = shares.stream().map(Share::look).toList();
    String leader = looks.getFirst().path("leaders").path(0).asString();
    return looks.stream()
        .allMatch(look ->
            look.path("leaders").size() == 1
                && look.path("leaders").path(0).asString().equals(leader)
                && look.path("around").asInt() == NODES - 1);
  }

  private static void pause(long ns) {
    LockSupport.parkNanos(ns);
  }

  @Test
  void aHundredNodesOnOneMachineHaveOneLeaderAndHearWhoTalks() {
    assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");
    try (Lan lan = new Lan("c", 1)) {
      long startNs = System.nanoTime();
      for (int i = 0; i < PROCESSES; i++) {
        shares.add(
            Share.start(lan.at(0), NODES, i * NODES / PROCESSES, (i + 1) * NODES / PROCESSES));
      }
      shares.forEach(Share::awaitReady);
      while (!agreed()) {
        assertThat(System.nanoTime() - startNs).isLessThan(TimeUnit.SECONDS.toNanos(180));
        pause(TimeUnit.MILLISECONDS.toNanos(500));
      }
      System.out.printf("all agreed after %d ms%n", (System.nanoTime() - startNs) / 1_000_000);
      pause(WATCH_NS);
      Used quiet = used(lan);
      pause(WATCH_NS);
      Used before = used(lan);
      before.print("nobody talks", quiet);
      List<Double> shareHeard = new ArrayList<>();
      List<Double> lastMs = new ArrayList<>();
      SplittableRandom random = new SplittableRandom(4);
      for (int i = 0; i < PRESSES; i++) {
        talk(random.nextInt(NODES), shareHeard, lastMs);
      }
      used(lan).print("somebody talks", before);
      memory();
      double least = shareHeard.stream().mapToDouble(d -> d).min().orElse(0);
      lastMs.sort(Double::compare);
      System.out.printf(
          Locale.ROOT,
          "press to the last of %d nodes: median %.0f ms, most %.0f ms; the listener who heard"
              + " least got %.3f of the frames%n",
          NODES - 1,
          lastMs.get(lastMs.size() / 2),
          lastMs.getLast(),
          least);
      assertThat(agreed()).as("one leader at the end too").isTrue();
      assertThat(least).isGreaterThan(0.8);
    } finally {
      shares.forEach(share -> share.process().destroyForcibly());
    }
  }

  private void talk(int talker, List<Double> shareHeard, List<Double> lastMs) {
    shares.forEach(share -> share.tell("mark"));
    pause(TimeUnit.MILLISECONDS.toNanos(100));
    Share own = shares.get(talker * PROCESSES / NODES);
    long pressedNs = System.nanoTime();
    own.tell("press " + talker);
    pause(TimeUnit.MILLISECONDS.toNanos(TALK_MS));
    own.tell("release " + talker);
    pause(TimeUnit.SECONDS.toNanos(1));
    long[] frames = all("frames");
    long[] first = all("first_ns");
    frames[talker] = Long.MAX_VALUE;
    shareHeard.add(Arrays.stream(frames).min().orElse(0) / (TALK_MS / 20.0));
    lastMs.add((Arrays.stream(first).max().orElse(0) - pressedNs) / 1e6);
  }

  private long[] all(String field) {
    return shares.stream()
        .flatMap(share -> share.look().path(field).valueStream())
        .mapToLong(JsonNode::asLong)
        .toArray();
  }

  private void memory() {
    shares.forEach(share -> share.tell("gc"));
    List<JsonNode> looks = shares.stream().map(Share::look).toList();
    System.out.printf(
        Locale.ROOT,
        "memory: heap per node %.2f MB, resident per node %.2f MB, threads per node %.1f, dropped %d%n",
        sum(looks, look -> look.path("heap").asLong()) / 1e6 / NODES,
        shares.stream().mapToLong(share -> Footprint.residentBytes(share.process().pid())).sum()
            / 1e6
            / NODES,
        sum(looks, look -> look.path("threads").asLong()) / (double) NODES,
        sum(looks, look -> look.path("dropped").asLong()));
  }

  private static long sum(List<JsonNode> looks, ToLongFunction<JsonNode> of) {
    return looks.stream().mapToLong(of).sum();
  }
}
