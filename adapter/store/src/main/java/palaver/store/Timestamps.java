// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Times as the database keeps them: ISO-8601 in UTC with milliseconds, so that their order as text
/// is their order in time.
final class Timestamps {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  static String text(Instant instant) {
    return FORMAT.format(instant);
  }

  /// The first moment of a UTC day.
  static Instant startOf(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /// Milliseconds since 1970 of a time in our own form, 0 of what cannot be read.
  static long millis(@Nullable String text) {
    return parse(text).map(Instant::toEpochMilli).orElse(0L);
  }

  /// Reads our own form, and what older tables hold: any ISO-8601 offset, or SQLite's
  /// `CURRENT_TIMESTAMP`, which is UTC without saying so.
  static Optional<Instant> parse(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    String iso = text.strip().replace(' ', 'T');
    try {
      return Optional.of(OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException notWithOffset) {
      try {
        return Optional.of(LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException unreadable) {
        return Optional.empty();
      }
    }
  }
}
