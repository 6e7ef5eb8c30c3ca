// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;
import palaver.app.start.Version;
import palaver.base.RoomKey;
import palaver.base.SecretSource;
import palaver.http.live.LiveCall;
import palaver.http.live.LiveFeed;
import palaver.http.monitor.MetricsPage;
import palaver.http.monitor.Monitoring;
import palaver.http.monitor.RequestWatcher;
import palaver.http.monitor.SessionTrail;
import palaver.http.signal.RoomWatcher;
import palaver.http.signal.SignalCounters;
import palaver.http.signal.SignalDriver;
import palaver.monitor.Metric;
import palaver.monitor.ServerMetrics;
import palaver.monitor.hook.HookLimits;
import palaver.monitor.hook.HookSender;
import palaver.monitor.hook.HookWatcher;
import palaver.monitor.hook.Webhook;
import palaver.monitor.report.ErrorAppender;
import palaver.monitor.report.ErrorReports;
import palaver.rooms.EndReason;
import palaver.rooms.RoomsEvent;
import palaver.rooms.alert.AlertFact;
import palaver.rooms.alert.AlertKind;
import palaver.sfu.SfuEvent;
import palaver.store.Store;
import tools.jackson.databind.node.ObjectNode;

/// Figures, alerts, error reports and the trail of each session, wired.
// A double holds every count up to 2^53.
@SuppressWarnings("LongDoubleConversion")
final class MonitoringParts implements AutoCloseable {

  static final String SECRET_FILE = "webhook-secret";

  private static final Logger LOG = LoggerFactory.getLogger(MonitoringParts.class);
  private static final int SECRET_BYTES = 32;
  private static final Duration HOOK_TIMEOUT = Duration.ofSeconds(10);
  private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(5);
  private static final String JOIN_ROUTE = "/api/voice/join";

  /// Answers of 500 and more that are no failure: the server says no on purpose.
  private static final Set<String> NO_FAILURES = Set.of("SERVER_STOPPING", "SERVER_FULL");

  private final ServerMetrics metrics = new ServerMetrics(Version.text());
  private final SessionTrail trail = new SessionTrail();
  private final QualityFigures quality = new QualityFigures(metrics);
  private final MonitorThread thread = new MonitorThread(this::look, PERIOD_NS);
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Store store;
  private final LiveFeed live;
  private final StoreFigures storeFigures;
  private final AlertDesk alerts;
  private volatile Runnable refresh = () -> {};
  private volatile Runnable lookAtSignal = () -> {};
  private long engineFailures;

  private MonitoringParts(
      DataFolder data,
      MonitoringOptions options,
      Store store,
      CommunityParts community,
      SecretSource secrets,
      InstantSource clock)
      throws IOException, StartFailure {
    this.store = store;
    live = community.ports().live();
    storeFigures = new StoreFigures(store, community.ports().journal(), community.chat());
    reportErrors(options);
    List<Webhook> webhooks = webhooks(data, options, secrets, clock);
    alerts = new AlertDesk(store.alerts(), live, webhooks, metrics, secrets, clock);
    install(webhooks);
    live.listen(this::published);
    parts.push(thread);
  }

  static MonitoringParts open(
      DataFolder data,
      MonitoringOptions options,
      Store store,
      CommunityParts community,
      SecretSource secrets,
      InstantSource clock)
      throws IOException, StartFailure {
    MonitoringParts parts = new MonitoringParts(data, options, store, community, secrets, clock);
    parts.thread.start();
    return parts;
  }

  private List<Webhook> webhooks(
      DataFolder data, MonitoringOptions options, SecretSource secrets, InstantSource clock)
      throws IOException {
    if (options.webhooks().isEmpty()) {
      return List.of();
    }
    String given = options.webhookSecret();
    HookSender sender =
        new HookSender(
            given == null ? secret(data, secrets) : given,
            options.privateWebhooks(),
            HOOK_TIMEOUT,
            clock,
            "Palaver/" + Version.text());
    List<Webhook> webhooks =
        options.webhooks().stream()
            .map(target ->
                new Webhook(
                    target,
                    sender,
                    HookLimits.DEFAULT,
                    result -> metrics.count(Metric.WEBHOOKS, wire(result))))
            .toList();
    webhooks.forEach(parts::push);
    return webhooks;
  }

  private static String secret(DataFolder data, SecretSource secrets) throws IOException {
    if (!Files.exists(data.file(SECRET_FILE))) {
      data.writeSecret(SECRET_FILE, HexFormat.of().formatHex(secrets.bytes(SECRET_BYTES)));
      LOG.info("The secret that signs webhooks is in {}", data.file(SECRET_FILE));
    }
    return Files.readString(data.file(SECRET_FILE)).strip();
  }

  private void reportErrors(MonitoringOptions options) throws StartFailure {
    String dsn = options.sentryDsn();
    if (dsn == null) {
      return;
    }
    try {
      ErrorReports reports =
          ErrorReports.start(
              dsn, "palaver@" + Version.text(), () -> metrics.count(Metric.ERROR_REPORTS));
      parts.push(reports);
      parts.push(ErrorAppender.install(reports));
    } catch (IllegalArgumentException malformed) {
      throw new StartFailure("--sentry-dsn: " + malformed.getMessage(), malformed);
    }
  }

  private void install(List<Webhook> webhooks) {
    storeFigures.install(metrics);
    metrics.watch(
        Metric.WEBHOOKS_WAITING, () -> webhooks.stream().mapToInt(Webhook::waitingCount).sum());
    metrics.watch(Metric.MONITOR_DROPPED, thread::droppedCount);
    metrics.watch(Metric.ROOMS, () -> live.calls(null).size());
    metrics.watch(
        Metric.SESSIONS,
        () -> live.calls(null).stream().mapToInt(call -> call.participants().size()).sum());
    metrics.watch(
        Metric.OBSERVERS,
        () -> live.calls(null).stream().mapToInt(call -> call.observers().size()).sum());
    metrics.expect(Metric.JOINS, "ok");
    metrics.expect(Metric.CHAT);
    metrics.expect(Metric.REPORTS);
    metrics.expect(Metric.ERROR_REPORTS);
    metrics.expect(Metric.ACTIONS, "ban", "true");
    for (EndReason reason : EndReason.values()) {
      metrics.expect(Metric.SESSIONS_ENDED, reason.wireName());
    }
    for (AlertKind kind : AlertKind.values()) {
      metrics.expect(Metric.ALERTS, kind.wireName());
    }
    for (HookWatcher.Result result : HookWatcher.Result.values()) {
      metrics.expect(Metric.WEBHOOKS, wire(result));
    }
  }

  private static String wire(HookWatcher.Result result) {
    return result.name().toLowerCase(Locale.ROOT);
  }

  /// Watches the media threads, which run.
  void watch(Media media) {
    MediaFigures figures = new MediaFigures(media.drivers());
    figures.install(metrics);
    MediaFigures.install(metrics, media::handshakes);
    refresh = figures::refresh;
    figures.refresh();
  }

  /// Watches the signal thread.
  void watch(SignalDriver signal) {
    SignalCounters counters = signal.counters();
    metrics.watch(
        Metric.SIGNALING_FAILURES,
        values -> {
          values.add(counters.commandsRefused(), "command_refused");
          values.add(counters.mediaCommandsLost(), "media_command_lost");
          values.add(counters.engineFailures(), "engine_failure");
          values.add(counters.endsNotStored(), "end_not_stored");
          values.add(counters.slowClients(), "slow_client");
        });
    lookAtSignal =
        () -> {
          for (; engineFailures < counters.engineFailures(); engineFailures++) {
            alerts.take(new AlertFact.ServerFailed());
          }
        };
  }

  /// What the HTTP side needs.
  Monitoring ports() {
    MetricsPage page =
        new MetricsPage() {
          @Override
          public byte[] page() {
            return metrics.page();
          }

          @Override
          public String contentType() {
            return metrics.contentType();
          }
        };
    return new Monitoring(this::answered, trail, page, store.alerts());
  }

  private void answered(RequestWatcher.Answered call) {
    String status = call.status() / 100 + "xx";
    metrics.took(Metric.HTTP_REQUESTS, call.durationNs(), call.method(), call.route(), status);
    String error = call.error();
    if (call.route().equals(JOIN_ROUTE) && call.method().equals("POST")) {
      metrics.count(Metric.JOINS, error == null ? "ok" : error);
    }
    if (call.status() >= 500 && (error == null || !NO_FAILURES.contains(error))) {
      thread.offer(() -> alerts.take(new AlertFact.ServerFailed()));
    }
  }

  /// Watches the rooms.
  RoomWatcher watcher() {
    return event -> {
      if (!(event instanceof RoomsEvent.SpeakingChanged)) {
        thread.offer(() -> heard(event));
      }
    };
  }

  private void heard(RoomsEvent event) {
    trail.heard(event);
    switch (event) {
      case RoomsEvent.SeatShown shown ->
          alerts.take(new AlertFact.SessionShown(shown.session(), shown.room()));
      case RoomsEvent.ChatSaid _ -> metrics.count(Metric.CHAT);
      case RoomsEvent.SessionEnded ended -> {
        metrics.count(Metric.SESSIONS_ENDED, ended.reason().wireName());
        quality.ended(ended.session());
        alerts.take(new AlertFact.SessionEnded(ended.session(), ended.room(), ended.reason()));
      }
      default -> {}
    }
  }

  /// Hears a media thread, and does not keep it.
  void media(SfuEvent event) {
    switch (event) {
      case SfuEvent.MediaStateChanged _, SfuEvent.PeerFailed _, SfuEvent.QualityMeasured _ ->
          thread.offer(() -> heard(event));
      case SfuEvent.DtlsReceived _, SfuEvent.SpeakingChanged _, SfuEvent.SlotsChanged _ -> {}
    }
  }

  private void heard(SfuEvent event) {
    trail.heard(event);
    if (event instanceof SfuEvent.QualityMeasured measured) {
      quality.measured(measured.session(), measured.quality());
      alerts.take(new AlertFact.QualityMeasured(measured.session(), measured.quality()));
    } else if (event instanceof SfuEvent.PeerFailed failed) {
      alerts.take(new AlertFact.PeerFailed(failed.room()));
    }
  }

  /// A media thread began anew.
  void mediaRestarted(int number) {
    thread.offer(() -> alerts.take(new AlertFact.MediaRestarted(number)));
  }

  /// Hears what moderators and reporters do. The label of an action that a client reports is not
  /// the client's to choose.
  private void published(String type, ObjectNode event) {
    if (type.equals("action")) {
      boolean enforced = event.path("source").asString("").equals("enforced");
      metrics.count(
          Metric.ACTIONS,
          enforced ? event.path("action_type").asString("") : "reported",
          String.valueOf(event.path("durable").asBoolean(false)));
    } else if (type.equals("report") && event.path("what").asString("").equals("filed")) {
      metrics.count(Metric.REPORTS);
      RoomKey room =
          new RoomKey(event.path("world").asString(""), event.path("room_id").asString(""));
      String id = event.path("report_id").asString("");
      thread.offer(() -> alerts.take(new AlertFact.ReportFiled(room, id)));
    }
  }

  /// What is looked at every few seconds.
  private void look() {
    refresh.run();
    lookAtSignal.run();
    List<LiveCall> calls = live.calls(null);
    storeFigures.probe(!calls.isEmpty());
    alerts.take(storeFigures.measured());
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failure) {
        LOG.debug("a part of monitoring did not close", failure);
      }
    }
  }
}
