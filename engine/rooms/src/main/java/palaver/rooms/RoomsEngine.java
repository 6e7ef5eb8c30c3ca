// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.List;
import palaver.base.Counter;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.base.SecretSource;

/// All rooms of one server as one engine: it decides who is in which room, hands out tickets, talks
/// to the clients' WebSockets and tells the media threads what to carry.
///
/// It carries no media itself, so it takes no datagrams. Several engines share nothing: one server
/// has one of these, on its `signal` thread.
public final class RoomsEngine implements Engine<RoomsCommand, RoomsEvent> {
  private final Agenda agenda = new Agenda();
  private final Directory directory;
  private final Seats seats;
  private final Sockets sockets;
  private final Endings endings;
  private final Admission admission;
  private final Signaling signaling;
  private final MediaEvents mediaEvents;
  private final Moderators moderators;
  private final Counter strays = new Counter();
  private final Counter failures = new Counter();
  private boolean stopping;

  /// @param secrets where session ids, tickets, ICE credentials and SSRCs come from
  public RoomsEngine(RoomsConfig config, SecretSource secrets) {
    Mint mint = new Mint(secrets);
    directory = new Directory(config);
    seats = new Seats(config.limits());
    Sanctions sanctions = new Sanctions(agenda, config.limits().community().sanctionsMax());
    sockets = new Sockets(agenda, config.limits(), config.timers());
    endings = new Endings(directory, seats, sockets);
    admission = new Admission(directory, seats, sanctions, endings, agenda, mint, config);
    signaling =
        new Signaling(seats, sockets, endings, new Offers(config, mint), sanctions, config, mint);
    moderators = new Moderators(directory, seats, endings, sanctions);
    mediaEvents = new MediaEvents(seats, endings);
  }

  /// Never called: no socket of datagrams belongs to this engine.
  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<RoomsEvent> outbox) {
    throw new IllegalStateException("rooms take commands, the media threads take datagrams");
  }

  /// Handles one command. An exception breaks off this command only: it is counted and reported,
  /// whoever waits for an answer gets `INTERNAL`, and the socket it came from is closed.
  @Override
  public void onCommand(long nowNs, RoomsCommand command, Outbox<RoomsEvent> outbox) {
    Turn turn = new Turn(nowNs, outbox);
    try {
      handle(turn, command);
    } catch (RuntimeException cause) {
      failed(turn, command.getClass().getSimpleName(), cause);
      breakOff(turn, command);
    }
  }

  @Override
  public void onDeadline(long nowNs, Outbox<RoomsEvent> outbox) {
    Turn turn = new Turn(nowNs, outbox);
    for (Timed<?> due = agenda.due(nowNs); due != null; due = agenda.due(nowNs)) {
      try {
        expire(turn, due);
      } catch (RuntimeException cause) {
        failed(turn, "Deadline", cause);
      }
    }
  }

  @Override
  public long nextDeadlineNs() {
    return agenda.earliestNs();
  }

  /// Sessions that count now. Like all queries here: for the engine's own thread.
  public int participantCount() {
    return seats.presentCount();
  }

  /// Commands about a session or socket that is gone already. Some are normal: they were under way.
  public long strayCount() {
    return strays.count();
  }

  /// Commands that an exception broke off. Each is a defect.
  public long failureCount() {
    return failures.count();
  }

  private void handle(Turn turn, RoomsCommand command) {
    switch (command) {
      case RoomsCommand.Join join -> turn.answer(join.request(), admission.join(turn, join));
      case RoomsCommand.Confirm confirm -> admission.confirm(turn, confirm.session());
      case RoomsCommand.Abandon abandon -> admission.abandon(abandon.session());
      case RoomsCommand.Leave leave -> turn.answer(leave.request(), leave(turn, leave));
      case RoomsCommand.LeaveByTicket leave ->
          turn.answer(leave.request(), leaveByTicket(turn, leave));
      case RoomsCommand.ListRooms list -> turn.answer(list.request(), rooms(list));
      case RoomsCommand.ListSessions list ->
          turn.answer(list.request(), new Answer.Live(seats.live(turn.nowNs())));
      case RoomsCommand.SocketOpened opened -> socketOpened(turn, opened.connection());
      case RoomsCommand.SocketClosed closed -> socketClosed(turn, closed.connection());
      case RoomsCommand.SocketMessage message -> socketMessage(turn, message);
      case RoomsCommand.FromMedia media -> fromMedia(turn, media);
      case RoomsCommand.MediaRestarted restarted -> mediaRestarted(turn, restarted.mediaThread());
      case RoomsCommand.Knock knock ->
          turn.answer(knock.request(), admission.knock(knock.room(), knock.who()));
      case RoomsCommand.Moderate moderate ->
          turn.answer(moderate.request(), moderators.moderate(turn, moderate.moderation()));
      case RoomsCommand.Restore restore -> moderators.restore(turn, restore.sanction());
      case RoomsCommand.Host host -> directory.host(host.worlds());
      case RoomsCommand.Stop stop -> stop(turn, stop.retryAfterMs());
    }
  }

  private Answer leave(Turn turn, RoomsCommand.Leave leave) {
    Seat seat = seats.present(leave.session());
    if (seat == null) {
      return new Answer.Refused(ErrorCode.SESSION_NOT_FOUND, "There is no such session.");
    }
    if (leave.subject() != null && !leave.subject().equals(seat.userId())) {
      return new Answer.Refused(ErrorCode.FORBIDDEN, "This session belongs to somebody else.");
    }
    return left(turn, seat);
  }

  private Answer leaveByTicket(Turn turn, RoomsCommand.LeaveByTicket leave) {
    Seat seat = signaling.withTicket(leave.session(), leave.ticket());
    return seat == null
        ? new Answer.Refused(ErrorCode.BAD_TICKET, "This ticket opens no session.")
        : left(turn, seat);
  }

  private Answer left(Turn turn, Seat seat) {
    endings.end(turn, seat, EndReason.LEFT);
    return new Answer.Left(seat.session(), seat.durationNs(turn.nowNs()));
  }

  private Answer rooms(RoomsCommand.ListRooms list) {
    return directory.hosts(list.world())
        ? new Answer.Rooms(directory.summaries(list.world(), list.unlisted()))
        : new Answer.Refused(ErrorCode.WORLD_NOT_FOUND, "There is no such world.");
  }

  private void socketOpened(Turn turn, long connection) {
    if (stopping) {
      turn.outbox().emit(new RoomsEvent.CloseSocket(connection));
    } else {
      sockets.opened(turn, connection);
    }
  }

  private void socketClosed(Turn turn, long connection) {
    Socket socket = sockets.find(connection);
    if (socket == null) {
      strays.increment();
    } else {
      sockets.gone(turn, socket);
      MediaEvents.unreachable(turn, socket.seat());
    }
  }

  private void socketMessage(Turn turn, RoomsCommand.SocketMessage message) {
    Socket socket = sockets.find(message.connection());
    if (socket == null) {
      strays.increment();
    } else {
      signaling.onMessage(turn, socket, message.message(), message.id());
    }
  }

  private void fromMedia(Turn turn, RoomsCommand.FromMedia media) {
    if (!mediaEvents.onEvent(turn, media.mediaThread(), media.event())) {
      strays.increment();
    }
  }

  private void mediaRestarted(Turn turn, int mediaThread) {
    for (Room room : directory.open()) {
      if (room.mediaThread() == mediaThread && !room.mesh()) {
        endings.endAll(turn, room.everybody(), Ending.of(EndReason.MEDIA_RESTART));
      }
    }
  }

  private void stop(Turn turn, long retryAfterMs) {
    stopping = true;
    admission.stop();
    for (Room room : directory.open()) {
      room.reserved().forEach(seat -> endings.lapse(seat, EndReason.SERVER_STOPPING));
      endings.endAll(turn, room.everybody(), Ending.stopping(retryAfterMs));
    }
    List.copyOf(sockets.all()).forEach(socket -> sockets.close(turn, socket));
  }

  /// Handles one expired timer, which is stopped before anything can go wrong.
  private void expire(Turn turn, Timed<?> due) {
    switch (due) {
      case Socket socket -> {
        sockets.expire(turn, socket);
        MediaEvents.unreachable(turn, socket.seat());
      }
      case Seat seat -> expire(turn, seat);
      case Held held -> moderators.expire(turn, held);
    }
  }

  private void expire(Turn turn, Seat seat) {
    if (seat.expire(Seat.Timer.CONFIRMATION, turn.nowNs())) {
      endings.lapse(seat, EndReason.JOINED_TOO_LATE);
    } else if (seat.expire(Seat.Timer.OFFER, turn.nowNs())) {
      endings.end(turn, seat, EndReason.JOINED_TOO_LATE);
    } else if (seat.expire(Seat.Timer.HANDSHAKE, turn.nowNs())) {
      mediaEvents.lost(turn, seat);
    } else if (seat.expire(Seat.Timer.RESUME, turn.nowNs())) {
      endings.end(turn, seat, EndReason.SIGNALING_LOST);
    }
  }

  private void failed(Turn turn, String command, RuntimeException cause) {
    failures.increment();
    turn.outbox().emit(new RoomsEvent.Failed(command, cause));
  }

  private void breakOff(Turn turn, RoomsCommand command) {
    switch (command) {
      case RoomsCommand.Join join -> turn.answer(join.request(), internal());
      case RoomsCommand.Leave leave -> turn.answer(leave.request(), internal());
      case RoomsCommand.LeaveByTicket leave -> turn.answer(leave.request(), internal());
      case RoomsCommand.ListRooms list -> turn.answer(list.request(), internal());
      case RoomsCommand.ListSessions list -> turn.answer(list.request(), internal());
      case RoomsCommand.Knock knock -> turn.answer(knock.request(), internal());
      case RoomsCommand.Moderate moderate -> turn.answer(moderate.request(), internal());
      case RoomsCommand.SocketMessage message -> breakOff(turn, message);
      default -> {}
    }
  }

  private void breakOff(Turn turn, RoomsCommand.SocketMessage message) {
    Socket socket = sockets.find(message.connection());
    if (socket != null) {
      turn.send(
          socket,
          new ServerMessage.Failure(ErrorCode.INTERNAL, "The server failed.", message.id()));
      sockets.close(turn, socket);
    }
  }

  private static Answer internal() {
    return new Answer.Refused(ErrorCode.INTERNAL, "The server failed.");
  }
}
