// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// The periods that `usage_users` has sums of: days (`2026-03-01`), thirds of a month of about ten
/// days (`2026-03/1`) and months (`2026-03`). With them any range is a few dozen periods.
final class UserPeriods {

  private static final int THIRD_DAYS = 10;
  private static final int THIRDS = 3;

  private UserPeriods() {}

  /// A period that is the sum of its days.
  record Sum(String name, LocalDate first, LocalDate last) {}

  /// The month of a day.
  static Sum month(LocalDate day) {
    YearMonth month = YearMonth.from(day);
    return new Sum(month.toString(), month.atDay(1), month.atEndOfMonth());
  }

  /// The third of a month that a day is in; the last has what is left.
  static Sum third(LocalDate day) {
    int third = Math.min((day.getDayOfMonth() - 1) / THIRD_DAYS, THIRDS - 1);
    YearMonth month = YearMonth.from(day);
    LocalDate first = month.atDay(third * THIRD_DAYS + 1);
    LocalDate last =
        third == THIRDS - 1 ? month.atEndOfMonth() : month.atDay((third + 1) * THIRD_DAYS);
    return new Sum(month + "/" + (third + 1), first, last);
  }

  /// The fewest periods that make up the days from `from` to `to`, both counted.
  static List<String> covering(LocalDate from, LocalDate to) {
    List<String> periods = new ArrayList<>();
    LocalDate day = from;
    while (!day.isAfter(to)) {
      Sum sum =
          day.getDayOfMonth() == 1 && !month(day).last().isAfter(to) ? month(day) : third(day);
      if (sum.first().equals(day) && !sum.last().isAfter(to)) {
        periods.add(sum.name());
        day = sum.last().plusDays(1);
      } else {
        periods.add(day.toString());
        day = day.plusDays(1);
      }
    }
    return periods;
  }
}
