// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.insight;

import java.util.Locale;
import java.util.Optional;

/// The reports that there are. Each is a table, for people to read and for programs to take.
public enum ReportKind {
  /// Sums of the whole time.
  SUMMARY,
  /// Who was there most, and how much they spoke.
  USERS,
  /// Rooms by use, with the average length of their calls.
  ROOMS,
  /// How much of their room the rooms use.
  CAPACITY,
  /// Use by weekday and hour.
  PEAK_TIMES,
  /// The most people at once, by day.
  CONCURRENCY,
  /// Use by day.
  TRENDS,
  /// Latency, jitter, loss and grades by room.
  QUALITY,
  /// Moderators' actions by kind.
  ACTIONS,
  /// Moderators' actions by day.
  ACTION_DAYS,
  /// Whom moderators acted on most.
  MODERATED_USERS,
  /// How long reports waited.
  RESPONSE_TIMES,
  /// Hours that were unlike the same hour of other weeks.
  ANOMALIES;

  /// The name in addresses, such as `peak-times`.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The report of that name.
  public static Optional<ReportKind> named(String name) {
    for (ReportKind kind : values()) {
      if (kind.wireName().equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
