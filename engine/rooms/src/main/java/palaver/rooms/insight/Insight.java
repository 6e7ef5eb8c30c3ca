// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.insight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.rooms.SessionRecord;

/// The port to what is stored about calls and people. No method blocks; a future completes
/// exceptionally when the store cannot answer now.
public interface Insight {

  /// The finished calls of a world that match, the latest end first.
  CompletableFuture<Page<PastCall>> calls(Filter filter);

  /// The sessions that match, the latest start first.
  CompletableFuture<Page<SessionRecord>> sessions(Filter filter);

  /// What is known of a user; empty when nothing is.
  CompletableFuture<Optional<Profile>> profile(String userId);

  /// One session and what its quality was.
  CompletableFuture<Optional<SessionDetail>> session(SessionId session);

  /// Who came and went in the rooms that match, in the order of time, and how many were there then.
  CompletableFuture<List<Movement>> timeline(Filter filter);

  /// The figures of a report.
  CompletableFuture<ReportTable> report(ReportKind kind, ReportQuery query);

  /// Hands out every session that began within the query's time, oldest first, in portions; the
  /// future completes after the last. The portions come on a thread of the store's.
  CompletableFuture<Long> export(ReportQuery query, Consumer<List<SessionDetail>> portions);

  /// What calls and sessions are looked for by. Null does not restrict.
  ///
  /// @param from of what ended (sessions: began) at or after it
  /// @param to of what began before it
  /// @param cursor goes on behind the last page
  /// @param limit entries of one page
  record Filter(
      @Nullable String world,
      @Nullable String roomId,
      @Nullable String userId,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Cursor cursor,
      int limit) {}

  /// A place between two entries of a list: behind the entry with this time and number.
  record Cursor(String at, long id) {}

  /// Some entries of a list.
  ///
  /// @param next where the list goes on, or null behind its end
  record Page<T>(List<T> entries, @Nullable Cursor next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /// A call that is over.
  ///
  /// @param participantsPeak the most people at once
  /// @param messages text messages that were written in that time
  record PastCall(
      String world,
      String roomId,
      Instant startedAt,
      Instant endedAt,
      long durationSeconds,
      int participantsPeak,
      long messages) {}

  /// A user as moderators see them.
  ///
  /// @param sessions finished sessions
  /// @param totalSeconds in those, by the server's own clock
  record Profile(
      String userId,
      String username,
      String role,
      Instant createdAt,
      Instant lastSeenAt,
      long sessions,
      long totalSeconds,
      long speakingSeconds,
      long warnings,
      long mutes,
      long kicks,
      long bans) {}

  /// A session and what was measured of it.
  record SessionDetail(SessionRecord session, @Nullable Quality quality) {}

  /// Quality as it is stored; null is what was not measured.
  record Quality(
      @Nullable Integer participantsPeak,
      @Nullable String grade,
      @Nullable Double latencyMs,
      @Nullable Double jitterMs,
      @Nullable Double packetLoss) {}

  /// Somebody came or went.
  ///
  /// @param joined false when they left
  /// @param present how many sessions the room had then
  record Movement(
      Instant at,
      SessionId session,
      String world,
      String roomId,
      String userId,
      @Nullable String username,
      boolean joined,
      int present,
      @Nullable String reason) {}
}
