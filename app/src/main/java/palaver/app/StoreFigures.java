// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import palaver.http.moderation.ActionJournal;
import palaver.http.moderation.ChatLog;
import palaver.monitor.Metric;
import palaver.monitor.ServerMetrics;
import palaver.rooms.alert.AlertFact;
import palaver.store.RetriedWrites;
import palaver.store.Store;

/// How the store keeps up, for the figures and for the rules.
// A double holds every count up to 2^53.
@SuppressWarnings("LongDoubleConversion")
final class StoreFigures {

  private static final String SESSIONS = "sessions";
  private static final String ACTIONS = "actions";
  private static final String CHAT = "chat";

  private final Store store;
  private final ActionJournal journal;
  private final ChatLog chat;
  private volatile boolean writable = true;

  StoreFigures(Store store, ActionJournal journal, ChatLog chat) {
    this.store = store;
    this.journal = journal;
    this.chat = chat;
  }

  void install(ServerMetrics metrics) {
    metrics.watch(Metric.STORE_WRITABLE, () -> writable ? 1 : 0);
    metrics.watch(Metric.STORE_QUEUED, store::queuedWrites);
    metrics.watch(
        Metric.STORE_WAITING,
        values -> {
          values.add(store.retried().figures().waiting(), SESSIONS);
          values.add(journal.waitingCount(), ACTIONS);
        });
    metrics.watch(
        Metric.STORE_DEFERRED,
        values -> {
          RetriedWrites.Figures figures = store.retried().figures();
          values.add(figures.storedLate() + figures.waiting(), SESSIONS);
          values.add(journal.deferredCount(), ACTIONS);
        });
    metrics.watch(
        Metric.STORE_LOST,
        values -> {
          values.add(store.retried().figures().lost(), SESSIONS);
          values.add(journal.lostCount(), ACTIONS);
          values.add(chat.notStoredCount(), CHAT);
        });
  }

  /// Tries a write, unless nothing goes on that would need one: an idle server leaves the disk
  /// alone. What comes of it is in the next [#measured].
  void probe(boolean somebodyIsHere) {
    if (somebodyIsHere || !writable || waiting() > 0) {
      var _ = store.sessions().writable().thenAccept(answer -> writable = answer);
    }
  }

  AlertFact.StoreMeasured measured() {
    long lost = store.retried().figures().lost() + journal.lostCount() + chat.notStoredCount();
    return new AlertFact.StoreMeasured(writable, waiting(), lost);
  }

  private int waiting() {
    return store.retried().figures().waiting() + journal.waitingCount();
  }
}
