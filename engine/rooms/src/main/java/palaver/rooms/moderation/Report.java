// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.moderation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a user told the moderators about another, and what became of it.
///
/// @param messageId the chat message that it is about, or null
/// @param takenBy the moderator who looks into it, or null
/// @param notes what moderators wrote, the oldest first
public record Report(
    String reportId,
    String world,
    String roomId,
    String reporterUserId,
    String reportedUserId,
    @Nullable String reportedUsername,
    String reason,
    @Nullable String messageId,
    Instant filedAt,
    State state,
    @Nullable String takenBy,
    @Nullable Instant resolvedAt,
    List<Note> notes) {

  public Report {
    notes = List.copyOf(notes);
  }

  /// A report that nobody has looked at.
  public static Report filed(
      String reportId,
      String world,
      String roomId,
      String reporterUserId,
      String reportedUserId,
      @Nullable String reportedUsername,
      String reason,
      @Nullable String messageId,
      Instant filedAt) {
    return new Report(
        reportId,
        world,
        roomId,
        reporterUserId,
        reportedUserId,
        reportedUsername,
        reason,
        messageId,
        filedAt,
        State.OPEN,
        null,
        null,
        List.of());
  }

  /// How far the moderators are.
  public enum State {
    OPEN,
    TAKEN,
    RESOLVED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }
  }

  /// What a moderator wrote.
  public record Note(String adminUserId, String text, Instant at) {}

  /// What a moderator does with a report.
  ///
  /// @param state the new state, or null to only write a note
  /// @param note what they write, or null
  public record Change(
      String adminUserId, @Nullable State state, @Nullable String note, Instant at) {}
}
