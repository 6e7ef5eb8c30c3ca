// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SecretSource;
import palaver.http.json.ModerationRequest;
import palaver.http.json.Wire;
import palaver.http.live.LiveFeed;
import palaver.http.moderation.Act;
import palaver.http.moderation.ActionJournal;
import palaver.rooms.Answer;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;
import palaver.rooms.moderation.AdminAction;
import palaver.rooms.moderation.ChatMessage;
import palaver.rooms.moderation.ChatRecords;
import palaver.rooms.moderation.Moderation;
import palaver.rooms.moderation.ModerationEntry;
import palaver.rooms.moderation.Sanction;
import palaver.rooms.moderation.SanctionKind;
import tools.jackson.databind.node.ObjectNode;

/// Does what a moderator wants, in the one order that holds: the rooms and their media, the store,
/// the answer.
final class Moderating {
  private final RoomsClient rooms;
  private final ActionJournal journal;
  private final ChatRecords chat;
  private final LiveFeed live;
  private final SecretSource secrets;
  private final InstantSource wallClock;

  Moderating(
      RoomsClient rooms,
      ActionJournal journal,
      ChatRecords chat,
      LiveFeed live,
      SecretSource secrets,
      InstantSource wallClock) {
    this.rooms = rooms;
    this.journal = journal;
    this.chat = chat;
    this.live = live;
    this.secrets = secrets;
    this.wallClock = wallClock;
  }

  /// What came of an act.
  ///
  /// @param sessions how many sessions it met
  /// @param durable whether it is stored already
  record Outcome(
      String actionId, int sessions, boolean durable, @Nullable Instant endsAt, Instant at) {}

  /// Does it, and answers once everybody has been told.
  ///
  /// @param author refuses a message whose author may not be acted on
  Outcome act(Act act, ModerationRequest request, String admin, Consumer<String> author) {
    Instant at = wallClock.instant();
    String id = newId();
    ChatMessage message = act.needsMessage() ? message(request) : null;
    if (message != null) {
      author.accept(message.userId());
    }
    Sanction sanction = sanction(act, request, id, at);
    Moderation moderation =
        sanction == null
            ? act.otherwise().apply(request)
            : new Moderation.Impose(sanction, lastsNs(act, request));
    Answer.Moderated done = inRooms(moderation);
    if (message != null) {
      rooms.settled(chat.remove(message.messageId(), admin, at));
    }
    AdminAction action = action(id, act, request, message, done, admin, at, sanction);
    Moderation.Lift lifted = moderation instanceof Moderation.Lift lift ? lift : null;
    boolean durable = journal.note(new ModerationEntry(action, done.imposed(), lifted));
    publish(action, durable);
    return new Outcome(id, done.sessions().size(), durable, action.endsAt(), at);
  }

  /// Notes what a client says was done elsewhere. True when it is stored.
  boolean note(AdminAction reported) {
    boolean durable = journal.note(new ModerationEntry(reported, null, null));
    publish(reported, durable);
    return durable;
  }

  String newId() {
    return UUID.nameUUIDFromBytes(secrets.bytes(16)).toString();
  }

  private Answer.Moderated inRooms(Moderation moderation) {
    Answer answer =
        rooms.await(rooms.ask(number -> new RoomsCommand.Moderate(number, moderation))).answer();
    if (!(answer instanceof Answer.Moderated done)) {
      throw new IllegalStateException("moderation is done or refused");
    }
    if (!done.changed()) {
      throw new RefusedException(ErrorCode.NOT_FOUND, nothing(moderation));
    }
    return done;
  }

  private static String nothing(Moderation moderation) {
    return switch (moderation) {
      case Moderation.Lift _ -> "There is nothing to lift.";
      case Moderation.Warn _ -> "They are not in this room.";
      default -> "Nobody is in this room.";
    };
  }

  private ChatMessage message(ModerationRequest request) {
    RoomKey room = new RoomKey(request.world(), Objects.requireNonNull(request.roomId()));
    return rooms
        .stored(chat.find(Objects.requireNonNull(request.messageId())))
        .filter(found -> found.room().equals(room))
        .orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "There is no such message."));
  }

  private static @Nullable Sanction sanction(
      Act act, ModerationRequest request, String id, Instant at) {
    SanctionKind kind = act.imposes();
    if (kind == null) {
      return null;
    }
    long seconds = seconds(act, request);
    return new Sanction(
        id,
        kind,
        request.world(),
        request.roomId(),
        kind == SanctionKind.LOCK ? null : request.userId(),
        Objects.requireNonNullElse(request.reason(), ""),
        seconds == 0 ? null : at.plusSeconds(seconds));
  }

  private static long seconds(Act act, ModerationRequest request) {
    return Objects.requireNonNullElse(request.seconds(), act.secondsDefault());
  }

  private static long lastsNs(Act act, ModerationRequest request) {
    long seconds = seconds(act, request);
    return seconds == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(seconds);
  }

  private static AdminAction action(
      String id,
      Act act,
      ModerationRequest request,
      @Nullable ChatMessage message,
      Answer.Moderated done,
      String admin,
      Instant at,
      @Nullable Sanction sanction) {
    String target = message != null ? message.userId() : request.userId();
    String name = message != null ? message.username() : done.username();
    return new AdminAction(
        id,
        act.name(),
        target == null ? AdminAction.EVERYBODY : target,
        name == null ? request.username() : name,
        admin,
        admin,
        request.world(),
        request.roomId(),
        request.reason(),
        at,
        AdminAction.Source.ENFORCED,
        sanction == null ? null : sanction.endsAt());
  }

  private void publish(AdminAction action, boolean durable) {
    ObjectNode event =
        Wire.JSON
            .createObjectNode()
            .put("action_id", action.actionId())
            .put("action_type", action.type())
            .put("target_user_id", action.targetUserId())
            .put("target_username", action.targetUsername())
            .put("admin_user_id", action.adminUserId())
            .put("world", action.world())
            .put("room_id", action.roomId())
            .put("reason", action.reason())
            .put("source", action.source().wireName())
            .put("durable", durable);
    live.publish("action", event);
  }
}
