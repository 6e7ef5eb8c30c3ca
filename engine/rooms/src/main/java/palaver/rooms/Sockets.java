// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The open WebSockets, and whether their other ends still live.
final class Sockets {
  private final Map<Long, Socket> sockets = new LinkedHashMap<>();
  private final Agenda agenda;
  private final Limits limits;
  private final Timers timers;

  Sockets(Agenda agenda, Limits limits, Timers timers) {
    this.agenda = agenda;
    this.limits = limits;
    this.timers = timers;
  }

  @Nullable Socket find(long connection) {
    return sockets.get(connection);
  }

  List<Socket> all() {
    return List.copyOf(sockets.values());
  }

  void opened(Turn turn, long connection) {
    Socket socket = new Socket(agenda, connection, limits);
    if (sockets.size() >= limits.socketsMax()) {
      turn.send(socket, failure(ErrorCode.SERVER_FULL, "The server has too many connections."));
      turn.outbox().emit(new RoomsEvent.CloseSocket(connection));
      return;
    }
    sockets.put(connection, socket);
    socket.start(Socket.Timer.VOICE_JOIN, turn.nowNs() + timers.voiceJoinNs());
  }

  /// Gives the socket to a seat; an older socket of that seat is closed.
  void join(Turn turn, Socket socket, Seat seat) {
    Socket older = seat.socket();
    if (older != null) {
      close(turn, older);
    }
    socket.belongTo(seat);
    seat.attach(socket);
    seat.stop(Seat.Timer.RESUME);
    socket.stop(Socket.Timer.VOICE_JOIN);
    socket.start(Socket.Timer.PING, turn.nowNs() + timers.pingNs());
  }

  /// Closes a socket of ours. Nothing is sent on it afterwards.
  void close(Turn turn, Socket socket) {
    turn.outbox().emit(new RoomsEvent.CloseSocket(socket.connection()));
    gone(turn, socket);
  }

  /// Forgets a socket. Its seat has a while to come back with another.
  void gone(Turn turn, Socket socket) {
    sockets.remove(socket.connection());
    socket.stop(Socket.Timer.VOICE_JOIN);
    socket.stop(Socket.Timer.PING);
    Seat seat = socket.seat();
    if (seat != null) {
      seat.attach(null);
      seat.start(Seat.Timer.RESUME, turn.nowNs() + timers.resumeNs());
    }
  }

  void expire(Turn turn, Socket socket) {
    if (socket.expire(Socket.Timer.VOICE_JOIN, turn.nowNs())) {
      turn.send(socket, failure(ErrorCode.WRONG_ORDER, "No voice_join came in time."));
      close(turn, socket);
    } else if (socket.expire(Socket.Timer.PING, turn.nowNs())) {
      ping(turn, socket);
    }
  }

  private void ping(Turn turn, Socket socket) {
    if (socket.unansweredPings() >= timers.missedPingsMax()) {
      close(turn, socket);
      return;
    }
    socket.pingSent();
    turn.send(socket, new ServerMessage.Ping());
    socket.start(Socket.Timer.PING, turn.nowNs() + timers.pingNs());
  }

  private static ServerMessage failure(ErrorCode code, String text) {
    return new ServerMessage.Failure(code, text, null);
  }
}
