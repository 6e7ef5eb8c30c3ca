// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.moderation.ChatMessage;
import palaver.rtc.ConnectionGrade;
import palaver.rtc.ConnectionQuality;
import palaver.sfu.SfuCommand;

/// What the [RoomsEngine] wants done.
public sealed interface RoomsEvent {

  /// Answers the command with this request number.
  record Answered(long request, Answer answer) implements RoomsEvent {}

  /// Sends a message on a WebSocket.
  record Send(long connection, ServerMessage message) implements RoomsEvent {}

  /// Closes a WebSocket after what was sent before.
  record CloseSocket(long connection) implements RoomsEvent {}

  /// Hands a command to a media thread.
  record ToMedia(int mediaThread, SfuCommand command) implements RoomsEvent {}

  /// An exception broke off one command; a socket that sent it is closed. To be logged.
  ///
  /// @param command the kind of command, such as `SocketMessage`, or `Deadline`
  record Failed(String command, Throwable cause) implements RoomsEvent {}

  /// A confirmed session began: its seat is visible.
  ///
  /// @param topology how the sound of the room travels
  record SeatShown(
      SessionId session,
      RoomKey room,
      String roomName,
      String userId,
      String username,
      boolean observer,
      Topology topology)
      implements RoomsEvent {}

  /// Somebody in a room started or stopped speaking.
  record SpeakingChanged(SessionId session, boolean speaking) implements RoomsEvent {}

  /// Somebody's media path carries speech better or worse than when it was measured before.
  record GradeChanged(SessionId session, ConnectionGrade grade) implements RoomsEvent {}

  /// Somebody wrote to their room, which has been told.
  record ChatSaid(ChatMessage message) implements RoomsEvent {}

  /// A confirmed session ended. It comes exactly once per confirmed session.
  ///
  /// @param durationNs from the join answer to the end, by the monotonic clock
  /// @param speakingNs how long they spoke in that time
  /// @param participantsPeak the most people who were in the room at once in that time
  /// @param quality of the media path; null when none was measured
  /// @param observer whether they only listened: such sessions have no row
  record SessionEnded(
      SessionId session,
      RoomKey room,
      String userId,
      EndReason reason,
      long durationNs,
      long speakingNs,
      int participantsPeak,
      @Nullable ConnectionQuality quality,
      boolean observer)
      implements RoomsEvent {}
}
