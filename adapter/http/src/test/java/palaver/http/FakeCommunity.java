// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.http.access.NetworkMarks;
import palaver.http.live.LiveFeed;
import palaver.http.moderation.ActionJournal;
import palaver.http.moderation.Community;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.moderation.AdminAction;
import palaver.rooms.moderation.ChatMessage;
import palaver.rooms.moderation.ChatRecords;
import palaver.rooms.moderation.ModerationEntry;
import palaver.rooms.moderation.ModerationRecords;
import palaver.rooms.moderation.Report;
import palaver.rooms.moderation.ReportRecords;
import palaver.rooms.world.WorldRecords;

/// A fake of the store of moderation: rows in memory, and a switch for a full disk.
final class FakeCommunity implements ModerationRecords, ChatRecords {
  final List<ModerationEntry> entries = Collections.synchronizedList(new ArrayList<>());
  final List<AuditNote> audit = Collections.synchronizedList(new ArrayList<>());
  final Map<String, Report> reports = Collections.synchronizedMap(new LinkedHashMap<>());
  final List<ChatMessage> messages = Collections.synchronizedList(new ArrayList<>());
  volatile boolean writable = true;
  private final WorldRecords worlds;

  FakeCommunity(WorldRecords worlds) {
    this.worlds = worlds;
  }

  /// The ports of a server with this store.
  Community ports(LiveFeed live) {
    return new Community(
        this,
        new Reports(),
        this,
        note -> {
          audit.add(note);
          return written(1L);
        },
        new FakeAudit(audit),
        new ActionJournal(this, Duration.ofMillis(500)),
        live,
        new NetworkMarks(new byte[32], worlds::networkBans),
        new FakePeople());
  }

  @Override
  public CompletableFuture<Void> note(ModerationEntry entry) {
    if (writable) {
      entries.add(entry);
    }
    return done();
  }

  @Override
  public CompletableFuture<List<HeldSanction>> sanctions(String world, Instant now) {
    List<HeldSanction> held = new ArrayList<>();
    for (ModerationEntry entry : entries) {
      if (entry.imposed() != null) {
        AdminAction by = entry.action();
        held.add(new HeldSanction(entry.imposed(), by.targetUsername(), by.adminUserId(), by.at()));
      }
    }
    return CompletableFuture.completedFuture(held);
  }

  @Override
  public CompletableFuture<List<NumberedAction>> actions(
      String world, @Nullable Long before, @Nullable String userId, int limit) {
    List<NumberedAction> found = new ArrayList<>();
    for (int i = entries.size(); i > 0 && found.size() < limit; i--) {
      if (before == null || i < before) {
        found.add(new NumberedAction(i, entries.get(i - 1).action()));
      }
    }
    return CompletableFuture.completedFuture(found);
  }

  @Override
  public CompletableFuture<Void> add(ChatMessage message) {
    messages.add(message);
    return done();
  }

  @Override
  public CompletableFuture<List<NumberedMessage>> page(
      RoomKey room, @Nullable Long before, int limit) {
    List<NumberedMessage> found = new ArrayList<>();
    for (int i = messages.size(); i > 0 && found.size() < limit; i--) {
      if (before == null || i < before) {
        found.add(new NumberedMessage(i, messages.get(i - 1)));
      }
    }
    return CompletableFuture.completedFuture(found);
  }

  @Override
  public CompletableFuture<Optional<ChatMessage>> find(String messageId) {
    return CompletableFuture.completedFuture(
        messages.stream().filter(each -> each.messageId().equals(messageId)).findFirst());
  }

  @Override
  public CompletableFuture<Boolean> remove(String messageId, String adminUserId, Instant at) {
    return written(messages.removeIf(each -> each.messageId().equals(messageId)));
  }

  private CompletableFuture<Void> done() {
    return written(true).thenAccept(_ -> {});
  }

  private <T> CompletableFuture<T> written(T answer) {
    return writable
        ? CompletableFuture.completedFuture(answer)
        : CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
  }

  private final class Reports implements ReportRecords {
    @Override
    public CompletableFuture<Void> file(Report report) {
      reports.put(report.reportId(), report);
      return done();
    }

    @Override
    public CompletableFuture<List<Report>> list(
        String world, Report.@Nullable State state, int limit) {
      return CompletableFuture.completedFuture(
          reports.values().stream()
              .filter(report -> state == null || report.state() == state)
              .limit(limit)
              .toList());
    }

    @Override
    public CompletableFuture<Optional<Report>> change(String reportId, Report.Change change) {
      Report before = reports.get(reportId);
      if (before == null) {
        return written(Optional.empty());
      }
      List<Report.Note> notes = new ArrayList<>(before.notes());
      if (change.note() != null) {
        notes.add(new Report.Note(change.adminUserId(), change.note(), change.at()));
      }
      Report after =
          new Report(
              reportId,
              before.world(),
              before.roomId(),
              before.reporterUserId(),
              before.reportedUserId(),
              before.reportedUsername(),
              before.reason(),
              before.messageId(),
              before.filedAt(),
              change.state() == null ? before.state() : change.state(),
              change.state() == Report.State.TAKEN ? change.adminUserId() : before.takenBy(),
              change.state() == Report.State.RESOLVED ? change.at() : null,
              notes);
      reports.put(reportId, after);
      return written(Optional.of(after));
    }

    @Override
    public CompletableFuture<Optional<Report>> find(String reportId) {
      return CompletableFuture.completedFuture(Optional.ofNullable(reports.get(reportId)));
    }
  }
}
