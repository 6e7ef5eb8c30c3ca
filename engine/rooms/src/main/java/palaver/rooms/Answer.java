// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.List;
import palaver.base.RoomKey;
import palaver.base.SessionId;

/// The answer to a command with a request number.
public sealed interface Answer {

  /// A seat is reserved.
  ///
  /// @param participants everybody whom the room sees, and the joiner last
  /// @param slots how many people can be heard at once
  /// @param ticket opens the signaling WebSocket; a secret
  record Admitted(
      SessionId session,
      RoomKey room,
      List<Participant> participants,
      int participantsMax,
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
  record Refused(ErrorCode code, String text) implements Answer {}

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

  record RoomSummary(String roomId, String roomName, int participantCount, int participantsMax) {}
}
