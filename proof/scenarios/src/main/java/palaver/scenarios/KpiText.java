// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.Map;

/// A [Kpi] as JSON, as Markdown and as a picture.
public final class KpiText {

  private KpiText() {}

  /// The content of `kpi.json`.
  public static String json(Kpi kpi) {
    StringBuilder text = new StringBuilder();
    text.append("{\n  \"protocol\": \"").append(kpi.protocol());
    text.append("\",\n  \"profile\": \"").append(kpi.profile().name());
    text.append("\",\n  \"nodes\": ").append(kpi.nodes());
    text.append(",\n  \"minutes\": ").append(kpi.minutes());
    text.append(",\n  \"seed\": ").append(kpi.seed());
    text.append(",\n  \"trace_hash\": \"").append(hash(kpi)).append("\",\n  \"invariants\": [");
    String comma = "\n";
    for (Check check : kpi.checks()) {
      text.append(comma).append("    {\"name\": \"").append(check.name());
      text.append("\", \"checks\": ").append(check.checks());
      text.append(", \"violations\": ").append(check.violations()).append('}');
      comma = ",\n";
    }
    text.append("\n  ],\n  \"figures\": {");
    comma = "\n";
    for (Map.Entry<String, Kpi.Figure> entry : kpi.figures().entrySet()) {
      text.append(comma).append("    \"").append(entry.getKey()).append("\": ");
      figure(text, entry.getValue());
      comma = ",\n";
    }
    return text.append("\n  }\n}\n").toString();
  }

  private static String hash(Kpi kpi) {
    return java.util.HexFormat.of().toHexDigits(kpi.traceHash());
  }

  private static void figure(StringBuilder text, Kpi.Figure figure) {
    Samples samples = figure.samples();
    text.append("{\"unit\": \"").append(figure.unit());
    text.append("\", \"samples\": ").append(samples.count());
    for (int percent : new int[] {50, 95, 99}) {
      text.append(", \"p").append(percent).append("\": ");
      text.append(samples.count() == 0 ? "null" : number(samples.percentile(percent)));
    }
    text.append('}');
  }

  /// With one decimal, whatever the locale.
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + Math.abs(tenths % 10);
  }

  /// The report for people.
  public static String markdown(Kpi kpi) {
    StringBuilder text = new StringBuilder();
    text.append("# Simulated venue, protocol ").append(kpi.protocol()).append(", ");
    text.append(kpi.profile().name()).append("\n\n");
    text.append("Run again: `palaver sim --protocol ").append(kpi.protocol());
    text.append(" --profile ").append(kpi.profile().name()).append(" --nodes ");
    text.append(kpi.nodes()).append(" --minutes ").append(kpi.minutes()).append(" --seed ");
    text.append(kpi.seed()).append("`. Virtual time and modelled cost of work and crypto;\n");
    text.append("trace hash `").append(hash(kpi)).append("`.\n\n");
    text.append("| figure | unit | samples | p50 | p95 | 95 % interval of p95 | p99 |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    kpi.figures().forEach((name, figure) -> row(text, name, figure));
    text.append("\n![How the figures are spread](kpi.svg)\n\n");
    text.append("| invariant | checks | violations |\n|---|---|---|\n");
    for (Check check : kpi.checks()) {
      text.append("| ").append(check.name()).append(" | ").append(check.checks());
      text.append(" | ").append(check.violations()).append(" |\n");
    }
    text.append("\n| sent | packets | bytes | packets of the busiest node | its bytes |\n");
    text.append("|---|---|---|---|---|\n");
    for (Kpi.TrafficLine line : kpi.traffic()) {
      text.append("| ").append(line.name()).append(" | ").append(line.packets());
      text.append(" | ").append(line.bytes()).append(" | ").append(line.perNodeMaxPackets());
      text.append(" | ").append(line.perNodeMaxBytes()).append(" |\n");
    }
    text.append('\n');
    kpi.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    for (int i = 0; i < kpi.airPercent().size(); i++) {
      text.append("- air of access point ").append(i).append(": ");
      text.append(number(kpi.airPercent().get(i))).append(" %\n");
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String name, Kpi.Figure figure) {
    Samples samples = figure.samples();
    text.append("| ").append(name).append(" | ").append(figure.unit()).append(" | ");
    text.append(samples.count()).append(" | ").append(number(samples.percentile(50)));
    text.append(" | ").append(number(samples.percentile(95))).append(" | ");
    text.append(number(samples.bound(95, false))).append(" to ");
    text.append(number(samples.bound(95, true))).append(" | ");
    text.append(number(samples.percentile(99))).append(" |\n");
  }

  /// A picture: for each figure a bar from its median to its 99th percentile, on a scale of
  /// logarithms from 1 ms to 10 s.
  public static String svg(Kpi kpi) {
    int height = 40 + 34 * kpi.figures().size();
    StringBuilder text = new StringBuilder();
    text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\" height=\"").append(height);
    text.append("\" font-family=\"sans-serif\" font-size=\"12\">\n");
    text.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    for (int ms = 1; ms <= 10_000; ms *= 10) {
      text.append("<line x1=\"").append(x(ms)).append("\" x2=\"").append(x(ms));
      text.append("\" y1=\"10\" y2=\"").append(height - 24).append("\" stroke=\"#cccccc\"/>");
      text.append("<text x=\"").append(x(ms)).append("\" y=\"").append(height - 8);
      text.append("\" text-anchor=\"middle\">").append(ms).append(" ms</text>\n");
    }
    int y = 20;
    for (Map.Entry<String, Kpi.Figure> entry : kpi.figures().entrySet()) {
      bar(text, entry.getKey(), entry.getValue().samples(), y);
      y += 34;
    }
    return text.append("</svg>\n").toString();
  }

  private static void bar(StringBuilder text, String name, Samples samples, int y) {
    text.append("<text x=\"8\" y=\"").append(y + 12).append("\">").append(name).append("</text>\n");
    if (samples.count() == 0) {
      return;
    }
    int from = x(samples.percentile(50));
    int to = x(samples.percentile(99));
    text.append("<rect x=\"").append(from).append("\" y=\"").append(y).append("\" width=\"");
    text.append(Math.max(2, to - from)).append("\" height=\"16\" fill=\"#3b6ea5\"/>");
    text.append("<rect x=\"").append(x(samples.percentile(95))).append("\" y=\"").append(y - 2);
    text.append("\" width=\"3\" height=\"20\" fill=\"#b03a2e\"/>\n");
  }

  private static int x(double ms) {
    double decades = StrictMath.log10(Math.min(10_000, Math.max(1, ms)));
    return 200 + (int) Math.round(decades * 130);
  }
}
