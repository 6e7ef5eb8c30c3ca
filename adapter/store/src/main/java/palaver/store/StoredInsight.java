// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import palaver.base.SessionId;
import palaver.rooms.SessionRecord;
import palaver.rooms.insight.Insight;
import palaver.rooms.insight.ReportKind;
import palaver.rooms.insight.ReportQuery;
import palaver.rooms.insight.ReportTable;

/// What is stored about calls and people, behind the port that the admin API uses.
final class StoredInsight implements Insight {

  private final StoreReaders readers;
  private final UsageRollup usage;
  private final long freshNsMax;

  StoredInsight(StoreReaders readers, UsageRollup usage, StoreLimits limits) {
    this.readers = readers;
    this.usage = usage;
    freshNsMax = limits.freshNsMax();
  }

  @Override
  public CompletableFuture<Page<PastCall>> calls(Filter filter) {
    return readers.submit(handle -> Histories.calls(handle, filter));
  }

  @Override
  public CompletableFuture<Page<SessionRecord>> sessions(Filter filter) {
    return readers.submit(handle -> Histories.sessions(handle, filter));
  }

  @Override
  public CompletableFuture<Optional<Profile>> profile(String userId) {
    return readers.submit(handle -> Profiles.find(handle, userId));
  }

  @Override
  public CompletableFuture<Optional<SessionDetail>> session(SessionId session) {
    return readers.submit(handle -> SessionDetails.find(handle, session));
  }

  @Override
  public CompletableFuture<List<Movement>> timeline(Filter filter) {
    return readers.submit(handle -> Histories.timeline(handle, filter));
  }

  @Override
  public CompletableFuture<ReportTable> report(ReportKind kind, ReportQuery query) {
    // What takes longer goes on all the same, and the next report has it.
    return usage
        .fresh()
        .thenApply(_ -> true)
        .completeOnTimeout(true, freshNsMax, TimeUnit.NANOSECONDS)
        .thenCompose(_ -> readers.submit(handle -> Reports.run(handle, kind, query)));
  }

  @Override
  public CompletableFuture<Long> export(ReportQuery query, Consumer<List<SessionDetail>> portions) {
    return SessionDetails.export(readers, query, portions);
  }
}
