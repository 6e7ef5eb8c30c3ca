// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.moderation.Sanction;

/// The answer to a command with a request number.
public sealed interface Answer {

  /// A seat is reserved.
  ///
  /// @param participants everybody whom the room sees, and the joiner last
  /// @param slots how many people can be heard at once through the server
  /// @param ticket opens the signaling WebSocket; a secret
  record Admitted(
      SessionId session,
      RoomKey room,
      List<Participant> participants,
      int participantsMax,
      Topology topology,
      int slots,
      String ticket)
      implements Answer {
    public Admitted {
      participants = List.copyOf(participants);
    }

    @Override
    public String toString() {
      return "Admitted[session=" + session + ", room=" + room + "]";
    }
  }

  /// The command was refused and changed nothing.
  ///
  /// @param sanction what is in the way when the code is [ErrorCode#BANNED] or
  ///   [ErrorCode#ROOM_LOCKED], else null
  record Refused(ErrorCode code, String text, @Nullable Sanction sanction) implements Answer {
    public Refused(ErrorCode code, String text) {
      this(code, text, null);
    }

    static Refused by(ErrorCode code, Sanction sanction) {
      return new Refused(code, sanction.text(), sanction);
    }
  }

  /// What a moderator wanted is done.
  ///
  /// @param sessions whom it met in a room
  /// @param username the name of the one it was meant for, when they are in a room
  /// @param imposed the sanction that holds from now on, with the network that it holds for too;
  ///   null when none was imposed
  /// @param changed false when there was nothing to do: nobody to warn, nothing to lift
  record Moderated(
      List<SessionId> sessions,
      @Nullable String username,
      @Nullable Sanction imposed,
      boolean changed)
      implements Answer {
    public Moderated {
      sessions = List.copyOf(sessions);
    }
  }

  /// Nothing keeps the asker out.
  record Welcome() implements Answer {}

  /// The session has ended; its [RoomsEvent.SessionEnded] came just before.
  record Left(SessionId session, long durationNs) implements Answer {}

  record Rooms(List<RoomSummary> rooms) implements Answer {
    public Rooms {
      rooms = List.copyOf(rooms);
    }
  }

  /// The sessions that are going on.
  record Live(List<LiveSession> sessions) implements Answer {
    public Live {
      sessions = List.copyOf(sessions);
    }
  }

  /// A room as lists show it.
  record RoomSummary(
      String roomId,
      String roomName,
      int participantCount,
      int participantsMax,
      Topology topology) {

    /// A room whose sound goes through the server.
    public RoomSummary(String roomId, String roomName, int participantCount, int participantsMax) {
      this(roomId, roomName, participantCount, participantsMax, Topology.SFU);
    }
  }
}
