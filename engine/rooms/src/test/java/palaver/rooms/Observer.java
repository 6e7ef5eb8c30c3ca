// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import palaver.base.SessionId;
import palaver.rooms.moderation.ChatMessage;

/// Watches everything that a [RoomsEngine] says and fails at once when it breaks a promise: nothing
/// is sent on a closed socket, revisions have no gap at any member, a session ends once, a request
/// is answered once, nothing fails inside.
final class Observer {
  private final Map<Long, List<ServerMessage>> inboxes = new LinkedHashMap<>();
  private final Map<Long, Long> revisions = new LinkedHashMap<>();
  private final Set<Long> openSockets = new LinkedHashSet<>();
  private final Set<Long> answeredRequests = new LinkedHashSet<>();
  private final Map<SessionId, RoomsEvent.SessionEnded> ended = new LinkedHashMap<>();
  private final Map<Long, Answer> answers = new LinkedHashMap<>();
  private final List<RoomsEvent.ToMedia> toMedia = new ArrayList<>();
  private final List<RoomsEvent> trace = new ArrayList<>();
  private final Set<SessionId> shown = new LinkedHashSet<>();
  final List<ChatMessage> chats = new ArrayList<>();
  final List<RoomsEvent.GradeChanged> grades = new ArrayList<>();
  private boolean failuresExpected;

  void expectFailures() {
    failuresExpected = true;
  }

  void socketOpened(long connection) {
    openSockets.add(connection);
    inboxes.put(connection, new ArrayList<>());
  }

  void socketClosed(long connection) {
    openSockets.remove(connection);
  }

  void onEvent(RoomsEvent event) {
    trace.add(event);
    switch (event) {
      case RoomsEvent.Answered answered -> {
        assertThat(answeredRequests.add(answered.request())).as("answered once").isTrue();
        answers.put(answered.request(), answered.answer());
      }
      case RoomsEvent.Send send -> sent(send.connection(), send.message());
      case RoomsEvent.CloseSocket close ->
          assertThat(openSockets.remove(close.connection())).as("closes open sockets").isTrue();
      case RoomsEvent.ToMedia command -> toMedia.add(command);
      case RoomsEvent.SeatShown shown -> assertThat(shown(shown)).as("shown once").isTrue();
      case RoomsEvent.SpeakingChanged _ -> {}
      case RoomsEvent.GradeChanged changed -> grades.add(changed);
      case RoomsEvent.ChatSaid said -> chats.add(said.message());
      case RoomsEvent.SessionEnded end ->
          assertThat(ended.put(end.session(), end)).as("ends once").isNull();
      case RoomsEvent.Failed failed ->
          assertThat(failuresExpected).as("%s", failed.cause()).isTrue();
    }
  }

  private boolean shown(RoomsEvent.SeatShown event) {
    return shown.add(event.session());
  }

  private void sent(long connection, ServerMessage message) {
    assertThat(openSockets).as("sends on open sockets").contains(connection);
    Long revision = revision(message);
    if (revision != null) {
      Long before = revisions.put(connection, revision);
      if (!(message instanceof ServerMessage.RoomState)) {
        assertThat(before).as("room_state comes first").isNotNull();
        assertThat(revision).as("revision of %s", message).isEqualTo(before + 1);
      } else if (before != null) {
        assertThat(revision).as("revision of a repeated state").isEqualTo(before);
      }
    }
    inbox(connection).add(message);
  }

  private static @org.jspecify.annotations.Nullable Long revision(ServerMessage message) {
    return switch (message) {
      case ServerMessage.RoomState state -> state.revision();
      case ServerMessage.ParticipantJoined joined -> joined.revision();
      case ServerMessage.ParticipantChanged changed -> changed.revision();
      case ServerMessage.ParticipantLeft left -> left.revision();
      case ServerMessage.Mute mute -> mute.revision();
      case ServerMessage.Observers observers -> observers.revision();
      case ServerMessage.Hand hand -> hand.revision();
      case ServerMessage.Answer _,
          ServerMessage.PeerOffer _,
          ServerMessage.PeerAnswer _,
          ServerMessage.PeerIce _,
          ServerMessage.Slots _,
          ServerMessage.Speaking _,
          ServerMessage.Warned _,
          ServerMessage.RoomLock _,
          ServerMessage.Chat _,
          ServerMessage.ChatRemoved _,
          ServerMessage.Ping _,
          ServerMessage.Pong _,
          ServerMessage.Ended _,
          ServerMessage.Failure _ ->
          null;
    };
  }

  boolean open(long connection) {
    return openSockets.contains(connection);
  }

  Set<Long> openSockets() {
    return new LinkedHashSet<>(openSockets);
  }

  /// What was sent on a socket since the last call.
  List<ServerMessage> take(long connection) {
    List<ServerMessage> taken = List.copyOf(inbox(connection));
    inbox(connection).clear();
    return taken;
  }

  private List<ServerMessage> inbox(long connection) {
    return inboxes.computeIfAbsent(connection, _ -> new ArrayList<>());
  }

  /// Everything, oldest first.
  List<RoomsEvent> trace() {
    return trace;
  }

  Answer answer(long request) {
    Answer answer = answers.remove(request);
    assertThat(answer).as("answer to request %d", request).isNotNull();
    return java.util.Objects.requireNonNull(answer);
  }

  /// The ends of sessions, oldest first.
  Map<SessionId, RoomsEvent.SessionEnded> ended() {
    return ended;
  }

  /// What went to the media threads since the last call.
  List<RoomsEvent.ToMedia> takeToMedia() {
    List<RoomsEvent.ToMedia> taken = List.copyOf(toMedia);
    toMedia.clear();
    return taken;
  }
}
