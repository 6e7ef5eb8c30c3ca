// SPDX-License-Identifier: Apache-2.0
package palaver.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The figures as Prometheus reads them, and as the reference lists them (R166).
class ServerMetricsTest {
  private final ServerMetrics metrics = new ServerMetrics("1.2.3");

  private String page() {
    return new String(metrics.page(), UTF_8);
  }

  @Test
  void countsTimesAndWatchedValuesAreOnThePage() {
    metrics.count(Metric.JOINS, "ok");
    metrics.count(Metric.JOINS, "ok");
    metrics.expect(Metric.JOINS, "ROOM_FULL");
    metrics.took(Metric.HTTP_REQUESTS, 20_000_000, "GET", "/api/health", "2xx");
    metrics.observe(Metric.CONNECTION_LOSS, 0.03);
    metrics.watch(Metric.ROOMS, () -> 4);
    metrics.watch(Metric.MEDIA_NACKED, values -> values.add(9, "media-0"));

    assertThat(page().lines())
        .contains(
            "# TYPE palaver_joins_total counter",
            "palaver_joins_total{result=\"ok\"} 2.0",
            "palaver_joins_total{result=\"ROOM_FULL\"} 0.0",
            "palaver_http_request_duration_seconds_bucket{method=\"GET\",route=\"/api/health\","
                + "status=\"2xx\",le=\"0.025\"} 1",
            "palaver_http_request_duration_seconds_count{method=\"GET\",route=\"/api/health\","
                + "status=\"2xx\"} 1",
            "palaver_connection_loss_ratio_bucket{le=\"0.05\"} 1",
            "palaver_connection_loss_ratio_bucket{le=\"0.02\"} 0",
            "palaver_rooms 4.0",
            "palaver_media_nacked_packets_total{thread=\"media-0\"} 9.0",
            "palaver_build_info{version=\"1.2.3\"} 1");
    assertThat(page()).contains("jvm_memory_used_bytes", "process_cpu_seconds_total");
    assertThat(metrics.contentType()).startsWith("text/plain; version=0.0.4");
  }

  @Test
  void whatIsNoHistogramCannotBeObserved() {
    assertThatThrownBy(() -> metrics.observe(Metric.JOINS, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> metrics.watch(Metric.HTTP_REQUESTS, () -> 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesFollowTheRulesOfPrometheus() {
    for (Metric metric : Metric.values()) {
      String name = metric.exposedName();
      assertThat(name).matches("palaver_[a-z_]+[a-z]");
      assertThat(name.endsWith("_total")).as(name).isEqualTo(metric.kind() == Metric.Kind.COUNTER);
      assertThat(metric.help()).as(name).isNotBlank().doesNotEndWith(".");
    }
  }

  @Test
  void theReferenceListsEveryMetricAndNoOther() throws IOException {
    TreeMap<String, String> wanted = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      wanted.put(metric.exposedName(), row(metric));
    }
    TreeMap<String, String> found = new TreeMap<>();
    for (String line : Files.readAllLines(root().resolve("docs/reference-metrics.md"))) {
      if (line.startsWith("| `palaver_") && !line.startsWith("| `palaver_radio_")) {
        String name = line.split("`", -1)[1];
        assertThat(found.put(name, line)).as("twice: " + name).isNull();
      }
    }
    assertThat(found).isEqualTo(wanted);
  }

  static String row(Metric metric) {
    List<String> labels = metric.labels().stream().map(label -> "`" + label + "`").toList();
    return "| `"
        + metric.exposedName()
        + "` | "
        + metric.kind().name().toLowerCase(Locale.ROOT)
        + " | "
        + (metric.unit().isEmpty() ? "–" : metric.unit())
        + " | "
        + (labels.isEmpty() ? "–" : String.join(", ", labels))
        + " | "
        + metric.help()
        + " |";
  }

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("verify"))) {
      at = java.util.Objects.requireNonNull(at.getParent());
    }
    return at;
  }
}
