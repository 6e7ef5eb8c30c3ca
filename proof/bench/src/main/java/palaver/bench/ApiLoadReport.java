// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// How long joins and leaves by server key take when so many come each second, whether or not the
/// server keeps up (open loop): each is counted from the moment at which it was to be sent.
///
/// `proof/bench/api-load` starts the server and this on a core each. Exits with 1 when a call
/// failed or the 99th percentile is not below the bar.
public final class ApiLoadReport {

  private static final long BAR_NS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long STAY_NS = TimeUnit.SECONDS.toNanos(5);
  private static final int ROOMS = 400;

  private final JoinLoad load;
  private final Path serverStat;
  private final int perSecond;

  private ApiLoadReport(JoinLoad load, Path serverStat, int perSecond) {
    this.load = load;
    this.serverStat = serverStat;
    this.perSecond = perSecond;
  }

  /// Arguments: the server's address, its data folder (for the API key), its process id, joins per
  /// second, seconds that count, seconds before them.
  public static void main(String[] arguments) throws Exception {
    int perSecond = Integer.parseInt(arguments[3]);
    int seconds = Integer.parseInt(arguments[4]);
    int warmUpSeconds = Integer.parseInt(arguments[5]);
    String key = Files.readString(Path.of(arguments[1], "api-key")).strip();
    try (JoinLoad load = new JoinLoad(URI.create(arguments[0]), key, ROOMS)) {
      ApiLoadReport report =
          new ApiLoadReport(load, Path.of("/proc", arguments[2], "stat"), perSecond);
      System.exit(report.run(warmUpSeconds, seconds) ? 0 : 1);
    }
  }

  private boolean run(int warmUpSeconds, int seconds) throws IOException, TimeoutException {
    int warmUp = warmUpSeconds * perSecond;
    int all = warmUp + seconds * perSecond;
    long intervalNs = TimeUnit.SECONDS.toNanos(1) / perSecond;
    int stay = (int) (STAY_NS / intervalNs);
    List<CompletableFuture<String>> joined = new ArrayList<>(all);
    Latencies joins = new Latencies();
    Latencies leaves = new Latencies();
    long cpuNs = 0;
    long firstNs = System.nanoTime() + intervalNs;
    for (int number = 0; number < all + stay; number++) {
      long atNs = firstNs + number * intervalNs;
      waitUntil(atNs);
      if (number == warmUp) {
        cpuNs = serverCpuNs();
      }
      if (number < all) {
        joined.add(load.join(number, atNs, number < warmUp ? new Latencies() : joins));
      } else if (number == all) {
        cpuNs = serverCpuNs() - cpuNs;
      }
      int leaving = number - stay;
      if (leaving >= 0) {
        long leaveNs = atNs + intervalNs / 2;
        waitUntil(leaveNs);
        boolean counts = number >= warmUp && number < all;
        load.leave(joined.get(leaving), leaveNs, counts ? leaves : new Latencies());
      }
    }
    load.awaitIdle(Duration.ofSeconds(30));
    print(joins, leaves, cpuNs, seconds);
    return joins.failures() + leaves.failures() == 0
        && joins.percentileNs(99) < BAR_NS
        && leaves.percentileNs(99) < BAR_NS;
  }

  private static void waitUntil(long atNs) {
    for (long leftNs = atNs - System.nanoTime(); leftNs > 0; leftNs = atNs - System.nanoTime()) {
      LockSupport.parkNanos(leftNs);
    }
  }

  /// What the server's process has used so far; 0 where the system does not tell.
  private long serverCpuNs() throws IOException {
    if (!Files.isReadable(serverStat)) {
      return 0;
    }
    String stat = Files.readString(serverStat);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    // User and system time, in hundredths of a second.
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000_000;
  }

  private void print(Latencies joins, Latencies leaves, long cpuNs, int seconds) {
    System.out.println(
        "| call | answered | failed | median, ms | p95, ms | p99, ms | p99.9, ms | slowest, ms |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    System.out.println("| join | " + joins + " |");
    System.out.println("| leave | " + leaves + " |");
    System.out.printf(
        Locale.ROOT,
        "%d joins and %d leaves a second for %d s; the server used %.0f %% of its core; sent at"
            + " most %.1f ms late%n",
        perSecond,
        perSecond,
        seconds,
        cpuNs / 1e7 / seconds,
        load.latestSendNs() / 1e6);
  }
}
