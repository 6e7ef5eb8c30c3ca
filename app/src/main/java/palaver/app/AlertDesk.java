// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.SecretSource;
import palaver.http.json.AlertEntry;
import palaver.http.json.Wire;
import palaver.http.live.LiveFeed;
import palaver.monitor.Metric;
import palaver.monitor.ServerMetrics;
import palaver.monitor.hook.Webhook;
import palaver.rooms.alert.Alert;
import palaver.rooms.alert.AlertFact;
import palaver.rooms.alert.AlertLimits;
import palaver.rooms.alert.AlertRecords;
import palaver.rooms.alert.AlertRules;
import palaver.rooms.alert.StoredAlert;
import tools.jackson.databind.node.ObjectNode;

/// Tells people what the rules raise: the log, the figures, who follows live, the webhooks, and the
/// store, each without waiting for another. Runs on the monitor thread.
final class AlertDesk {

  private static final Logger LOG = LoggerFactory.getLogger(AlertDesk.class);
  private static final int ID_BYTES = 16;

  private final AlertRules rules = new AlertRules(AlertLimits.DEFAULT);
  private final AlertRecords records;
  private final LiveFeed live;
  private final List<Webhook> webhooks;
  private final ServerMetrics metrics;
  private final SecretSource secrets;
  private final InstantSource wallClock;

  AlertDesk(
      AlertRecords records,
      LiveFeed live,
      List<Webhook> webhooks,
      ServerMetrics metrics,
      SecretSource secrets,
      InstantSource wallClock) {
    this.records = records;
    this.live = live;
    this.webhooks = List.copyOf(webhooks);
    this.metrics = metrics;
    this.secrets = secrets;
    this.wallClock = wallClock;
  }

  void take(AlertFact fact) {
    rules.onFact(System.nanoTime(), fact).forEach(this::raise);
  }

  private void raise(Alert alert) {
    String id = UUID.nameUUIDFromBytes(secrets.bytes(ID_BYTES)).toString();
    StoredAlert stored = new StoredAlert(id, alert, wallClock.instant(), null, null);
    metrics.count(Metric.ALERTS, alert.kind().wireName());
    LOG.atWarn()
        .addKeyValue("alert_id", id)
        .addKeyValue("kind", alert.kind().wireName())
        .addKeyValue("world", alert.world())
        .addKeyValue("room_id", alert.roomId())
        .log("alert: {}", alert.text());
    ObjectNode entry = Wire.JSON.valueToTree(AlertEntry.of(stored));
    live.publish("alert", entry);
    byte[] body =
        Wire.JSON
            .writeValueAsString(
                Wire.JSON.createObjectNode().put("type", "alert").set("alert", entry))
            .getBytes(UTF_8);
    webhooks.forEach(webhook -> webhook.send(id, body));
    var _ =
        records
            .add(stored)
            .exceptionally(failure -> {
              LOG.warn("alert {} is not stored yet: {}", id, failure.toString());
              return null;
            });
  }
}
