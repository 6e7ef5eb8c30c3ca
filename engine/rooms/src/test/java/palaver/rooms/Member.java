// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.List;
import palaver.base.SessionId;

/// One person with a session, and their newest WebSocket.
final class Member {
  private final RoomsHarness rooms;
  private final Answer.Admitted admitted;
  private String ticket;
  private long connection;

  Member(RoomsHarness rooms, Answer.Admitted admitted) {
    this.rooms = rooms;
    this.admitted = admitted;
    this.ticket = admitted.ticket();
  }

  SessionId session() {
    return admitted.session();
  }

  long connection() {
    return connection;
  }

  String ticket() {
    return ticket;
  }

  void open() {
    connection = rooms.openSocket();
  }

  void close() {
    rooms.closeSocket(connection);
  }

  boolean connected() {
    return rooms.observer.open(connection);
  }

  /// Opens the signaling and answers with the first message that came back.
  ServerMessage voiceJoin() {
    say(new ClientMessage.VoiceJoin(session(), ticket));
    ServerMessage first = take().getFirst();
    if (first instanceof ServerMessage.RoomState state && state.you().ticket() != null) {
      ticket = state.you().ticket();
    }
    return first;
  }

  void say(ClientMessage message) {
    rooms.say(connection, message);
  }

  /// What came on the newest WebSocket since the last call.
  List<ServerMessage> take() {
    return rooms.observer.take(connection);
  }

  /// The only message that came since the last call.
  <T extends ServerMessage> T takeOne(Class<T> type) {
    List<ServerMessage> taken = take();
    if (taken.size() != 1) {
      throw new AssertionError("expected one message, got " + taken);
    }
    return type.cast(taken.getFirst());
  }
}
