// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import java.util.LinkedHashMap;
import java.util.Map;

/// Figures in the text format of Prometheus (version 0.0.4), written and read.
public final class FigureText {

  private final StringBuilder text = new StringBuilder();
  private String family = "";

  /// A figure that only grows.
  public FigureText counter(String name, String help, long value, String... labels) {
    return add(name, "counter", help, (double) value, labels);
  }

  /// A figure that may go up and down.
  ///
  /// @param labels names and values in turn
  public FigureText gauge(String name, String help, double value, String... labels) {
    return add(name, "gauge", help, value, labels);
  }

  private FigureText add(String name, String type, String help, double value, String... labels) {
    if (!name.equals(family)) {
      family = name;
      text.append("# HELP ").append(name).append(' ').append(help).append('\n');
      text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
    text.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      text.append(escaped(labels[i + 1])).append('"');
    }
    text.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
    return this;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /// Reads figures: each by its name, those with labels added up.
  static Map<String, Double> read(String text) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int space = line.lastIndexOf(' ');
      if (line.startsWith("#") || space < 1) {
        continue;
      }
      String name = line.substring(0, space).replaceFirst("\\{.*}$", "");
      try {
        figures.merge(name, Double.parseDouble(line.substring(space + 1)), Double::sum);
      } catch (NumberFormatException _) {
        // Not ours; the others count.
      }
    }
    return figures;
  }
}
