// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.rooms.moderation.ChatMessage;
import palaver.rooms.moderation.Sanction;

/// A message to a client (docs/protocol-signaling.md, section 2).
public sealed interface ServerMessage {

  /// Everything about the room, as of `revision`.
  record RoomState(
      long revision,
      RoomInfo room,
      You you,
      List<Participant> participants,
      List<Observer> observers,
      boolean locked,
      List<Slot> slots,
      @Nullable String id)
      implements ServerMessage {
    public RoomState {
      participants = List.copyOf(participants);
      observers = List.copyOf(observers);
      slots = List.copyOf(slots);
    }
  }

  record Answer(String sdp, @Nullable String id) implements ServerMessage {}

  /// An offer of the peer `from` in a mesh room.
  record PeerOffer(String from, String sdp) implements ServerMessage {}

  /// An answer of the peer `from` in a mesh room.
  record PeerAnswer(String from, String sdp) implements ServerMessage {}

  /// A candidate of the peer `from` in a mesh room.
  record PeerIce(String from, PeerCandidate candidate) implements ServerMessage {}

  record Slots(List<Slot> slots) implements ServerMessage {
    public Slots {
      slots = List.copyOf(slots);
    }
  }

  record ParticipantJoined(long revision, Participant participant) implements ServerMessage {}

  record ParticipantChanged(long revision, Participant participant) implements ServerMessage {}

  record ParticipantLeft(long revision, String userId, EndReason reason) implements ServerMessage {}

  /// Somebody was muted or unmuted.
  ///
  /// @param byModerator whether the server enforces it
  record Mute(
      long revision, String userId, boolean muted, boolean byModerator, @Nullable String reason)
      implements ServerMessage {}

  /// Somebody raised or lowered their hand, or a moderator's unmute lowered it.
  record Hand(long revision, String userId, boolean raised) implements ServerMessage {}

  record Speaking(String userId, boolean speaking) implements ServerMessage {}

  record Ping() implements ServerMessage {}

  record Pong(@Nullable String id) implements ServerMessage {}

  /// The session is over.
  ///
  /// @param note what the moderator said who ended it, or null
  /// @param until when somebody who was sent away may come back, or null
  record Ended(
      EndReason reason,
      String text,
      @Nullable Long retryAfterMs,
      @Nullable String note,
      @Nullable Instant until)
      implements ServerMessage {}

  /// Who only listens now: everybody, each time.
  record Observers(long revision, List<Observer> observers) implements ServerMessage {
    public Observers {
      observers = List.copyOf(observers);
    }
  }

  /// A moderator's word for the receiver alone.
  record Warned(String reason) implements ServerMessage {}

  /// A moderator locked or opened the room for others.
  record RoomLock(boolean locked, @Nullable String reason) implements ServerMessage {}

  record Chat(ChatMessage message) implements ServerMessage {}

  /// A moderator removed a message.
  record ChatRemoved(String messageId) implements ServerMessage {}

  /// The request with this `id` changed nothing.
  ///
  /// @param sanction what is in the way when the code is [ErrorCode#BANNED], else null
  record Failure(ErrorCode code, String text, @Nullable String id, @Nullable Sanction sanction)
      implements ServerMessage {
    public Failure(ErrorCode code, String text, @Nullable String id) {
      this(code, text, id, null);
    }
  }

  /// Somebody who listens and is not heard.
  record Observer(String userId, String username) {}

  record RoomInfo(
      String roomId, String roomName, String world, int maxParticipants, Topology topology) {

    /// A room whose sound goes through the server.
    public RoomInfo(String roomId, String roomName, String world, int maxParticipants) {
      this(roomId, roomName, world, maxParticipants, Topology.SFU);
    }
  }

  /// The receiver of a state: who they are.
  ///
  /// @param ticket opens the next resume; only in the answer to `voice_join`, because the server
  ///   keeps nothing but its hash. A secret
  record You(
      String userId, SessionId sessionId, int stream, @Nullable String ticket, Standing standing) {
    @Override
    public String toString() {
      return "You[userId=" + userId + ", sessionId=" + sessionId + ", stream=" + stream + "]";
    }
  }

  record Slot(String mid, int stream, String userId) {}
}
