// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.insight;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a report is about. Days are UTC.
///
/// @param from the first day
/// @param to the last day, which counts
/// @param world null for all
/// @param limit rows at most, for reports that are a ranking
public record ReportQuery(LocalDate from, LocalDate to, @Nullable String world, int limit) {
  public ReportQuery {
    if (to.isBefore(from) || limit < 1) {
      throw new IllegalArgumentException("a report covers at least a day and has a row");
    }
  }
}
