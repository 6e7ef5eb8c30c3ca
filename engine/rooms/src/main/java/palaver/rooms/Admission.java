// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.moderation.Sanction;

/// Decides who gets a seat: reservation, confirmation, takeover.
final class Admission {
  private final Directory directory;
  private final Seats seats;
  private final Sanctions sanctions;
  private final Endings endings;
  private final Agenda agenda;
  private final Mint mint;
  private final Limits limits;
  private final Timers timers;
  private boolean stopping;

  Admission(
      Directory directory,
      Seats seats,
      Sanctions sanctions,
      Endings endings,
      Agenda agenda,
      Mint mint,
      RoomsConfig c) {
    this.directory = directory;
    this.seats = seats;
    this.sanctions = sanctions;
    this.endings = endings;
    this.agenda = agenda;
    this.mint = mint;
    this.limits = c.limits();
    this.timers = c.timers();
  }

  /// Refuses every join from now on.
  void stop() {
    stopping = true;
  }

  Answer join(Turn turn, RoomsCommand.Join join) {
    RoomKey key = key(join);
    Room known = directory.room(key);
    Answer.Refused refusal = refusal(join, known);
    if (refusal != null) {
      return refusal;
    }
    return reserve(turn, join, known == null ? directory.unlisted(key) : known);
  }

  private Answer.@Nullable Refused refusal(RoomsCommand.Join join, @Nullable Room room) {
    if (stopping) {
      return refused(ErrorCode.SERVER_STOPPING, "The server is restarting. Try again shortly.");
    }
    if (!named(join.world(), join.roomId(), join.userId(), join.username())) {
      return refused(ErrorCode.BAD_REQUEST, "World, room, user id and name must not be empty.");
    }
    if (!directory.hosts(join.world())) {
      return refused(ErrorCode.WORLD_NOT_FOUND, "There is no such world.");
    }
    Answer.Refused keptOut = join.observer() ? null : keptOut(key(join), subject(join));
    if (keptOut != null) {
      return keptOut;
    }
    if (!join.openUnlisted() && (room == null || !room.listed())) {
      return refused(ErrorCode.ROOM_NOT_FOUND, "There is no such room.");
    }
    if (room == null) {
      return join.observer()
          ? refused(ErrorCode.ROOM_NOT_FOUND, "Nobody is there.")
          : refusalOfNewRoom();
    }
    return join.observer() ? refusalOfObserver(room, join) : refusalByRoom(room, join.userId());
  }

  private Answer.@Nullable Refused refusalOfObserver(Room room, RoomsCommand.Join join) {
    if (room.mesh()) {
      return refused(
          ErrorCode.NOT_IN_MESH, "The sound of this room does not pass through the server.");
    }
    if (!room.hasPlaceForObserver(join.userId())) {
      return refused(ErrorCode.ROOM_FULL, "Enough moderators listen already.");
    }
    return directory.hasPlaceForSeat()
        ? null
        : refused(ErrorCode.SERVER_FULL, "The server is full.");
  }

  /// Whether a sanction or a lock keeps somebody out of a room.
  Answer knock(RoomKey room, Subject who) {
    if (!directory.hosts(room.world())) {
      return refused(ErrorCode.WORLD_NOT_FOUND, "There is no such world.");
    }
    Answer.Refused keptOut = keptOut(room, who);
    return keptOut == null ? new Answer.Welcome() : keptOut;
  }

  private Answer.@Nullable Refused keptOut(RoomKey key, Subject who) {
    Sanction out = sanctions.keepingOut(key, who);
    if (out != null) {
      return Answer.Refused.by(ErrorCode.BANNED, out);
    }
    Room room = directory.room(key);
    Sanction lock = sanctions.lock(key);
    return lock == null || (room != null && room.knows(who.userId()))
        ? null
        : Answer.Refused.by(ErrorCode.ROOM_LOCKED, lock);
  }

  private static RoomKey key(RoomsCommand.Join join) {
    return new RoomKey(join.world(), join.roomId());
  }

  private static Subject subject(RoomsCommand.Join join) {
    return new Subject(join.userId(), join.networkMark());
  }

  private Answer.@Nullable Refused refusalOfNewRoom() {
    return directory.hasPlaceForSeat() && directory.hasPlaceForUnlistedRoom()
        ? null
        : refused(ErrorCode.SERVER_FULL, "The server is full.");
  }

  private Answer.@Nullable Refused refusalByRoom(Room room, String userId) {
    if (!room.hasPlaceFor(userId)) {
      return refused(
          ErrorCode.ROOM_FULL, "The room is full (" + room.participantsMax() + " people).");
    }
    if (!directory.hasPlaceForSeat()) {
      return refused(ErrorCode.SERVER_FULL, "The server is full.");
    }
    if (room.reservationsOf(userId) >= limits.reservationsPerUserMax()) {
      return refused(ErrorCode.RATE_LIMITED, "Too many joins at once. Try again shortly.");
    }
    return null;
  }

  private boolean named(String... names) {
    for (String name : names) {
      if (name.isBlank() || name.length() > limits.nameCharsMax()) {
        return false;
      }
    }
    return true;
  }

  private Answer reserve(Turn turn, RoomsCommand.Join join, Room room) {
    SessionId session = mint.sessionId();
    String ticket = mint.ticket();
    directory.take(room);
    Seat seat =
        new Seat(
            agenda,
            session,
            room,
            subject(join),
            join.username(),
            join.observer(),
            join.standing(),
            room.nextStream(),
            new Ticket(ticket),
            limits.community().chats());
    if (!join.observer()) {
      Sanction mute = sanctions.muting(room.key(), seat.subject());
      seat.silence(mute == null ? null : mute.reason());
    }
    seats.add(seat);
    room.reserve(seat);
    seat.start(Seat.Timer.CONFIRMATION, turn.nowNs() + timers.confirmNs());
    return new Answer.Admitted(
        session,
        room.key(),
        room.participantsWith(seat),
        room.participantsMax(),
        room.topology(),
        seat.slots(),
        ticket);
  }

  void confirm(Turn turn, SessionId session) {
    Seat seat = seats.reserved(session);
    if (seat == null) {
      confirmTooLate(turn, session);
      return;
    }
    Seat other = seat.room().formerOf(seat);
    if (other != null && other.number() > seat.number()) {
      endings.forget(seat);
      endings.report(turn, seat, EndReason.TAKEN_OVER);
      return;
    }
    if (other != null) {
      endings.end(turn, other, EndReason.TAKEN_OVER);
    }
    show(turn, seat);
  }

  private void show(Turn turn, Seat seat) {
    seat.stop(Seat.Timer.CONFIRMATION);
    seat.start(Seat.Timer.OFFER, turn.nowNs() + timers.offerNs());
    seat.becomePresent(turn.nowNs());
    Room room = seat.room();
    room.show(seat);
    room.announce(
        turn,
        revision ->
            seat.observer()
                ? new ServerMessage.Observers(revision, room.observers())
                : new ServerMessage.ParticipantJoined(revision, seat.participant()));
    turn.outbox()
        .emit(
            new RoomsEvent.SeatShown(
                seat.session(),
                room.key(),
                room.name(),
                seat.userId(),
                seat.username(),
                seat.observer(),
                room.topology()));
  }

  /// The row of a reservation that lapsed was stored after all: it is closed at once.
  private void confirmTooLate(Turn turn, SessionId session) {
    Seats.Lapsed lapsed = seats.takeLapsed(session);
    if (lapsed != null) {
      endings.report(turn, lapsed.seat(), lapsed.reason());
    }
  }

  void abandon(SessionId session) {
    Seat seat = seats.reserved(session);
    if (seat != null) {
      endings.forget(seat);
    }
  }

  private static Answer.Refused refused(ErrorCode code, String text) {
    return new Answer.Refused(code, text);
  }
}
