// SPDX-License-Identifier: Apache-2.0
package palaver.monitor;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/// The server's figures. Some are counted here as things happen, by any thread; the others are
/// asked for when somebody reads the page, so that whoever keeps them does nothing for it.
public final class ServerMetrics {

  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5
  };
  private static final double[] LOSS = {0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
  private static final double NS_PER_SECOND = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Map<Metric, Counter> counters = new EnumMap<>(Metric.class);
  private final Map<Metric, Histogram> histograms = new EnumMap<>(Metric.class);

  /// Takes the values of one metric, each with its labels in their order.
  @FunctionalInterface
  public interface Values {
    void add(double value, String... labels);
  }

  /// The figures of this process, those of the virtual machine included.
  ///
  /// @param version what runs
  public ServerMetrics(String version) {
    Info.builder()
        .name(Metric.BUILD.exposedName())
        .help(Metric.BUILD.help())
        .labelNames(labels(Metric.BUILD))
        .register(registry)
        .addLabelValues(version);
    for (Metric metric : Metric.values()) {
      if (metric.kind() == Metric.Kind.HISTOGRAM) {
        histograms.put(metric, histogram(metric));
      }
    }
    JvmMetrics.builder().register(registry);
  }

  private Histogram histogram(Metric metric) {
    return Histogram.builder()
        .name(metric.exposedName())
        .help(metric.help())
        .labelNames(labels(metric))
        .classicOnly()
        .classicUpperBounds(metric == Metric.CONNECTION_LOSS ? LOSS : SECONDS)
        .register(registry);
  }

  private static String[] labels(Metric metric) {
    return metric.labels().toArray(String[]::new);
  }

  /// Counts something that happened.
  public void count(Metric metric, String... labels) {
    counter(metric).labelValues(labels).inc();
  }

  private Counter counter(Metric metric) {
    synchronized (counters) {
      return counters.computeIfAbsent(
          metric,
          _ ->
              Counter.builder()
                  .name(metric.exposedName())
                  .help(metric.help())
                  .labelNames(labels(metric))
                  .register(registry));
    }
  }

  /// Shows a counter as 0 before anything happened, so that a first event is a change.
  public void expect(Metric metric, String... labels) {
    counter(metric).initLabelValues(labels);
  }

  /// Notes how long something took.
  public void took(Metric metric, long durationNs, String... labels) {
    observe(metric, durationNs / NS_PER_SECOND, labels);
  }

  /// Notes one value of a histogram, in the metric's unit.
  public void observe(Metric metric, double value, String... labels) {
    Histogram histogram = histograms.get(metric);
    if (histogram == null) {
      throw new IllegalArgumentException(metric + " is no histogram");
    }
    histogram.labelValues(labels).observe(value);
  }

  /// Asks for a value whenever the page is read.
  public void watch(Metric metric, DoubleSupplier value) {
    watch(metric, values -> values.add(value.getAsDouble()));
  }

  /// Asks for values whenever the page is read. `source` must not wait.
  public void watch(Metric metric, Consumer<Values> source) {
    switch (metric.kind()) {
      case GAUGE ->
          GaugeWithCallback.builder()
              .name(metric.exposedName())
              .help(metric.help())
              .labelNames(labels(metric))
              .callback(callback -> source.accept(callback::call))
              .register(registry);
      case COUNTER ->
          CounterWithCallback.builder()
              .name(metric.exposedName())
              .help(metric.help())
              .labelNames(labels(metric))
              .callback(callback -> source.accept(callback::call))
              .register(registry);
      case HISTOGRAM -> throw new IllegalArgumentException(metric + " is counted, not asked for");
    }
  }

  /// The page, in Prometheus's text format 0.0.4.
  public byte[] page() {
    ByteArrayOutputStream page = new ByteArrayOutputStream(32 * 1024);
    try {
      writer.write(page, registry.scrape());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return page.toByteArray();
  }

  public String contentType() {
    return writer.getContentType();
  }
}
