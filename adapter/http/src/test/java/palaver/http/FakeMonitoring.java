// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import palaver.http.monitor.MetricsPage;
import palaver.http.monitor.Monitoring;
import palaver.http.monitor.RequestWatcher;
import palaver.http.monitor.SessionTrail;
import palaver.rooms.alert.AlertRecords;
import palaver.rooms.alert.StoredAlert;

/// Keeps the calls it hears of, and alerts in a list.
final class FakeMonitoring implements AlertRecords, MetricsPage {
  final Queue<RequestWatcher.Answered> calls = new ConcurrentLinkedQueue<>();
  final List<StoredAlert> alerts = new CopyOnWriteArrayList<>();
  final SessionTrail trail = new SessionTrail();

  Monitoring ports() {
    return new Monitoring(calls::add, trail, this, this);
  }

  @Override
  public byte[] page() {
    return "a_metric 1\n".getBytes(UTF_8);
  }

  @Override
  public String contentType() {
    return "text/plain; version=0.0.4; charset=utf-8";
  }

  @Override
  public CompletableFuture<Void> add(StoredAlert alert) {
    alerts.add(alert);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<List<Numbered>> page(
      boolean openOnly, @Nullable Long before, int limit) {
    List<Numbered> found = new ArrayList<>();
    for (int i = alerts.size(); i > 0 && found.size() < limit; i--) {
      StoredAlert alert = alerts.get(i - 1);
      boolean open = alert.acknowledgedAt() == null;
      if ((open || !openOnly) && (before == null || i < before)) {
        found.add(new Numbered(i, alert));
      }
    }
    return CompletableFuture.completedFuture(found);
  }

  @Override
  public CompletableFuture<Optional<StoredAlert>> acknowledge(
      String alertId, String adminUserId, Instant at) {
    for (int i = 0; i < alerts.size(); i++) {
      StoredAlert alert = alerts.get(i);
      if (alert.alertId().equals(alertId)) {
        if (alert.acknowledgedAt() == null) {
          alerts.set(i, new StoredAlert(alertId, alert.alert(), alert.raisedAt(), at, adminUserId));
        }
        return CompletableFuture.completedFuture(Optional.of(alerts.get(i)));
      }
    }
    return CompletableFuture.completedFuture(Optional.empty());
  }
}
