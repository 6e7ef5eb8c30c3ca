// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.base.SessionId;
import palaver.rooms.moderation.SanctionKind;

/// A mesh room: the server relays what the browsers say to each other, and carries no media.
class MeshTest {
  private static final String ROOM = "circle";
  private static final RoomsConfig CONFIG =
      new RoomsConfig(
          List.of(
              new RoomsConfig.World(
                  RoomsHarness.WORLD,
                  List.of(new RoomsConfig.ListedRoom(ROOM, "Circle", 5, Topology.MESH)))),
          RoomsHarness.CONFIG.mediaThreads(),
          RoomsHarness.CONFIG.fingerprint());

  private final RoomsHarness rooms = new RoomsHarness(CONFIG, RoomsHarness.seeded(3));
  private final Member ada = rooms.enter(rooms.join(ROOM, "ada"));
  private final Member bob = rooms.enter(rooms.join(ROOM, "bob"));

  @BeforeEach
  void settle() {
    ada.take();
    bob.take();
  }

  private static int stream(Member member, RoomsHarness rooms) {
    member.say(new ClientMessage.StateRequest());
    return rooms.observer.take(member.connection()).stream()
        .filter(ServerMessage.RoomState.class::isInstance)
        .map(ServerMessage.RoomState.class::cast)
        .mapToInt(state -> state.you().stream())
        .findFirst()
        .orElseThrow();
  }

  private String name(Member member) {
    return Integer.toString(stream(member, rooms));
  }

  @Test
  void itHasPlaceForFiveAndNoLineThroughTheServer() {
    Answer.Admitted third = (Answer.Admitted) rooms.join(ROOM, "emmy");
    assertThat(third.topology()).isEqualTo(Topology.MESH);
    assertThat(third.slots()).isZero();
    assertThat(rooms.join(ROOM, "tina")).isInstanceOf(Answer.Admitted.class);
    assertThat(rooms.join(ROOM, "vera")).isInstanceOf(Answer.Admitted.class);
    assertThat(((Answer.Refused) rooms.join(ROOM, "sixth")).code()).isEqualTo(ErrorCode.ROOM_FULL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RoomsConfig.ListedRoom(ROOM, "Circle", 6, Topology.MESH));
  }

  @Test
  void offersAnswersAndCandidatesReachThePeerTheyAreFor() {
    Member emmy = rooms.enter(rooms.join(ROOM, "emmy"));
    emmy.take();
    ada.take();
    bob.take();
    String adaName = name(ada);
    String bobName = name(bob);
    PeerCandidate candidate =
        new PeerCandidate("candidate:1 1 udp 1 192.0.2.9 5 typ host", "0", 0, "u");
    ada.say(new ClientMessage.Offer(bobName, "the offer"));
    assertThat(bob.take()).containsExactly(new ServerMessage.PeerOffer(adaName, "the offer"));
    bob.say(new ClientMessage.PeerAnswer(adaName, "the answer"));
    assertThat(ada.take()).containsExactly(new ServerMessage.PeerAnswer(bobName, "the answer"));
    bob.say(new ClientMessage.Ice(adaName, candidate));
    assertThat(ada.take()).containsExactly(new ServerMessage.PeerIce(bobName, candidate));
    assertThat(emmy.take()).isEmpty();
    assertThat(rooms.observer.takeToMedia()).isEmpty();
  }

  @Test
  void anOfferIsAnsweredOnceAndWithinThirtySeconds() {
    String adaName = name(ada);
    String bobName = name(bob);
    bob.say(new ClientMessage.PeerAnswer(adaName, "of nothing"));
    assertFailure(bob, ErrorCode.OFFER_EXPIRED);
    ada.say(new ClientMessage.Offer(bobName, "first"));
    bob.take();
    bob.say(new ClientMessage.PeerAnswer(adaName, "in time"));
    bob.say(new ClientMessage.PeerAnswer(adaName, "again"));
    assertFailure(bob, ErrorCode.OFFER_EXPIRED);
    ada.say(new ClientMessage.Offer(bobName, "second"));
    keepAlive(30);
    bob.take();
    bob.say(new ClientMessage.PeerAnswer(adaName, "too late"));
    assertFailure(bob, ErrorCode.OFFER_EXPIRED);
  }

  private void keepAlive(int seconds) {
    for (int i = 0; i < seconds; i++) {
      rooms.pass(RoomsHarness.SECOND_NS);
      ada.say(new ClientMessage.Pong());
      bob.say(new ClientMessage.Pong());
    }
  }

  @Test
  void whoHoldsNoSocketOrIsGoneCannotBeReached() {
    String bobName = name(bob);
    ada.say(new ClientMessage.Offer("sfu", "v=0"));
    assertFailure(ada, ErrorCode.NO_SUCH_PEER);
    ada.say(new ClientMessage.Offer(name(ada), "to themself"));
    assertFailure(ada, ErrorCode.NO_SUCH_PEER);
    bob.close();
    assertThat(ada.takeOne(ServerMessage.ParticipantChanged.class).participant().connection())
        .isEqualTo(Participant.Connection.RECONNECTING);
    ada.say(new ClientMessage.Offer(bobName, "v=0"));
    assertFailure(ada, ErrorCode.NO_SUCH_PEER);
    bob.open();
    bob.voiceJoin();
    assertThat(ada.takeOne(ServerMessage.ParticipantChanged.class).participant().connection())
        .isEqualTo(Participant.Connection.CONNECTED);
    ada.say(new ClientMessage.Offer(bobName, "v=0"));
    assertThat(bob.take()).contains(new ServerMessage.PeerOffer(name(ada), "v=0"));
  }

  @Test
  void theNextSessionOfAPersonIsAnotherPeer() {
    String before = name(bob);
    Member again = rooms.enter(rooms.join(ROOM, "bob"));
    again.take();
    ada.take();
    assertThat(name(again)).isNotEqualTo(before);
    ada.say(new ClientMessage.Offer(before, "for the one who left"));
    assertFailure(ada, ErrorCode.NO_SUCH_PEER);
    assertThat(again.take()).isEmpty();
  }

  @Test
  void aKickEndsTheRelayingAndTheOthersAreTold() {
    String bobName = name(bob);
    rooms.impose(SanctionKind.KICK, ROOM, "bob", RoomsHarness.SECOND_NS);
    assertThat(ada.takeOne(ServerMessage.ParticipantLeft.class).reason())
        .isEqualTo(EndReason.KICKED);
    ada.say(new ClientMessage.Offer(bobName, "v=0"));
    assertFailure(ada, ErrorCode.NO_SUCH_PEER);
  }

  @Test
  void aMuteIsToldSoThatEverybodyCanEnforceIt() {
    rooms.impose(SanctionKind.MUTE, ROOM, "bob", RoomsHarness.SECOND_NS);
    ServerMessage.Mute mute = ada.takeOne(ServerMessage.Mute.class);
    assertThat(mute.byModerator()).isTrue();
    assertThat(rooms.observer.takeToMedia()).isEmpty();
  }

  @Test
  void nobodyCanObserveIt() {
    assertThat(((Answer.Refused) rooms.observe(ROOM, "mod")).code())
        .isEqualTo(ErrorCode.NOT_IN_MESH);
  }

  @Test
  void aRestartOfTheMediaDoesNotEndIt() {
    SessionId session = ada.session();
    rooms.handle(new RoomsCommand.MediaRestarted(0));
    rooms.handle(new RoomsCommand.MediaRestarted(1));
    assertThat(rooms.endReason(session)).isNull();
  }

  @Test
  void aRoomOfTheServerRelaysNothing() {
    RoomsHarness other = new RoomsHarness();
    Member first = other.enter("plaza", "ada");
    Member second = other.enter("plaza", "bob");
    first.take();
    second.take();
    first.say(new ClientMessage.Offer(Integer.toString(stream(second, other)), "v=0"));
    assertFailure(first, ErrorCode.NO_SUCH_PEER);
    first.say(new ClientMessage.PeerAnswer("2", "v=0"));
    assertFailure(first, ErrorCode.WRONG_ORDER);
    assertThat(second.take()).isEmpty();
  }

  private static void assertFailure(Member member, ErrorCode code) {
    List<ServerMessage> taken = member.take();
    assertThat(taken).isNotEmpty();
    assertThat(taken.getLast()).isInstanceOf(ServerMessage.Failure.class);
    assertThat(((ServerMessage.Failure) taken.getLast()).code()).isEqualTo(code);
  }
}
