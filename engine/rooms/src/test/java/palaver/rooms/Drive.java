// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.moderation.Moderation;
import palaver.rooms.moderation.SanctionKind;
import palaver.sfu.MediaState;
import palaver.sfu.SfuEvent;

/// Drives a [RoomsEngine] by arbitrary choices and checks what must hold after each of them.
///
/// Sessions that are gone stay in play: they are left, confirmed and written to again and again.
final class Drive {
  private static final List<String> ROOMS = List.of("plaza", "duo", "cellar", "attic");
  private static final List<SanctionKind> KINDS =
      List.of(SanctionKind.MUTE, SanctionKind.KICK, SanctionKind.BAN);
  private static final int USERS = 14;

  private final RoomsHarness rooms;
  private final IntUnaryOperator below;
  private final List<Answer.Admitted> admitted = new ArrayList<>();
  private final Set<SessionId> abandoned = new LinkedHashSet<>();
  private final Set<SessionId> confirmed = new LinkedHashSet<>();
  private final Map<SessionId, String> tickets = new LinkedHashMap<>();
  private final Map<Long, Replica> replicas = new LinkedHashMap<>();
  private final List<Long> sockets = new ArrayList<>();

  /// @param below gives a choice from 0 up to, but not including, its argument
  Drive(IntUnaryOperator below) {
    this.below = below;
    rooms = new RoomsHarness(RoomsHarness.CONFIG, RoomsHarness.seeded(1));
  }

  void step() {
    switch (choose(12)) {
      case 0, 1 -> join();
      case 2 -> confirmOrAbandon();
      case 3 -> sockets.add(rooms.openSocket());
      case 4 -> closeSocket();
      case 5, 6 -> voiceJoin();
      case 7, 8 -> say();
      case 9 -> media();
      case 10 -> moderate();
      default -> rooms.pass(choose(40) * RoomsHarness.SECOND_NS / 4);
    }
    check();
  }

  /// Stops the server: then every confirmed session has ended once, and nothing is left.
  void finish() {
    rooms.handle(new RoomsCommand.Stop(1_000));
    check();
    assertThat(rooms.observer.ended().keySet()).isEqualTo(confirmed);
    assertThat(rooms.observer.openSockets()).isEmpty();
    assertThat(rooms.engine.participantCount()).isZero();
    rooms.pass(30 * RoomsHarness.SECOND_NS); // the longest sanction
    assertThat(rooms.engine.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
    rooms.handle(new RoomsCommand.Host(RoomsHarness.CONFIG.worlds()));
    assertThat(rooms.list(RoomsHarness.WORLD, true)).hasSize(3);
  }

  /// Everything that the engine said, for a comparison of two runs.
  List<RoomsEvent> trace() {
    return rooms.observer.trace();
  }

  private int choose(int bound) {
    return below.applyAsInt(bound);
  }

  private <T> T any(List<T> list) {
    return list.get(choose(list.size()));
  }

  private void join() {
    boolean duo = choose(2) == 0;
    String room = duo ? "duo" : any(ROOMS);
    if (anyJoin(room) instanceof Answer.Admitted seat) {
      assertThat(seat.participants()).hasSizeLessThanOrEqualTo(seat.participantsMax());
      admitted.add(seat);
      tickets.put(seat.session(), seat.ticket());
      if (choose(3) > 0) {
        confirm(seat.session());
      }
    }
  }

  private void confirmOrAbandon() {
    if (admitted.isEmpty()) {
      return;
    }
    SessionId session = any(admitted).session();
    if (choose(4) == 0) {
      rooms.abandon(session);
      if (!confirmed.contains(session)) {
        abandoned.add(session);
      }
    } else {
      confirm(session);
    }
  }

  private void confirm(SessionId session) {
    boolean lapsedAndAbandoned = abandoned.contains(session);
    rooms.confirm(session);
    if (!lapsedAndAbandoned || rooms.endReason(session) != null) {
      confirmed.add(session);
    }
  }

  private void closeSocket() {
    if (!sockets.isEmpty()) {
      long socket = any(sockets);
      rooms.closeSocket(socket);
    }
  }

  private void voiceJoin() {
    if (admitted.isEmpty() || sockets.isEmpty()) {
      return;
    }
    SessionId session = any(admitted).session();
    String ticket = choose(8) == 0 ? "guessed" : tickets.getOrDefault(session, "none");
    rooms.say(any(sockets), new ClientMessage.VoiceJoin(session, ticket));
  }

  private void say() {
    if (!sockets.isEmpty()) {
      rooms.say(any(sockets), message(), choose(2) == 0 ? "id" : null);
    }
  }

  private ClientMessage message() {
    return switch (choose(15)) {
      case 13, 14 -> new ClientMessage.Hand(choose(2) == 0);
      case 12 -> new ClientMessage.Chat("hello", RoomsHarness.ENDS_AT);
      case 0, 1 -> new ClientMessage.StateRequest();
      case 2, 3 -> new ClientMessage.SelfMute(choose(2) == 0);
      case 4 -> new ClientMessage.Ping();
      case 5, 6 -> new ClientMessage.Pong();
      case 7 ->
          choose(3) == 0
              ? new ClientMessage.PeerAnswer("1", "v=0")
              : new ClientMessage.Ice(choose(2) == 0 ? "sfu" : "x", null);
      case 8 -> new ClientMessage.Invalid(ErrorCode.UNKNOWN_TYPE, "unknown");
      case 9, 10 -> offer();
      default -> new ClientMessage.Leave();
    };
  }

  private ClientMessage offer() {
    String ufrag = "abcd" + choose(3);
    String sdp = new SampleOffer(ufrag, choose(2), choose(3)).sdp();
    return new ClientMessage.Offer("sfu", choose(8) == 0 ? sdp.substring(choose(200)) : sdp);
  }

  private void media() {
    if (admitted.isEmpty()) {
      return;
    }
    SessionId session = any(admitted).session();
    MediaState[] states = MediaState.values();
    SfuEvent event =
        switch (choose(8)) {
          case 0, 1, 2 -> new SfuEvent.SpeakingChanged(session, choose(2) == 0, rooms.nowNs());
          case 3, 4, 5 -> new SfuEvent.MediaStateChanged(session, states[choose(states.length)]);
          case 6 ->
              new SfuEvent.SlotsChanged(
                  session, List.of(new SfuEvent.SlotOccupant("1", 1, any(admitted).session())));
          default ->
              new SfuEvent.PeerFailed(session, new RoomKey("m", "r"), new IllegalStateException());
        };
    rooms.media(choose(2), event);
  }

  private void moderate() {
    if (admitted.isEmpty()) {
      return;
    }
    SessionId session = any(admitted).session();
    switch (choose(16)) {
      case 0 -> rooms.handle(new RoomsCommand.MediaRestarted(choose(2)));
      case 1 -> rooms.leave(session, choose(2) == 0 ? null : "user" + choose(USERS));
      case 2 -> rooms.leaveByTicket(session, tickets.getOrDefault(session, "none"));
      case 3 -> rooms.impose(SanctionKind.LOCK, any(ROOMS), null, duration());
      case 4, 5 -> rooms.lift(any(KINDS), any(ROOMS), "user" + choose(USERS));
      case 6 -> rooms.lift(SanctionKind.LOCK, any(ROOMS), null);
      case 7 -> rooms.moderate(new Moderation.EndCall(roomKey(), "enough"));
      case 8 -> rooms.moderate(new Moderation.Warn(roomKey(), "user" + choose(USERS), "noise"));
      case 9 -> rooms.moderate(new Moderation.RemoveMessage(roomKey(), "m"));
      case 10 -> host();
      default -> rooms.impose(any(KINDS), any(ROOMS), "user" + choose(USERS), duration());
    }
  }

  /// Other rooms in another order, and the other world perhaps not at all.
  private void host() {
    List<RoomsConfig.ListedRoom> listed = new ArrayList<>();
    for (String room : ROOMS) {
      if (choose(3) > 0) {
        listed.add(
            choose(listed.size() + 1), new RoomsConfig.ListedRoom(room, room, 2 + choose(9)));
      }
    }
    List<RoomsConfig.World> worlds = new ArrayList<>();
    worlds.add(new RoomsConfig.World(RoomsHarness.WORLD, listed));
    if (choose(2) == 0) {
      worlds.add(RoomsHarness.CONFIG.worlds().getLast());
    }
    rooms.handle(new RoomsCommand.Host(worlds));
  }

  private RoomKey roomKey() {
    return new RoomKey(RoomsHarness.WORLD, any(ROOMS));
  }

  private long duration() {
    return (1 + choose(30)) * RoomsHarness.SECOND_NS;
  }

  private Answer anyJoin(String room) {
    String user = "user" + choose(USERS);
    return switch (choose(6)) {
      case 0 -> rooms.observe(room, "moderator" + choose(3));
      case 1, 2 -> rooms.joinFrom(room, user, "net" + choose(3));
      default -> rooms.join(room, user, choose(3) > 0);
    };
  }

  private void check() {
    for (long socket : sockets) {
      for (ServerMessage message : rooms.observer.take(socket)) {
        replicas.computeIfAbsent(socket, _ -> new Replica()).apply(message);
        if (message instanceof ServerMessage.RoomState state && state.you().ticket() != null) {
          tickets.put(state.you().sessionId(), state.you().ticket());
        }
      }
    }
    int present = 0;
    for (Answer.RoomSummary room : rooms.list(RoomsHarness.WORLD, true)) {
      assertThat(room.participantCount()).isBetween(0, room.participantsMax());
      present += room.participantCount();
    }
    assertThat(present).isEqualTo(rooms.engine.participantCount());
    assertThat(confirmed).containsAll(rooms.observer.ended().keySet());
  }
}
