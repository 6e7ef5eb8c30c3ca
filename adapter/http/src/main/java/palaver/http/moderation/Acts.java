// SPDX-License-Identifier: Apache-2.0
package palaver.http.moderation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import palaver.http.moderation.Act.Needs;
import palaver.rooms.moderation.Moderation;
import palaver.rooms.moderation.SanctionKind;

/// Everything that a moderator may do. docs/admin-actions.md says how to add one.
public final class Acts {
  private static final Needs SOMEBODY = new Needs(false, true, false, false);
  private static final Needs SOMEBODY_IN_ROOM = new Needs(true, true, false, false);
  private static final Needs ROOM = new Needs(true, false, false, false);

  public static final Act MUTE = Act.imposing(SanctionKind.MUTE, "mute", "Muted", SOMEBODY, 0);
  public static final Act UNMUTE = Act.lifting(SanctionKind.MUTE, "unmute", "Unmuted", SOMEBODY);
  public static final Act KICK =
      Act.imposing(SanctionKind.KICK, "kick", "Kicked", SOMEBODY_IN_ROOM, 60);
  public static final Act BAN =
      Act.imposing(SanctionKind.BAN, "ban", "Banned", new Needs(false, true, false, true), 0);
  public static final Act UNBAN =
      Act.lifting(SanctionKind.BAN, "unban", "No longer banned", SOMEBODY);
  public static final Act WARN =
      Act.other(
          "warn",
          "Warned",
          new Needs(true, true, false, true),
          request ->
              new Moderation.Warn(
                  Act.room(request),
                  Objects.requireNonNull(request.userId()),
                  Objects.requireNonNull(request.reason())));
  public static final Act END_CALL =
      Act.other(
          "end_call",
          "Ended",
          ROOM,
          request ->
              new Moderation.EndCall(
                  Act.room(request), Objects.requireNonNullElse(request.reason(), "")));
  public static final Act LOCK_ROOM =
      Act.imposing(SanctionKind.LOCK, "lock_room", "Locked", ROOM, 0);
  public static final Act UNLOCK_ROOM =
      Act.lifting(SanctionKind.LOCK, "unlock_room", "Unlocked", ROOM);
  public static final Act REMOVE_MESSAGE =
      Act.other(
          "remove_message",
          "Removed",
          new Needs(true, false, true, false),
          request ->
              new Moderation.RemoveMessage(
                  Act.room(request), Objects.requireNonNull(request.messageId())));

  private static final List<Act> ALL =
      List.of(
          MUTE, UNMUTE, KICK, BAN, UNBAN, WARN, END_CALL, LOCK_ROOM, UNLOCK_ROOM, REMOVE_MESSAGE);

  private Acts() {}

  public static List<Act> all() {
    return ALL;
  }

  public static Optional<Act> named(String name) {
    return ALL.stream().filter(act -> act.name().equals(name)).findFirst();
  }
}
