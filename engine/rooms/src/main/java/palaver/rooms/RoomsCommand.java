// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.moderation.Moderation;
import palaver.sfu.SfuEvent;

/// What the program asks of the [RoomsEngine]. A `request` number returns in the one
/// [RoomsEvent.Answered] that belongs to it.
public sealed interface RoomsCommand {

  /// Reserves a seat. Nobody sees it before [Confirm]; it lapses after 10 s without one.
  ///
  /// @param openUnlisted whether a room that the world does not list may be opened (server key)
  /// @param networkMark as in [Subject]
  /// @param observer whether they only listen: shown to everybody, not counted, never heard
  /// @param standing what they are on this server
  record Join(
      long request,
      String world,
      String roomId,
      String userId,
      String username,
      boolean openUnlisted,
      @Nullable String networkMark,
      boolean observer,
      Standing standing)
      implements RoomsCommand {

    /// A join of somebody without an account.
    public Join(
        long request,
        String world,
        String roomId,
        String userId,
        String username,
        boolean openUnlisted,
        @Nullable String networkMark,
        boolean observer) {
      this(
          request,
          world,
          roomId,
          userId,
          username,
          openUnlisted,
          networkMark,
          observer,
          Standing.GUEST);
    }

    /// A join of a person without a network mark.
    public Join(
        long request,
        String world,
        String roomId,
        String userId,
        String username,
        boolean openUnlisted) {
      this(request, world, roomId, userId, username, openUnlisted, null, false);
    }
  }

  /// Asks whether a sanction keeps somebody out of a room. Answered by [Answer.Welcome] or
  /// [Answer.Refused].
  record Knock(long request, RoomKey room, Subject who) implements RoomsCommand {}

  /// Does what a moderator wants, on the media path before anybody is told. Answered by
  /// [Answer.Moderated] or [Answer.Refused].
  record Moderate(long request, Moderation moderation) implements RoomsCommand {}

  /// Holds a sanction that the store remembers from before this start.
  record Restore(Moderation.Impose sanction) implements RoomsCommand {}

  /// These are the worlds and their listed rooms from now on, in this order. What is new is there
  /// at once. What is missing takes in nobody any more, and is gone when the last one has left it.
  /// A changed name holds at once, a changed limit or topology as soon as nobody is in the room:
  /// nobody is ever sent away.
  record Host(List<RoomsConfig.World> worlds) implements RoomsCommand {
    public Host {
      worlds = RoomsConfig.distinct(worlds);
    }
  }

  /// The session's row is stored: the seat becomes visible, an older session of the same user in
  /// the same room is taken over. When the seat lapsed meanwhile, a [RoomsEvent.SessionEnded]
  /// follows at once, so that the row is closed.
  record Confirm(SessionId session) implements RoomsCommand {}

  /// Gives up a reserved seat because a later step of the join failed.
  record Abandon(SessionId session) implements RoomsCommand {}

  /// Ends a session. Answered by [Answer.Left] or [Answer.Refused].
  ///
  /// @param subject the user on whose behalf, or null for the server key
  record Leave(long request, SessionId session, @Nullable String subject) implements RoomsCommand {}

  /// Ends a session on the word of its signaling ticket (a page that is going away).
  record LeaveByTicket(long request, SessionId session, String ticket) implements RoomsCommand {
    @Override
    public String toString() {
      return "LeaveByTicket[request=" + request + ", session=" + session + "]";
    }
  }

  /// Asks for the rooms of a world. Answered by [Answer.Rooms] or [Answer.Refused].
  ///
  /// @param unlisted whether open rooms that the world does not list are shown too (server key)
  record ListRooms(long request, String world, boolean unlisted) implements RoomsCommand {}

  /// Asks for the sessions that are going on in all rooms. Answered by [Answer.Live].
  record ListSessions(long request) implements RoomsCommand {}

  /// A WebSocket was opened. `connection` is unique for the life of the process.
  record SocketOpened(long connection) implements RoomsCommand {}

  /// A WebSocket is gone.
  record SocketClosed(long connection) implements RoomsCommand {}

  /// A message from a WebSocket, in order of arrival.
  ///
  /// @param id what the answer or error repeats, or null
  record SocketMessage(long connection, ClientMessage message, @Nullable String id)
      implements RoomsCommand {}

  /// Something happened on a media thread.
  record FromMedia(int mediaThread, SfuEvent event) implements RoomsCommand {}

  /// The engine of a media thread was replaced: its rooms end with `media_restart`.
  record MediaRestarted(int mediaThread) implements RoomsCommand {}

  /// The server goes down: every session ends with `server_stopping`, joins are refused.
  record Stop(long retryAfterMs) implements RoomsCommand {}
}
