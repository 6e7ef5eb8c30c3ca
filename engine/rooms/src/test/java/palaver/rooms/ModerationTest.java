// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.rooms.moderation.Moderation;
import palaver.rooms.moderation.Sanction;
import palaver.rooms.moderation.SanctionKind;
import palaver.sfu.SfuCommand;

/// Kick, ban, warn, lock, end call: what they do at once, and what holds afterwards.
class ModerationTest {
  private static final String OFFER = new SampleOffer("abcd1234", 1, 9).sdp();
  private static final RoomKey PLAZA = new RoomKey("materie", "plaza");
  private static final long MINUTE_NS = 60 * RoomsHarness.SECOND_NS;

  private final RoomsHarness rooms = new RoomsHarness();
  private final Member ada = rooms.enter("plaza", "ada");
  private final Member bob = rooms.enter("plaza", "bob");

  private void connect(Member member) {
    member.say(new ClientMessage.Offer("sfu", OFFER));
    member.take();
    rooms.observer.takeToMedia();
  }

  @Test
  void aKickCutsTheMediaBeforeAnybodyIsTold() {
    connect(ada);
    ada.take();
    int before = rooms.observer.trace().size();
    rooms.impose(SanctionKind.KICK, "plaza", "ada", MINUTE_NS);

    assertThat(rooms.observer.trace().get(before))
        .isEqualTo(new RoomsEvent.ToMedia(0, new SfuCommand.Disconnect(ada.session())));
    ServerMessage.Ended told = ada.takeOne(ServerMessage.Ended.class);
    assertThat(told.reason()).isEqualTo(EndReason.KICKED);
    assertThat(told.note()).isEqualTo("noise");
    assertThat(ada.connected()).isFalse();
    assertThat(bob.takeOne(ServerMessage.ParticipantLeft.class).reason())
        .isEqualTo(EndReason.KICKED);
    assertThat(rooms.end(ada.session()).reason()).isEqualTo(EndReason.KICKED);
  }

  @Test
  void theKickedStayOutOfTheRoomForAWhile() {
    rooms.impose(SanctionKind.KICK, "plaza", "ada", MINUTE_NS);

    assertBanned(rooms.join("plaza", "ada"), SanctionKind.KICK);
    assertThat(rooms.join("duo", "ada")).isInstanceOf(Answer.Admitted.class);
    rooms.pass(MINUTE_NS);
    assertThat(rooms.join("plaza", "ada")).isInstanceOf(Answer.Admitted.class);
  }

  @Test
  void theBannedAreRefusedWithReasonAndEnd() {
    rooms.impose(SanctionKind.BAN, "plaza", "ada", MINUTE_NS);

    Answer.Refused refused = assertBanned(rooms.join("plaza", "ada"), SanctionKind.BAN);
    assertThat(refused.text()).contains("noise").contains("2026-03-01T13:00:00Z");
    assertThat(rooms.join("duo", "ada")).isInstanceOf(Answer.Admitted.class);
    assertThat(rooms.end(ada.session()).reason()).isEqualTo(EndReason.BANNED);
  }

  @Test
  void aBanOfTheWorldEndsEverySessionInIt() {
    Member inDuo = rooms.enter("duo", "ada");
    rooms.impose(SanctionKind.BAN, null, "ada", MINUTE_NS);

    assertThat(rooms.endReason(ada.session())).isEqualTo(EndReason.BANNED);
    assertThat(rooms.endReason(inDuo.session())).isEqualTo(EndReason.BANNED);
    assertBanned(rooms.join("forum", "ada"), SanctionKind.BAN);
    assertThat(rooms.joinWorld("energie", "plaza", "ada")).isInstanceOf(Answer.Admitted.class);
    assertThat(rooms.endReason(bob.session())).isNull();
  }

  @Test
  void aSocketOfABannedSessionIsRefusedWithReasonAndEnd() {
    String ticket = ada.ticket();
    rooms.impose(SanctionKind.BAN, "plaza", "ada", MINUTE_NS);
    long socket = rooms.openSocket();
    rooms.say(socket, new ClientMessage.VoiceJoin(ada.session(), ticket));
    rooms.say(socket, new ClientMessage.Offer("sfu", OFFER));

    assertThat(rooms.observer.take(socket))
        .map(ServerMessage.Failure.class::cast)
        .extracting(ServerMessage.Failure::code)
        .containsExactly(ErrorCode.BANNED, ErrorCode.WRONG_ORDER);
    rooms.say(socket, new ClientMessage.VoiceJoin(ada.session(), "guessed"));
    assertThat(((ServerMessage.Failure) rooms.observer.take(socket).getFirst()).code())
        .isEqualTo(ErrorCode.BAD_TICKET);
  }

  @Test
  void aBanMeetsASeatThatIsOnlyReserved() {
    Answer.Admitted carl = rooms.reserve("plaza", "carl");
    rooms.impose(SanctionKind.BAN, "plaza", "carl", MINUTE_NS);
    rooms.confirm(carl.session());

    assertThat(rooms.endReason(carl.session())).isEqualTo(EndReason.BANNED);
    assertThat(bob.take()).isEmpty();
  }

  @Test
  void aBanIsLiftedAndWhatIsNotThereCannotBe() {
    rooms.impose(SanctionKind.BAN, "plaza", "ada", Long.MAX_VALUE);
    assertThat(((Answer.Moderated) rooms.lift(SanctionKind.BAN, null, "ada")).changed()).isFalse();
    assertThat(((Answer.Moderated) rooms.lift(SanctionKind.BAN, "plaza", "ada")).changed())
        .isTrue();
    assertThat(rooms.join("plaza", "ada")).isInstanceOf(Answer.Admitted.class);
  }

  @Test
  void aNewBanOfTheSameTakesTheEarliersPlace() {
    rooms.impose(SanctionKind.BAN, "plaza", "ada", MINUTE_NS);
    rooms.impose(SanctionKind.BAN, "plaza", "ada", 3 * MINUTE_NS);
    rooms.pass(2 * MINUTE_NS);
    assertBanned(rooms.join("plaza", "ada"), SanctionKind.BAN);
    rooms.pass(2 * MINUTE_NS);
    assertThat(rooms.join("plaza", "ada")).isInstanceOf(Answer.Admitted.class);
  }

  @Test
  void aGuestsBanHoldsForTheirNetworkButNotForThoseWhoAreThere() {
    Member troll = rooms.enter(rooms.joinFrom("plaza", "guest-1", "net-a"));
    rooms.enter(rooms.joinFrom("duo", "guest-2", "net-a"));
    Answer.Moderated done =
        (Answer.Moderated) rooms.impose(SanctionKind.BAN, "plaza", "guest-1", MINUTE_NS);

    Sanction imposed = Objects.requireNonNull(done.imposed());
    assertThat(imposed.networkMark()).isEqualTo("net-a");
    assertThat(imposed.exempt()).containsExactly("guest-2");
    assertThat(done.sessions()).containsExactly(troll.session());
    assertBanned(rooms.joinFrom("plaza", "guest-3", "net-a"), SanctionKind.BAN);
    assertThat(rooms.joinFrom("plaza", "guest-2", "net-a")).isInstanceOf(Answer.Admitted.class);
    assertThat(rooms.joinFrom("plaza", "guest-4", "net-b")).isInstanceOf(Answer.Admitted.class);
    assertBanned(rooms.knock("plaza", "guest-5", "net-a"), SanctionKind.BAN);
    assertThat(rooms.knock("plaza", "guest-5", null)).isInstanceOf(Answer.Welcome.class);
  }

  @Test
  void aMuteOfAGuestFollowsThemToANewIdentityAndEndsThereToo() {
    rooms.enter(rooms.joinFrom("plaza", "guest-1", "net-a"));
    rooms.impose(SanctionKind.MUTE, "plaza", "guest-1", Long.MAX_VALUE);
    Member again = rooms.enter(rooms.joinFrom("plaza", "guest-2", "net-a"));
    connect(again);
    again.say(new ClientMessage.StateRequest());
    assertThat(again.takeOne(ServerMessage.RoomState.class).participants())
        .filteredOn(Participant::silenced)
        .extracting(Participant::userId)
        .containsExactly("guest-1", "guest-2");

    rooms.lift(SanctionKind.MUTE, "plaza", "guest-1");
    assertThat(rooms.observer.takeToMedia())
        .containsExactly(new RoomsEvent.ToMedia(0, new SfuCommand.Silence(again.session(), false)));
  }

  @Test
  void whatTheStoreRemembersHoldsAfterARestart() {
    RoomsHarness restarted = new RoomsHarness();
    restarted.handle(
        new RoomsCommand.Restore(
            new Moderation.Impose(
                new Sanction(
                    "s1",
                    SanctionKind.BAN,
                    "materie",
                    "plaza",
                    "ada",
                    "net-a",
                    Set.of("guest-2"),
                    "noise",
                    null),
                MINUTE_NS)));
    assertBanned(restarted.join("plaza", "ada"), SanctionKind.BAN);
    assertBanned(restarted.joinFrom("plaza", "guest-9", "net-a"), SanctionKind.BAN);
    assertThat(restarted.joinFrom("plaza", "guest-2", "net-a")).isInstanceOf(Answer.Admitted.class);
    restarted.pass(MINUTE_NS);
    assertThat(restarted.join("plaza", "ada")).isInstanceOf(Answer.Admitted.class);
  }

  @Test
  void aWarningReachesItsReceiverAlone() {
    Answer.Moderated done =
        (Answer.Moderated) rooms.moderate(new Moderation.Warn(PLAZA, "ada", "quieter, please"));
    assertThat(done.username()).isEqualTo("Name of ada");
    assertThat(ada.take()).last().isEqualTo(new ServerMessage.Warned("quieter, please"));
    assertThat(bob.take()).isEmpty();
    assertThat(
            ((Answer.Moderated) rooms.moderate(new Moderation.Warn(PLAZA, "zoe", "x"))).changed())
        .isFalse();
  }

  @Test
  void aLockedRoomLetsNobodyNewIn() {
    rooms.impose(SanctionKind.LOCK, "plaza", null, Long.MAX_VALUE);
    assertThat(bob.takeOne(ServerMessage.RoomLock.class).locked()).isTrue();
    assertThat(((Answer.Refused) rooms.join("plaza", "carl")).code())
        .isEqualTo(ErrorCode.ROOM_LOCKED);
    assertThat(rooms.join("plaza", "ada")).isInstanceOf(Answer.Admitted.class);

    rooms.lift(SanctionKind.LOCK, "plaza", null);
    assertThat(rooms.join("plaza", "carl")).isInstanceOf(Answer.Admitted.class);
  }

  @Test
  void anEndedCallEndsEverySession() {
    Answer.Admitted reserved = rooms.reserve("plaza", "carl");
    rooms.moderate(new Moderation.EndCall(PLAZA, "closing time"));
    rooms.confirm(reserved.session());

    assertThat(bob.take()).last().isInstanceOf(ServerMessage.Ended.class);
    assertThat(rooms.endReason(ada.session())).isEqualTo(EndReason.ROOM_CLOSED);
    assertThat(rooms.endReason(bob.session())).isEqualTo(EndReason.ROOM_CLOSED);
    assertThat(rooms.endReason(reserved.session())).isEqualTo(EndReason.ROOM_CLOSED);
    assertThat(rooms.engine.participantCount()).isZero();
  }

  @Test
  void tooManySanctionsAreRefused() {
    Limits d = Limits.DEFAULT;
    RoomsHarness small =
        new RoomsHarness(
            RoomsHarness.with(
                new Limits(
                    d.participantsMaxDefault(),
                    d.slotsMax(),
                    d.seatsMax(),
                    d.unlistedRoomsMax(),
                    d.reservationsPerUserMax(),
                    d.lapsedSeatsMax(),
                    d.socketsMax(),
                    d.nameCharsMax(),
                    d.sdpCharsMax(),
                    d.offers(),
                    d.mutes(),
                    d.requests(),
                    new Limits.Community(1, 1, 1, 1, d.community().chats()),
                    d.mesh())),
            RoomsHarness.seeded(1));
    assertThat(small.impose(SanctionKind.BAN, "plaza", "a", MINUTE_NS))
        .isInstanceOf(Answer.Moderated.class);
    assertThat(small.impose(SanctionKind.BAN, "plaza", "a", MINUTE_NS))
        .isInstanceOf(Answer.Moderated.class);
    assertThat(((Answer.Refused) small.impose(SanctionKind.BAN, "plaza", "b", MINUTE_NS)).code())
        .isEqualTo(ErrorCode.OVERLOADED);
  }

  @Test
  void aWorldThatIsNotThereCannotBeModerated() {
    Answer answer = rooms.moderate(new Moderation.EndCall(new RoomKey("atlantis", "x"), ""));
    assertThat(((Answer.Refused) answer).code()).isEqualTo(ErrorCode.WORLD_NOT_FOUND);
  }

  private static Answer.Refused assertBanned(Answer answer, SanctionKind kind) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    Answer.Refused refused = (Answer.Refused) answer;
    assertThat(refused.code()).isEqualTo(ErrorCode.BANNED);
    assertThat(refused.sanction()).isNotNull();
    assertThat(java.util.Objects.requireNonNull(refused.sanction()).kind()).isEqualTo(kind);
    return refused;
  }
}
