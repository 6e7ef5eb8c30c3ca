// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.insight;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report: named columns, each with its unit in its name, and rows of texts, whole numbers,
/// fractions or nothing.
public record ReportTable(List<String> columns, List<List<@Nullable Object>> rows) {
  public ReportTable {
    columns = List.copyOf(columns);
    List<List<@Nullable Object>> copies = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException("a row has a value for each column");
      }
      copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copies);
  }
}
