// SPDX-License-Identifier: Apache-2.0
package palaver.http.moderation;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.http.json.ModerationRequest;
import palaver.identity.Permission;
import palaver.rooms.moderation.Moderation;
import palaver.rooms.moderation.SanctionKind;

/// One kind of thing that a moderator may do: its name, what it needs, and what it does.
///
/// @param name as in addresses and in `admin_actions.action_type`
/// @param done what the answer says
/// @param imposes the sanction that it imposes, or null
/// @param secondsDefault how long that lasts when nothing is said; 0 until it is lifted
/// @param otherwise what it does when it imposes nothing
public record Act(
    String name,
    String done,
    Permission permission,
    Needs needs,
    @Nullable SanctionKind imposes,
    long secondsDefault,
    Function<ModerationRequest, Moderation> otherwise) {

  /// Which fields a request has.
  ///
  /// @param reason whether a reason must be given
  public record Needs(boolean room, boolean user, boolean message, boolean reason) {}

  static Act imposing(
      SanctionKind kind, String name, String done, Needs needs, long secondsDefault) {
    Permission permission = kind == SanctionKind.BAN ? Permission.BAN : Permission.SANCTION;
    return new Act(
        name,
        done,
        permission,
        needs,
        kind,
        secondsDefault,
        _ -> {
          throw new IllegalStateException("it imposes a sanction");
        });
  }

  static Act lifting(SanctionKind kind, String name, String done, Needs needs) {
    Permission permission = kind == SanctionKind.BAN ? Permission.BAN : Permission.SANCTION;
    return new Act(
        name,
        done,
        permission,
        needs,
        null,
        0,
        request -> new Moderation.Lift(kind, request.world(), request.roomId(), request.userId()));
  }

  static Act other(
      String name, String done, Needs needs, Function<ModerationRequest, Moderation> does) {
    return new Act(name, done, Permission.SANCTION, needs, null, 0, does);
  }

  static RoomKey room(ModerationRequest request) {
    return new RoomKey(request.world(), Objects.requireNonNull(request.roomId()));
  }

  public boolean needsRoom() {
    return needs.room();
  }

  public boolean needsUser() {
    return needs.user();
  }

  public boolean needsMessage() {
    return needs.message();
  }

  public boolean needsReason() {
    return needs.reason();
  }
}
