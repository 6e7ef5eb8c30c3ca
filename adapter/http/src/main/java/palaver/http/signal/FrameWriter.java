// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import palaver.http.json.Wire;
import palaver.rooms.Participant;
import palaver.rooms.PeerCandidate;
import palaver.rooms.ServerMessage;
import palaver.rooms.moderation.ChatMessage;
import palaver.rooms.moderation.Sanction;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes messages as the text frames of docs/protocol-signaling.md.
final class FrameWriter {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FrameWriter() {}

  static String write(ServerMessage message) {
    return JSON.writeValueAsString(node(message));
  }

  private static ObjectNode node(ServerMessage message) {
    return switch (message) {
      case ServerMessage.RoomState state -> state(state);
      case ServerMessage.Answer answer ->
          withId(typed("answer").put("from", "sfu").put("sdp", answer.sdp()), answer.id());
      case ServerMessage.PeerOffer offer -> described("offer", offer.from(), offer.sdp());
      case ServerMessage.PeerAnswer answer -> described("answer", answer.from(), answer.sdp());
      case ServerMessage.PeerIce ice -> ice(ice);
      case ServerMessage.Slots slots -> withSlots(typed("slots"), slots.slots());
      case ServerMessage.ParticipantJoined joined ->
          person("participant_joined", joined.revision(), joined.participant());
      case ServerMessage.ParticipantChanged changed ->
          person("participant_changed", changed.revision(), changed.participant());
      case ServerMessage.ParticipantLeft left ->
          typed("participant_left")
              .put("revision", left.revision())
              .put("userId", left.userId())
              .put("reason", left.reason().wireName());
      case ServerMessage.Mute mute -> mute(mute);
      case ServerMessage.Hand hand ->
          typed("hand")
              .put("revision", hand.revision())
              .put("userId", hand.userId())
              .put("raised", hand.raised());
      case ServerMessage.Speaking speaking ->
          typed("speaking").put("userId", speaking.userId()).put("speaking", speaking.speaking());
      case ServerMessage.Ping _ -> typed("ping");
      case ServerMessage.Pong pong -> withId(typed("pong"), pong.id());
      case ServerMessage.Ended ended -> ended(ended);
      case ServerMessage.Observers observers ->
          withObservers(
              typed("observers").put("revision", observers.revision()), observers.observers());
      case ServerMessage.Warned warned -> typed("warned").put("reason", warned.reason());
      case ServerMessage.RoomLock lock ->
          withReason(typed("room_lock").put("locked", lock.locked()), lock.reason());
      case ServerMessage.Chat chat -> chat(chat.message());
      case ServerMessage.ChatRemoved removed ->
          typed("chat_removed").put("messageId", removed.messageId());
      case ServerMessage.Failure failure -> failure(failure);
    };
  }

  private static ObjectNode state(ServerMessage.RoomState state) {
    ObjectNode node = typed("room_state").put("revision", state.revision());
    ServerMessage.RoomInfo room = state.room();
    node.putObject("room")
        .put("roomId", room.roomId())
        .put("roomName", room.roomName())
        .put("world", room.world())
        .put("maxParticipants", room.maxParticipants())
        .put("topology", room.topology().wireName());
    ServerMessage.You you = state.you();
    ObjectNode self =
        node.putObject("you")
            .put("userId", you.userId())
            .put("sessionId", you.sessionId().value())
            .put("stream", you.stream())
            .put("role", you.standing().role());
    you.standing().permissions().forEach(self.putArray("permissions")::add);
    if (you.ticket() != null) {
      self.put("ticket", you.ticket());
    }
    ArrayNode participants = node.putArray("participants");
    state.participants().forEach(participant -> participants.add(participant(participant)));
    withObservers(node, state.observers()).put("locked", state.locked());
    return withId(withSlots(node, state.slots()), state.id());
  }

  private static ObjectNode withObservers(ObjectNode node, List<ServerMessage.Observer> observers) {
    ArrayNode array = node.putArray("observers");
    for (ServerMessage.Observer observer : observers) {
      array.addObject().put("userId", observer.userId()).put("username", observer.username());
    }
    return node;
  }

  private static ObjectNode described(String type, String from, String sdp) {
    return typed(type).put("from", from).put("sdp", sdp);
  }

  /// The candidate in the form that a browser takes it.
  private static ObjectNode ice(ServerMessage.PeerIce ice) {
    ObjectNode node = typed("ice").put("from", ice.from());
    PeerCandidate candidate = ice.candidate();
    ObjectNode inner = node.putObject("candidate").put("candidate", candidate.candidate());
    if (candidate.sdpMid() != null) {
      inner.put("sdpMid", candidate.sdpMid());
    }
    if (candidate.sdpMLineIndex() != null) {
      inner.put("sdpMLineIndex", candidate.sdpMLineIndex());
    }
    if (candidate.usernameFragment() != null) {
      inner.put("usernameFragment", candidate.usernameFragment());
    }
    return node;
  }

  private static ObjectNode chat(ChatMessage message) {
    return typed("chat")
        .put("messageId", message.messageId())
        .put("userId", message.userId())
        .put("username", message.username())
        .put("text", message.text())
        .put("at", Wire.iso(message.at()));
  }

  private static ObjectNode failure(ServerMessage.Failure failure) {
    ObjectNode node =
        typed("error").put("code", failure.code().name()).put("message", failure.text());
    Sanction sanction = failure.sanction();
    if (sanction != null) {
      withUntil(withReason(node, sanction.reason()), sanction.endsAt());
    }
    return withId(node, failure.id());
  }

  private static ObjectNode withReason(ObjectNode node, @Nullable String reason) {
    return reason == null ? node : node.put("reason", reason);
  }

  private static ObjectNode withUntil(ObjectNode node, @Nullable Instant until) {
    return until == null ? node : node.put("endsAt", Wire.iso(until));
  }

  private static ObjectNode person(String type, long revision, Participant participant) {
    ObjectNode node = typed(type).put("revision", revision);
    node.set("participant", participant(participant));
    return node;
  }

  private static ObjectNode participant(Participant participant) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("userId", participant.userId())
            .put("username", participant.username())
            .put("stream", participant.stream())
            .put("isMuted", participant.muted())
            .put("isSilenced", participant.silenced());
    if (participant.silenceReason() != null) {
      node.put("silenceReason", participant.silenceReason());
    }
    return node.put("isSpeaking", participant.speaking())
        .put("connection", participant.connection().name().toLowerCase(Locale.ROOT))
        .put("handRaised", participant.handRaised())
        .put("role", participant.role());
  }

  private static ObjectNode mute(ServerMessage.Mute mute) {
    ObjectNode node =
        typed("mute")
            .put("revision", mute.revision())
            .put("userId", mute.userId())
            .put("muted", mute.muted())
            .put("by", mute.byModerator() ? "moderator" : "self");
    return mute.reason() == null ? node : node.put("reason", mute.reason());
  }

  private static ObjectNode ended(ServerMessage.Ended ended) {
    ObjectNode node =
        typed("ended").put("reason", ended.reason().wireName()).put("message", ended.text());
    if (ended.note() != null) {
      node.put("note", ended.note());
    }
    withUntil(node, ended.until());
    return ended.retryAfterMs() == null ? node : node.put("retryAfterMs", ended.retryAfterMs());
  }

  private static ObjectNode withSlots(ObjectNode node, List<ServerMessage.Slot> slots) {
    ArrayNode array = node.putArray("slots");
    for (ServerMessage.Slot slot : slots) {
      array
          .addObject()
          .put("mid", slot.mid())
          .put("stream", slot.stream())
          .put("userId", slot.userId());
    }
    return node;
  }

  private static ObjectNode withId(ObjectNode node, @Nullable String id) {
    return id == null ? node : node.put("id", id);
  }

  private static ObjectNode typed(String type) {
    return JSON.createObjectNode().put("type", type);
  }
}
