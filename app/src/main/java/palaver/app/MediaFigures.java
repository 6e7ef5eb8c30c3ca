// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import palaver.monitor.Metric;
import palaver.monitor.ServerMetrics;
import palaver.net.DriverHealth;
import palaver.net.UdpDriver;
import palaver.net.dtls.HandshakeFigures;
import palaver.rtc.Dropped;
import palaver.sfu.SfuCommand;
import palaver.sfu.SfuEngine;
import palaver.sfu.SfuEvent;
import palaver.sfu.SfuStats;

/// The figures of the media threads. Each thread copies its own when it is asked, which is every
/// few seconds; a reader of the metrics gets the latest copy and waits for nobody.
// A double holds every count up to 2^53.
@SuppressWarnings("LongDoubleConversion")
final class MediaFigures {

  private record Copy(
      SfuStats stats, Map<Dropped, Long> drops, long nacked, long resent, long requested) {}

  private static final double NS_PER_SECOND = 1e9;

  private final List<UdpDriver<SfuCommand, SfuEvent>> drivers;
  private final AtomicReferenceArray<Copy> copies;

  MediaFigures(List<UdpDriver<SfuCommand, SfuEvent>> drivers) {
    this.drivers = List.copyOf(drivers);
    copies = new AtomicReferenceArray<>(drivers.size());
  }

  /// Asks each thread for a fresh copy.
  void refresh() {
    for (int i = 0; i < drivers.size(); i++) {
      int thread = i;
      drivers
          .get(i)
          .ask(engine -> {
            if (engine instanceof SfuEngine sfu) {
              copies.set(thread, copy(sfu));
            }
          });
    }
  }

  private static Copy copy(SfuEngine engine) {
    Map<Dropped, Long> drops = new EnumMap<>(Dropped.class);
    for (Dropped reason : Dropped.values()) {
      drops.put(reason, engine.drops().count(reason));
    }
    return new Copy(
        engine.stats(),
        drops,
        engine.drops().nackedPackets(),
        engine.drops().resentPackets(),
        engine.drops().requestedPackets());
  }

  void install(ServerMetrics metrics) {
    health(metrics, Metric.MEDIA_UP, health -> health.alive() ? 1 : 0);
    health(metrics, Metric.MEDIA_SENT, DriverHealth::sent);
    health(metrics, Metric.MEDIA_TURN, health -> health.turnNsMax() / NS_PER_SECOND);
    health(metrics, Metric.MEDIA_FAILED_PEERS, DriverHealth::peersFailed);
    health(metrics, Metric.MEDIA_RESTARTS, DriverHealth::engineRestarts);
    copied(metrics, Metric.MEDIA_CONNECTIONS, copy -> copy.stats().connections());
    copied(metrics, Metric.MEDIA_FORWARDED, copy -> copy.stats().forwardedPackets());
    copied(metrics, Metric.MEDIA_FORWARDED_BYTES, copy -> copy.stats().forwardedBytes());
    copied(metrics, Metric.MEDIA_NACKED, Copy::nacked);
    copied(metrics, Metric.MEDIA_RESENT, Copy::resent);
    copied(metrics, Metric.MEDIA_REQUESTED, Copy::requested);
    metrics.watch(
        Metric.MEDIA_RECEIVED,
        values ->
            eachCopy((thread, copy) -> {
              SfuStats stats = copy.stats();
              values.add(stats.stunDatagrams(), thread, "stun");
              values.add(stats.dtlsDatagrams(), thread, "dtls");
              values.add(stats.rtpDatagrams(), thread, "rtp");
              values.add(stats.rtcpDatagrams(), thread, "rtcp");
              values.add(stats.otherDatagrams(), thread, "other");
            }));
    metrics.watch(
        Metric.MEDIA_HELD_BACK,
        values ->
            eachCopy((thread, copy) -> {
              values.add(copy.stats().silencedPackets(), thread, "silenced");
              values.add(copy.stats().quietPackets(), thread, "quiet");
              values.add(copy.stats().shedPackets(), thread, "shed");
            }));
    metrics.watch(Metric.MEDIA_DROPPED, this::drops);
  }

  private void drops(ServerMetrics.Values values) {
    for (int i = 0; i < drivers.size(); i++) {
      String thread = name(i);
      DriverHealth health = drivers.get(i).health();
      values.add(health.sendDropped(), thread, "send_refused");
      values.add(health.outboxDropped(), thread, "outbox_full");
      values.add(health.receiveDropped(), thread, "receive_unusable");
    }
    eachCopy((thread, copy) -> {
      copy.drops()
          .forEach(
              (reason, count) -> values.add(count, thread, reason.name().toLowerCase(Locale.ROOT)));
    });
  }

  private void health(ServerMetrics metrics, Metric metric, ToDoubleFunction<DriverHealth> figure) {
    metrics.watch(
        metric,
        values -> {
          for (int i = 0; i < drivers.size(); i++) {
            values.add(figure.applyAsDouble(drivers.get(i).health()), name(i));
          }
        });
  }

  private void copied(ServerMetrics metrics, Metric metric, ToDoubleFunction<Copy> figure) {
    metrics.watch(
        metric,
        values -> eachCopy((thread, copy) -> values.add(figure.applyAsDouble(copy), thread)));
  }

  private void eachCopy(BiConsumer<String, Copy> use) {
    for (int i = 0; i < drivers.size(); i++) {
      Copy copy = copies.get(i);
      if (copy != null) {
        use.accept(name(i), copy);
      }
    }
  }

  private static String name(int thread) {
    return "media-" + thread;
  }

  static void install(ServerMetrics metrics, Supplier<HandshakeFigures> pool) {
    metrics.watch(Metric.DTLS_UNDER_WAY, () -> pool.get().underWay());
    metrics.watch(
        Metric.DTLS,
        values -> {
          HandshakeFigures figures = pool.get();
          values.add(figures.completed(), "completed");
          values.add(figures.failed(), "failed");
          values.add(figures.refused(), "refused");
        });
  }
}
