// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import palaver.rooms.insight.ReportTable;

/// Use by weekday and hour (UTC): 168 rows, Monday 0 h first.
// The checker does not see nullable type arguments of other modules.
@SuppressWarnings("NullAway")
final class PeakTimes {

  private static final List<String> COLUMNS =
      List.of("weekday", "hour", "sessions", "average_concurrent", "concurrent_peak");
  private static final double SECONDS_PER_HOUR = 3600;

  private PeakTimes() {}

  /// One hour of one day.
  ///
  /// @param name such as `2026-03-01T09`
  record Hour(String name, long joins, long occupiedSeconds, int peak) {}

  static ReportTable table(List<Hour> hours) {
    int cells = DayOfWeek.values().length * DayUsage.HOURS;
    long[] joins = new long[cells];
    long[] occupied = new long[cells];
    int[] peaks = new int[cells];
    int[] counts = new int[cells];
    for (Hour hour : hours) {
      int cell = cell(hour.name());
      joins[cell] += hour.joins();
      occupied[cell] += hour.occupiedSeconds();
      peaks[cell] = Math.max(peaks[cell], hour.peak());
      counts[cell]++;
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(DayOfWeek.of(cell / DayUsage.HOURS + 1).name().toLowerCase(Locale.ROOT));
      row.add((long) (cell % DayUsage.HOURS));
      row.add(joins[cell]);
      row.add(counts[cell] == 0 ? 0.0 : occupied[cell] / SECONDS_PER_HOUR / counts[cell]);
      row.add((long) peaks[cell]);
      rows.add(row);
    }
    return new ReportTable(COLUMNS, rows);
  }

  private static int cell(String name) {
    DayOfWeek weekday = LocalDate.parse(name.substring(0, 10)).getDayOfWeek();
    return (weekday.getValue() - 1) * DayUsage.HOURS + Integer.parseInt(name.substring(11));
  }
}
