// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.util.Locale;
import palaver.audio.playout.JitterBuffer;
import palaver.audio.trace.PacketTrace;

/// Draws a part of a trace as SVG: how late packets were (dots), what the buffer's playout delay
/// was (line), what it aimed at (thin line), and the best fixed delay (dashes).
final class DelayChart {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 260;
  private static final int LEFT = 40;
  private static final int BOTTOM = 24;
  private static final double MS_MAX = 260;

  private final TraceRun run;
  private final double fromSeconds;
  private final double seconds;
  private final StringBuilder svg = new StringBuilder();

  DelayChart(TraceRun run, double fromSeconds, double seconds) {
    this.run = run;
    this.fromSeconds = fromSeconds;
    this.seconds = seconds;
  }

  String toSvg() {
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            WIDTH,
            HEIGHT));
    grid();
    packets();
    line("#9aa0a6", 1, false);
    line("#1a56b0", 1.6, true);
    double y = y(run.fixedNs() / 1e6);
    svg.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%d %.1fH%d\" stroke=\"#b3261e\" stroke-dasharray=\"6 4\"/>%n",
            LEFT,
            y,
            WIDTH));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"14\">%s, seed %d: milliseconds above the fastest packet over seconds."
                + " Dots: packets. Blue: playout delay. Grey: its aim. Red: best fixed delay.</text>%n",
            LEFT + 6,
            run.trace().name(),
            run.seed()));
    svg.append("</svg>\n");
    return svg.toString();
  }

  private double x(double atSeconds) {
    return LEFT + (atSeconds - fromSeconds) / seconds * (WIDTH - LEFT);
  }

  private static double y(double ms) {
    return HEIGHT - BOTTOM - Math.min(ms, MS_MAX) / MS_MAX * (HEIGHT - BOTTOM - 20);
  }

  private void grid() {
    for (int ms = 0; ms <= MS_MAX; ms += 50) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<path d=\"M%d %.1fH%d\" stroke=\"#e4e4e4\"/><text x=\"6\" y=\"%.1f\">%d</text>%n",
              LEFT,
              y(ms),
              WIDTH,
              y(ms) + 4,
              ms));
    }
    for (int second = 0; second <= seconds; second += 10) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\">%.0f</text>%n",
              x(fromSeconds + second) - 6,
              HEIGHT - 8,
              fromSeconds + second));
    }
  }

  private void packets() {
    PacketTrace trace = run.trace();
    svg.append("<path stroke=\"#c58f2a\" stroke-width=\"1.6\" stroke-linecap=\"round\" d=\"");
    for (int i = 0; i < trace.packets(); i++) {
      double sent = trace.sentNs(i) / 1e9;
      if (trace.arrivalNs(i) != PacketTrace.LOST
          && sent >= fromSeconds
          && sent < fromSeconds + seconds) {
        double ms = (trace.arrivalNs(i) - trace.sentNs(i) - trace.fastestNs()) / 1e6;
        svg.append(String.format(Locale.ROOT, "M%.1f %.1fh0", x(sent), y(ms)));
      }
    }
    svg.append("\"/>\n");
  }

  /// The delay or its aim, at every fifth pull; the delay has gaps where nothing real played.
  private void line(String colour, double width, boolean delay) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\" d=\"",
            colour,
            width));
    boolean down = false;
    int first = (int) (fromSeconds * 1e9 / JitterBuffer.PULL_NS);
    int last = (int) ((fromSeconds + seconds) * 1e9 / JitterBuffer.PULL_NS);
    for (int pull = first; pull < Math.min(last, run.playback().delay().pulls()); pull += 5) {
      double ms =
          (delay ? run.playback().delay().delayNs(pull) : run.playback().targetsNs()[pull]) / 1e6;
      boolean real = !delay || run.playback().delay().samples(pull) > 0;
      if (real) {
        svg.append(
            String.format(Locale.ROOT, "%s%.1f %.1f", down ? "L" : "M", x(pull / 100.0), y(ms)));
      }
      down = real;
    }
    svg.append("\"/>\n");
  }
}
