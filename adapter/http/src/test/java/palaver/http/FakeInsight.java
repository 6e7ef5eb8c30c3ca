// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import palaver.base.SessionId;
import palaver.rooms.SessionRecord;
import palaver.rooms.insight.Insight;
import palaver.rooms.insight.ReportKind;
import palaver.rooms.insight.ReportQuery;
import palaver.rooms.insight.ReportTable;

/// What a store would have, and what it was asked.
final class FakeInsight implements Insight {
  final List<Filter> filters = new ArrayList<>();
  final List<ReportQuery> queries = new ArrayList<>();
  Page<PastCall> calls = new Page<>(List.of(), null);
  Page<SessionRecord> sessions = new Page<>(List.of(), null);
  List<Movement> movements = List.of();
  List<List<SessionDetail>> portions = List.of();
  Optional<Profile> profile = Optional.empty();
  ReportTable table = new ReportTable(List.of("day"), List.of());
  boolean fails;

  @Override
  public CompletableFuture<Page<PastCall>> calls(Filter filter) {
    filters.add(filter);
    return answer(calls);
  }

  @Override
  public CompletableFuture<Page<SessionRecord>> sessions(Filter filter) {
    filters.add(filter);
    return answer(sessions);
  }

  @Override
  public CompletableFuture<Optional<Profile>> profile(String userId) {
    return answer(profile);
  }

  @Override
  public CompletableFuture<Optional<SessionDetail>> session(SessionId session) {
    return answer(Optional.empty());
  }

  @Override
  public CompletableFuture<List<Movement>> timeline(Filter filter) {
    filters.add(filter);
    return answer(movements);
  }

  @Override
  public CompletableFuture<ReportTable> report(ReportKind kind, ReportQuery query) {
    queries.add(query);
    return answer(table);
  }

  @Override
  public CompletableFuture<Long> export(ReportQuery query, Consumer<List<SessionDetail>> taker) {
    queries.add(query);
    portions.forEach(taker);
    return answer((long) portions.size());
  }

  private <T> CompletableFuture<T> answer(T value) {
    return fails
        ? CompletableFuture.failedFuture(new IllegalStateException("the store is closed"))
        : CompletableFuture.completedFuture(value);
  }
}
