// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.moderation.Moderation;
import palaver.rooms.moderation.Sanction;
import palaver.rooms.moderation.SanctionKind;
import palaver.sfu.SfuCommand;

/// Does what moderators want: on the media path first, then to the people.
final class Moderators {
  private final Directory directory;
  private final Seats seats;
  private final Endings endings;
  private final Sanctions sanctions;

  Moderators(Directory directory, Seats seats, Endings endings, Sanctions sanctions) {
    this.directory = directory;
    this.seats = seats;
    this.endings = endings;
    this.sanctions = sanctions;
  }

  Answer moderate(Turn turn, Moderation moderation) {
    if (!directory.knowsWorld(world(moderation))) {
      return new Answer.Refused(ErrorCode.WORLD_NOT_FOUND, "There is no such world.");
    }
    return switch (moderation) {
      case Moderation.Impose impose -> impose(turn, impose);
      case Moderation.Lift lift -> lift(turn, lift);
      case Moderation.Warn warn -> warn(turn, warn);
      case Moderation.EndCall end -> endCall(turn, end);
      case Moderation.RemoveMessage remove -> removeMessage(turn, remove);
    };
  }

  /// Holds a sanction that the store remembers from before.
  void restore(Turn turn, Moderation.Impose impose) {
    sanctions.hold(turn.nowNs(), impose);
  }

  /// Ends a sanction whose time has come.
  void expire(Turn turn, Held held) {
    Sanction ended = sanctions.expire(turn.nowNs(), held);
    if (ended != null) {
      lifted(turn, ended.kind(), ended.world(), ended.roomId(), ended.userId());
    }
  }

  private Answer impose(Turn turn, Moderation.Impose impose) {
    List<Seat> concerned = concerned(impose.sanction());
    String mark = networkMark(concerned);
    Sanction sanction =
        impose.sanction().withNetwork(mark, exempt(mark, impose.sanction().userId()));
    if (!sanctions.hold(turn.nowNs(), new Moderation.Impose(sanction, impose.lastsNs()))) {
      return new Answer.Refused(ErrorCode.OVERLOADED, "Too many sanctions hold at once.");
    }
    switch (sanction.kind()) {
      case MUTE -> concerned.forEach(seat -> silence(turn, seat, sanction.reason()));
      case KICK -> end(turn, concerned, EndReason.KICKED, sanction);
      case BAN -> end(turn, concerned, EndReason.BANNED, sanction);
      case LOCK -> lockChanged(turn, room(sanction), sanction);
    }
    return moderated(concerned, sanction, true);
  }

  private Answer lift(Turn turn, Moderation.Lift lift) {
    boolean lifted = sanctions.lift(lift);
    List<Seat> concerned =
        lifted ? lifted(turn, lift.kind(), lift.world(), lift.roomId(), lift.userId()) : List.of();
    return moderated(concerned, null, lifted);
  }

  private List<Seat> lifted(
      Turn turn, SanctionKind kind, String world, @Nullable String roomId, @Nullable String user) {
    List<Seat> concerned = new ArrayList<>();
    if (kind == SanctionKind.LOCK) {
      lockChanged(turn, directory.room(new RoomKey(world, Objects.toString(roomId))), null);
    }
    if (kind == SanctionKind.MUTE) {
      // Guests of the same network may have been silenced with the one who was meant.
      for (Room room : directory.open()) {
        if (room.key().world().equals(world)) {
          room.everybody().stream().filter(Seat::silenced).forEach(concerned::add);
        }
      }
      concerned.removeIf(seat -> !hearsAgain(turn, seat));
      concerned.removeIf(seat -> !seat.userId().equals(user));
    }
    return concerned;
  }

  private boolean hearsAgain(Turn turn, Seat seat) {
    Sanction left = sanctions.muting(seat.room().key(), seat.subject());
    if (left == null) {
      silence(turn, seat, null);
    }
    return left == null;
  }

  private Answer warn(Turn turn, Moderation.Warn warn) {
    Room room = directory.room(warn.room());
    Seat seat = room == null ? null : room.presentSeat(warn.userId());
    if (seat == null) {
      return moderated(List.of(), null, false);
    }
    Socket socket = seat.socket();
    if (socket != null) {
      turn.send(socket, new ServerMessage.Warned(warn.reason()));
    }
    return moderated(List.of(seat), null, true);
  }

  private Answer endCall(Turn turn, Moderation.EndCall end) {
    Room room = directory.room(end.room());
    if (room == null || !room.open()) {
      return moderated(List.of(), null, false);
    }
    room.reserved().forEach(seat -> endings.lapse(seat, EndReason.ROOM_CLOSED));
    List<Seat> present = room.everybody();
    endings.endAll(turn, present, Ending.of(EndReason.ROOM_CLOSED, end.reason()));
    return moderated(present, null, true);
  }

  private Answer removeMessage(Turn turn, Moderation.RemoveMessage remove) {
    Room room = directory.room(remove.room());
    if (room != null) {
      room.tell(turn, new ServerMessage.ChatRemoved(remove.messageId()));
    }
    return moderated(List.of(), null, true);
  }

  private void end(Turn turn, List<Seat> concerned, EndReason reason, Sanction by) {
    List<Seat> present = concerned.stream().filter(Seat::present).toList();
    for (Seat seat : concerned) {
      seats.rememberSanctioned(seat, by);
      if (!seat.present()) {
        endings.lapse(seat, reason);
      }
    }
    endings.endAll(turn, present, Ending.by(reason, by));
  }

  /// Silences a seat for a reason, or lets it be heard again when that is null.
  private static void silence(Turn turn, Seat seat, @Nullable String reason) {
    boolean silenced = reason != null;
    if (seat.media() != null && silenced != seat.silenced()) {
      turn.toMedia(seat.room(), new SfuCommand.Silence(seat.session(), silenced));
    }
    seat.silence(reason);
    if (seat.present()) {
      seat.room()
          .announce(
              turn,
              revision -> new ServerMessage.Mute(revision, seat.userId(), silenced, true, reason));
      if (!silenced) {
        Signaling.hand(turn, seat, false);
      }
    }
  }

  private static void lockChanged(Turn turn, @Nullable Room room, @Nullable Sanction lock) {
    if (room != null) {
      room.tell(
          turn, new ServerMessage.RoomLock(lock != null, lock == null ? null : lock.reason()));
    }
  }

  private List<Seat> concerned(Sanction sanction) {
    List<Seat> concerned = new ArrayList<>();
    for (Room room : directory.open()) {
      if (sanction.holdsIn(room.key())) {
        room.seats().stream()
            .filter(seat -> seat.userId().equals(sanction.userId()) && !seat.observer())
            .forEach(concerned::add);
      }
    }
    return concerned;
  }

  private @Nullable Room room(Sanction lock) {
    return directory.room(new RoomKey(lock.world(), Objects.toString(lock.roomId())));
  }

  private static @Nullable String networkMark(List<Seat> concerned) {
    return concerned.isEmpty() ? null : concerned.getFirst().subject().networkMark();
  }

  /// Those of the same network who are here already: they are somebody else.
  private Set<String> exempt(@Nullable String mark, @Nullable String meant) {
    Set<String> exempt = new LinkedHashSet<>();
    if (mark == null) {
      return exempt;
    }
    for (Room room : directory.open()) {
      for (Seat seat : room.seats()) {
        if (mark.equals(seat.subject().networkMark()) && !seat.userId().equals(meant)) {
          exempt.add(seat.userId());
        }
      }
    }
    return exempt;
  }

  private static Answer moderated(
      List<Seat> concerned, @Nullable Sanction sanction, boolean changed) {
    List<SessionId> sessions = concerned.stream().map(Seat::session).toList();
    String username = concerned.isEmpty() ? null : concerned.getFirst().username();
    return new Answer.Moderated(sessions, username, sanction, changed);
  }

  private static String world(Moderation moderation) {
    return switch (moderation) {
      case Moderation.Impose impose -> impose.sanction().world();
      case Moderation.Lift lift -> lift.world();
      case Moderation.Warn warn -> warn.room().world();
      case Moderation.EndCall end -> end.room().world();
      case Moderation.RemoveMessage remove -> remove.room().world();
    };
  }
}
