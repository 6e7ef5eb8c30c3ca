// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.EndReason;
import palaver.rooms.SessionEnd;
import palaver.rooms.SessionRecord;
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
  private static final long SETTLED_NS = 1_000_000_000;
  private static final long WRITE_EVERY_NS = 5_000_000;
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
      measureStale(store);
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

  /// What the first reader waits for after sessions of the last day ended, and what whoever joins
  /// meanwhile does.
  private static void measureStale(Store store) {
    List<Long> writesNs = new ArrayList<>();
    List<Long> reportsNs = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      endSession(store, "bench-" + System.nanoTime());
      long askedNs = System.nanoTime();
      CompletableFuture<Long> report =
          store
              .insight()
              .report(ReportKind.SUMMARY, new ReportQuery(LAST, LAST, null, 100))
              .thenApply(_ -> System.nanoTime() - askedNs);
      while (System.nanoTime() - askedNs < SETTLED_NS) {
        long beganNs = System.nanoTime();
        store.sessions().writable().join();
        writesNs.add(System.nanoTime() - beganNs);
        LockSupport.parkNanos(WRITE_EVERY_NS);
      }
      reportsNs.add(report.join());
    }
    print("summary, after a session ended", reportsNs);
    Collections.sort(writesNs);
    System.out.printf(
        Locale.ROOT,
        "%d writes meanwhile: median %.1f ms, p99 %.1f ms, slowest %.1f ms%n",
        writesNs.size(),
        writesNs.get(writesNs.size() / 2) / 1e6,
        writesNs.get(writesNs.size() * 99 / 100) / 1e6,
        writesNs.getLast() / 1e6);
  }

  private static void endSession(Store store, String id) {
    Instant joinedAt = LAST.atTime(20, 0).toInstant(ZoneOffset.UTC);
    SessionId session = new SessionId(id);
    RoomKey room = new RoomKey("materie", "materie-1");
    store
        .sessions()
        .insert(SessionRecord.opened(session, room, "demo-7", "Person 7", joinedAt))
        .join();
    store
        .sessions()
        .end(session, new SessionEnd(joinedAt.plusSeconds(600), 600, 60, EndReason.LEFT))
        .join();
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
    print(name, ns);
  }

  private static void print(String name, List<Long> ns) {
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
