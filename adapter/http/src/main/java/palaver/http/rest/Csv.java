// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lines of CSV (RFC 4180).
final class Csv {

  private Csv() {}

  /// One line with its line end. A text that a spreadsheet would take for a formula gets an
  /// apostrophe in front.
  static String line(List<? extends @Nullable Object> values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        line.append(',');
      }
      line.append(cell(values.get(i)));
    }
    return line.append("\r\n").toString();
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number) {
      return value.toString();
    }
    String text = value.toString();
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
