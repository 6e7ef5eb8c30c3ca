// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import palaver.rooms.insight.Anomalies;
import palaver.rooms.insight.ReportQuery;
import palaver.rooms.insight.ReportTable;

/// The report on hours that were unlike the same hour of other weeks: in joins, short sessions,
/// kicks and packet loss.
// The checker does not see nullable type arguments of other modules.
@SuppressWarnings("NullAway")
final class AnomalyReport {

  private static final int WEEKS_BEFORE = 26;
  private static final List<String> COLUMNS =
      List.of("hour", "measure", "value", "usual", "score", "explanation");

  private AnomalyReport() {}

  /// What is looked at: its words, the difference below which nothing is an anomaly, and what the
  /// usual deviation is never taken for less than.
  private enum Measure {
    JOINS("joins", 10, 2),
    SHORT_SESSIONS("sessions of less than a minute", 5, 1),
    KICKS("kicks", 3, 0.5),
    PACKET_LOSS("percent of packets lost", 2, 0.2);

    final String words;
    final double differenceMin;
    final double spreadMin;

    Measure(String words, double differenceMin, double spreadMin) {
      this.words = words;
      this.differenceMin = differenceMin;
      this.spreadMin = spreadMin;
    }

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Entry(String hour, Measure measure, Anomalies.Finding finding) {}

  static ReportTable run(Handle handle, ReportQuery query) {
    LocalDate first = query.from().minusWeeks(WEEKS_BEFORE);
    int hours = (int) ChronoUnit.DAYS.between(first, query.to().plusDays(1)) * DayUsage.HOURS;
    int from = (int) ChronoUnit.DAYS.between(first, query.from()) * DayUsage.HOURS;
    double[][] series = new double[Measure.values().length][hours];
    Arrays.fill(series[Measure.PACKET_LOSS.ordinal()], Double.NaN);
    ReportQuery all = new ReportQuery(first, query.to(), query.world(), query.limit());
    readUse(handle, all, series);
    readKicks(handle, all, series[Measure.KICKS.ordinal()]);
    int known = firstKnown(handle, all);
    List<Entry> entries = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      double[] values =
          Arrays.copyOfRange(series[measure.ordinal()], Math.min(known, hours), hours);
      int skipped = hours - values.length;
      for (Anomalies.Finding finding :
          Anomalies.of(
              values, Math.max(0, from - skipped), measure.differenceMin, measure.spreadMin)) {
        int hour = finding.hour() + skipped;
        LocalDate day = first.plusDays(hour / DayUsage.HOURS);
        entries.add(new Entry(DayUsage.hourName(day, hour % DayUsage.HOURS), measure, finding));
      }
    }
    entries.sort(Comparator.comparing(Entry::hour).reversed().thenComparing(Entry::measure));
    return new ReportTable(
        COLUMNS, entries.stream().limit(query.limit()).map(AnomalyReport::row).toList());
  }

  private static void readUse(Handle handle, ReportQuery query, double[][] series) {
    Reports.scoped(
            handle,
            "SELECT period, joins, short_joins, packets_expected, packets_lost FROM usage_hours"
                + " WHERE world = :scope AND room_id = '' AND period >= :from"
                + " AND period <= :lastHour",
            query)
        .map((row, _) -> {
          int hour = index(query.from(), row.getString(1));
          series[Measure.JOINS.ordinal()][hour] = row.getDouble(2);
          series[Measure.SHORT_SESSIONS.ordinal()][hour] = row.getDouble(3);
          double expected = row.getDouble(4);
          series[Measure.PACKET_LOSS.ordinal()][hour] =
              expected == 0 ? Double.NaN : 100 * row.getDouble(5) / expected;
          return hour;
        })
        .forEach(_ -> {});
  }

  private static void readKicks(Handle handle, ReportQuery query, double[] kicks) {
    Reports.scoped(
            handle,
            "SELECT substr(created_at, 1, 13) AS hour, count(*) AS kicks FROM admin_actions"
                + " WHERE action_type = 'kick' AND created_at >= :from AND created_at < :behind"
                + " AND (:all OR world = :scope) GROUP BY substr(created_at, 1, 13)",
            query)
        .map((row, _) -> kicks[index(query.from(), row.getString(1))] = row.getDouble(2))
        .forEach(_ -> {});
  }

  /// Before the first session there was no usual use, not a use of zero.
  private static int firstKnown(Handle handle, ReportQuery query) {
    return Reports.scoped(
            handle,
            "SELECT min(period) FROM usage_hours WHERE world = :scope AND room_id = ''"
                + " AND period >= :from AND period <= :lastHour",
            query)
        .mapTo(String.class)
        .findOne()
        .map(hour -> index(query.from(), hour))
        .orElse(Integer.MAX_VALUE);
  }

  private static int index(LocalDate first, String hour) {
    LocalDate day = LocalDate.parse(hour.substring(0, 10));
    return (int) ChronoUnit.DAYS.between(first, day) * DayUsage.HOURS
        + Integer.parseInt(hour.substring(11, 13));
  }

  private static List<@Nullable Object> row(Entry entry) {
    Anomalies.Finding finding = entry.finding();
    return List.of(
        entry.hour() + ":00Z",
        entry.measure().wireName(),
        finding.value(),
        finding.median(),
        finding.score(),
        explanation(entry));
  }

  private static String explanation(Entry entry) {
    Anomalies.Finding finding = entry.finding();
    String weekday =
        LocalDate.parse(entry.hour().substring(0, 10))
            .getDayOfWeek()
            .name()
            .toLowerCase(Locale.ROOT);
    return String.format(
        Locale.ROOT,
        "%.1f %s; in this hour of the last %d %ss usually %.1f, half of them between %.1f and %.1f",
        finding.value(),
        entry.measure().words,
        finding.weeks(),
        weekday,
        finding.median(),
        finding.low(),
        finding.high());
  }
}
