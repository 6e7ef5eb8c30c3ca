// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.base.SessionId;

class SignalingTest {
  private static final long SECOND_NS = RoomsHarness.SECOND_NS;
  private final RoomsHarness rooms = new RoomsHarness();

  /// R013, R099.
  @Test
  void voiceJoinIsAnsweredWithTheWholeStateAndTheNextTicket() {
    Member ada = rooms.enter("plaza", "ada");
    Answer.Admitted admitted = rooms.admit("plaza", "bob");
    Member bob = new Member(rooms, admitted);
    bob.open();
    ServerMessage.RoomState state = (ServerMessage.RoomState) bob.voiceJoin();

    assertThat(state.room()).isEqualTo(new ServerMessage.RoomInfo("plaza", "Plaza", "materie", 10));
    assertThat(state.you().userId()).isEqualTo("bob");
    assertThat(state.you().sessionId()).isEqualTo(bob.session());
    assertThat(state.you().stream()).isEqualTo(2);
    assertThat(state.you().ticket()).isNotNull().isNotEqualTo(admitted.ticket());
    assertThat(state.participants()).extracting(Participant::userId).containsExactly("ada", "bob");
    assertThat(state.slots()).isEmpty();
    assertThat(ada.takeOne(ServerMessage.ParticipantJoined.class).revision())
        .isEqualTo(state.revision());
  }

  @Test
  void messagesBeforeVoiceJoinAreRefusedAndTheSocketStays() {
    long socket = rooms.openSocket();
    rooms.say(socket, new ClientMessage.SelfMute(true), "7");

    assertThat(rooms.observer.take(socket)).hasSize(1).allMatch(failure(ErrorCode.WRONG_ORDER));
    assertThat(rooms.observer.open(socket)).isTrue();
  }

  @Test
  void anErrorRepeatsTheIdOfItsRequest() {
    long socket = rooms.openSocket();
    rooms.say(socket, new ClientMessage.StateRequest(), "7");

    assertThat(rooms.observer.take(socket))
        .first()
        .isInstanceOfSatisfying(
            ServerMessage.Failure.class, failure -> assertThat(failure.id()).isEqualTo("7"));
  }

  @Test
  void aWrongTicketIsRefusedAndChangesNothing() {
    Member ada = rooms.enter("plaza", "ada");
    Member bob = rooms.enter("plaza", "bob");
    ada.take();
    long socket = rooms.openSocket();
    rooms.say(socket, new ClientMessage.VoiceJoin(ada.session(), "guessed"));
    rooms.say(socket, new ClientMessage.VoiceJoin(ada.session(), bob.ticket()));
    rooms.say(socket, new ClientMessage.VoiceJoin(new SessionId("nobody"), bob.ticket()));

    assertThat(rooms.observer.take(socket)).hasSize(3).allMatch(failure(ErrorCode.BAD_TICKET));
    assertThat(ada.take()).isEmpty();
    assertThat(ada.connected()).isTrue();
    rooms.say(socket, new ClientMessage.VoiceJoin(ada.session(), ada.ticket()));
    assertThat(rooms.observer.take(socket)).first().isInstanceOf(ServerMessage.RoomState.class);
  }

  @Test
  void aReservedSeatCannotBeOpened() {
    Answer.Admitted ada = rooms.reserve("plaza", "ada");
    long socket = rooms.openSocket();
    rooms.say(socket, new ClientMessage.VoiceJoin(ada.session(), ada.ticket()));

    assertThat(rooms.observer.take(socket)).allMatch(failure(ErrorCode.BAD_TICKET));
  }

  @Test
  void aTicketOpensOnce() {
    Answer.Admitted ada = rooms.admit("plaza", "ada");
    Member member = new Member(rooms, ada);
    member.open();
    member.voiceJoin();
    long socket = rooms.openSocket();
    rooms.say(socket, new ClientMessage.VoiceJoin(ada.session(), ada.ticket()));

    assertThat(rooms.observer.take(socket)).allMatch(failure(ErrorCode.BAD_TICKET));
    assertThat(member.connected()).isTrue();
  }

  @Test
  void aSecondVoiceJoinOnTheSameSocketIsOutOfOrder() {
    Member ada = rooms.enter("plaza", "ada");
    ada.say(new ClientMessage.VoiceJoin(ada.session(), ada.ticket()));

    assertThat(ada.take()).hasSize(1).allMatch(failure(ErrorCode.WRONG_ORDER));
  }

  @Test
  void aSocketWithoutVoiceJoinIsClosedAfterTenSeconds() {
    long socket = rooms.openSocket();
    rooms.pass(10 * SECOND_NS - 1);
    assertThat(rooms.observer.open(socket)).isTrue();
    rooms.pass(1);
    assertThat(rooms.observer.open(socket)).isFalse();
    assertThat(rooms.observer.take(socket)).allMatch(failure(ErrorCode.WRONG_ORDER));
  }

  @Test
  void aNewerSocketOfTheSameSessionClosesTheOlder() {
    Member ada = rooms.enter("plaza", "ada");
    long older = ada.connection();
    ada.open();
    ada.voiceJoin();

    assertThat(rooms.observer.open(older)).isFalse();
    assertThat(rooms.observer.take(older)).isEmpty();
    assertThat(ada.connected()).isTrue();
    rooms.pass(31 * SECOND_NS);
    assertThat(rooms.endReason(ada.session())).as("the older's end is no loss").isNull();
  }

  /// R230.
  @Test
  void aClosedSocketIsNotALeaveForThirtySeconds() {
    Member ada = rooms.enter("plaza", "ada");
    Member bob = rooms.enter("plaza", "bob");
    bob.close();
    rooms.pass(30 * SECOND_NS - 1);
    assertThat(rooms.endReason(bob.session())).isNull();

    rooms.say(ada.connection(), new ClientMessage.Pong());
    rooms.pass(1);
    assertThat(rooms.endReason(bob.session())).isEqualTo(EndReason.SIGNALING_LOST);
  }

  @Test
  void aResumeWithinThirtySecondsFindsTheRoomAsItIs() {
    Member ada = rooms.enter("plaza", "ada");
    Member bob = rooms.enter("plaza", "bob");
    bob.close();
    ada.say(new ClientMessage.SelfMute(true));
    rooms.pass(9 * SECOND_NS);
    bob.open();
    ServerMessage.RoomState state = (ServerMessage.RoomState) bob.voiceJoin();

    assertThat(state.participants().getFirst().muted()).isTrue();
    ada.say(new ClientMessage.SelfMute(false));
    assertThat(bob.takeOne(ServerMessage.Mute.class).revision()).isEqualTo(state.revision() + 1);
  }

  @Test
  void theServerPingsAndTwoUnansweredPingsCloseTheSocketOnly() {
    Member ada = rooms.enter("plaza", "ada");
    rooms.pass(10 * SECOND_NS);
    ada.takeOne(ServerMessage.Ping.class);
    ada.say(new ClientMessage.Pong());
    rooms.pass(20 * SECOND_NS);
    assertThat(ada.take()).hasSize(2).allMatch(message -> message instanceof ServerMessage.Ping);
    assertThat(ada.connected()).isTrue();

    rooms.pass(10 * SECOND_NS);
    assertThat(ada.connected()).isFalse();
    assertThat(rooms.endReason(ada.session())).isNull();
    assertThat(rooms.engine.participantCount()).isEqualTo(1);
  }

  @Test
  void aPingIsAnswered() {
    Member ada = rooms.enter("plaza", "ada");
    rooms.say(ada.connection(), new ClientMessage.Ping(), "p1");

    assertThat(ada.takeOne(ServerMessage.Pong.class).id()).isEqualTo("p1");
  }

  @Test
  void theStateIsRepeatedOnRequestWithoutATicket() {
    Member ada = rooms.enter("plaza", "ada");
    rooms.say(ada.connection(), new ClientMessage.StateRequest(), "s");
    ServerMessage.RoomState state = ada.takeOne(ServerMessage.RoomState.class);

    assertThat(state.id()).isEqualTo("s");
    assertThat(state.you().ticket()).isNull();
    ada.open();
    assertThat(ada.voiceJoin()).isInstanceOf(ServerMessage.RoomState.class);
  }

  @Test
  void aSelfMuteIsAnnouncedToAllAndOnlyWhenItChanges() {
    Member ada = rooms.enter("plaza", "ada");
    Member bob = rooms.enter("plaza", "bob");
    ada.take();
    ada.say(new ClientMessage.SelfMute(true));
    ada.say(new ClientMessage.SelfMute(true));

    ServerMessage.Mute mute = bob.takeOne(ServerMessage.Mute.class);
    assertThat(mute)
        .isEqualTo(new ServerMessage.Mute(mute.revision(), "ada", true, false, null))
        .isEqualTo(ada.takeOne(ServerMessage.Mute.class));
  }

  @Test
  void aFrameThatIsNoMessageIsAnsweredByItsErrorInOrder() {
    Member ada = rooms.enter("plaza", "ada");
    ada.say(new ClientMessage.Invalid(ErrorCode.MALFORMED_JSON, "not JSON"));
    ada.say(new ClientMessage.Ping());

    assertThat(ada.take())
        .containsExactly(
            new ServerMessage.Failure(ErrorCode.MALFORMED_JSON, "not JSON", null),
            new ServerMessage.Pong(null));
  }

  /// R227: candidates are taken and not needed.
  @Test
  void candidatesForTheSfuAreTakenSilentlyAndOtherPeersAreUnknown() {
    Member ada = rooms.enter("plaza", "ada");
    ada.say(new ClientMessage.Ice("sfu", null));
    assertThat(ada.take()).isEmpty();
    ada.say(new ClientMessage.Ice("bob", null));
    assertThat(ada.take()).hasSize(1).allMatch(failure(ErrorCode.NO_SUCH_PEER));
    ada.say(new ClientMessage.Offer("bob", "v=0"));
    assertThat(ada.take()).hasSize(1).allMatch(failure(ErrorCode.NO_SUCH_PEER));
  }

  @Test
  void tooManyMutesAreRefusedAndNobodyElseSeesThem() {
    Member ada = rooms.enter("plaza", "ada");
    Member bob = rooms.enter("plaza", "bob");
    ada.take();
    for (int i = 0; i < 30; i++) {
      ada.say(new ClientMessage.SelfMute(i % 2 == 0));
    }
    assertThat(bob.take()).hasSize(20);
    assertThat(ada.take()).filteredOn(failure(ErrorCode.RATE_LIMITED)).hasSize(10);
    rooms.pass(SECOND_NS);
    ada.say(new ClientMessage.SelfMute(true));
    bob.takeOne(ServerMessage.Mute.class);
  }

  @Test
  void aFloodIsRefusedButALeaveAlwaysPasses() {
    Member ada = rooms.enter("plaza", "ada");
    for (int i = 0; i < 100; i++) {
      ada.say(new ClientMessage.StateRequest());
    }
    assertThat(ada.take()).filteredOn(failure(ErrorCode.RATE_LIMITED)).hasSizeGreaterThan(50);
    ada.say(new ClientMessage.Leave());
    assertThat(ada.takeOne(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.LEFT);
  }

  @Test
  void aServerWithTooManySocketsClosesFurtherOnes() {
    Limits usual = Limits.DEFAULT;
    Limits few =
        new Limits(
            2,
            1,
            2,
            1,
            1,
            1,
            2,
            10,
            10,
            usual.offers(),
            usual.mutes(),
            usual.requests(),
            usual.community(),
            usual.mesh());
    RoomsHarness small = new RoomsHarness(RoomsHarness.with(few), RoomsHarness.seeded(1));
    small.openSocket();
    long second = small.openSocket();
    long third = small.openSocket();

    assertThat(small.observer.open(third)).isFalse();
    assertThat(small.observer.take(third)).allMatch(failure(ErrorCode.SERVER_FULL));
    small.closeSocket(second);
    assertThat(small.observer.open(small.openSocket())).isTrue();
  }

  @Test
  void whatComesFromAClosedSocketIsCountedAndDropped() {
    Member ada = rooms.enter("plaza", "ada");
    ada.say(new ClientMessage.Leave());
    ada.say(new ClientMessage.SelfMute(true));
    rooms.handle(new RoomsCommand.SocketClosed(ada.connection()));

    assertThat(rooms.engine.strayCount()).isEqualTo(2);
  }

  @Test
  void secretsAreNotShownWhenMessagesAreLogged() {
    Answer.Admitted ada = rooms.admit("plaza", "ada");
    assertThat(ada.toString()).doesNotContain(ada.ticket());
    assertThat(new ClientMessage.VoiceJoin(ada.session(), ada.ticket()).toString())
        .doesNotContain(ada.ticket());
    assertThat(new RoomsCommand.LeaveByTicket(1, ada.session(), ada.ticket()).toString())
        .doesNotContain(ada.ticket());
    assertThat(
            new ServerMessage.You("ada", ada.session(), 1, ada.ticket(), Standing.GUEST).toString())
        .doesNotContain(ada.ticket());
  }

  static java.util.function.Predicate<ServerMessage> failure(ErrorCode code) {
    return message -> message instanceof ServerMessage.Failure failure && failure.code() == code;
  }
}
