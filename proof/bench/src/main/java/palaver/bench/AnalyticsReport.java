// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import palaver.rooms.insight.Insight;
import palaver.rooms.insight.ReportKind;
import palaver.rooms.insight.ReportQuery;
import palaver.store.Database;
import palaver.store.DemoData;
import palaver.store.Store;
import palaver.store.StoreLimits;

/// How long reports on a year take. Arguments: sessions per day, days, and a folder that may hold
/// the database of an earlier run (with the same numbers).
public final class AnalyticsReport {

  private static final int ROUNDS = 15;
  private static final LocalDate LAST = LocalDate.parse("2026-06-30");

  private AnalyticsReport() {}

  public static void main(String[] arguments) throws Exception {
    int perDay = Integer.parseInt(arguments[0]);
    int days = Integer.parseInt(arguments[1]);
    Path file = Path.of(arguments[2], "analytics-" + perDay + "-" + days + ".db");
    Database database = new Database.Sqlite(file);
    if (!Files.exists(file)) {
      long beganNs = System.nanoTime();
      DemoData.Written written =
          DemoData.write(database, LAST, days, perDay, new SplittableRandom(1));
      System.out.printf(
          Locale.ROOT,
          "%,d sessions, %,d calls, %,d actions in %d days, written and summed in %d s; %d MB%n",
          written.sessions(),
          written.calls(),
          written.actions(),
          days,
          Duration.ofNanos(System.nanoTime() - beganNs).toSeconds(),
          Files.size(file) >> 20);
    }
    InstantSource clock = InstantSource.fixed(LAST.atTime(23, 59).toInstant(ZoneOffset.UTC));
    try (Store store = Store.open(database, clock, StoreLimits.DEFAULT)) {
      measure(store.insight(), days);
    }
  }

  private static void measure(Insight insight, int days) {
    ReportQuery year = new ReportQuery(LAST.minusDays(days - 1L), LAST, null, 100);
    System.out.println("| answer | first, ms | median of " + ROUNDS + ", ms | slowest, ms |");
    System.out.println("|---|---|---|---|");
    for (ReportKind kind : ReportKind.values()) {
      row(kind.wireName(), () -> insight.report(kind, year));
    }
    row(
        "users, one world",
        () ->
            insight.report(
                ReportKind.USERS, new ReportQuery(year.from(), year.to(), "materie", 100)));
    row(
        "users, nine tenths of it",
        () ->
            insight.report(
                ReportKind.USERS,
                new ReportQuery(LAST.minusDays(days * 9L / 10), LAST.minusDays(3), null, 100)));
    row("call-history, first page", () -> insight.calls(filter(null)));
    row("call-history of a person", () -> insight.calls(filter("demo-7")));
    row("session history of the busiest", () -> insight.sessions(filter("demo-0")));
    row("user-profile of the busiest", () -> insight.profile("demo-0"));
  }

  private static Insight.Filter filter(@Nullable String user) {
    return new Insight.Filter("materie", null, user, null, null, null, 50);
  }

  private static void row(String name, Supplier<CompletableFuture<?>> ask) {
    List<Long> ns = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      long beganNs = System.nanoTime();
      ask.get().join();
      ns.add(System.nanoTime() - beganNs);
    }
    long first = ns.removeFirst();
    Collections.sort(ns);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f |%n",
        name,
        first / 1e6,
        ns.get(ROUNDS / 2) / 1e6,
        ns.getLast() / 1e6);
  }
}
