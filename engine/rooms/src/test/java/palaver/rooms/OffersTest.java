// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.rtc.SendSlot;
import palaver.sfu.MediaState;
import palaver.sfu.SfuCommand;
import palaver.sfu.SfuEvent;

class OffersTest {
  private static final long SECOND_NS = RoomsHarness.SECOND_NS;
  private static final SampleOffer FIRST = new SampleOffer("abcd1234", 1, 9);

  private final RoomsHarness rooms = new RoomsHarness();
  private final Member ada = rooms.enter("plaza", "ada");
  private final Member bob = rooms.enter("plaza", "bob");

  @BeforeEach
  void forgetTheJoins() {
    ada.take();
  }

  /// R226, R229.
  @Test
  void theFirstOfferOpensAConnectionAndIsAnswered() {
    rooms.say(ada.connection(), new ClientMessage.Offer("sfu", FIRST.sdp()), "o1");

    ServerMessage.Answer answer = ada.takeOne(ServerMessage.Answer.class);
    assertThat(answer.id()).isEqualTo("o1");
    assertThat(answer.sdp())
        .contains("a=setup:passive", "a=fingerprint:sha-256 AB:CD", " 192.0.2.1 10000 typ host")
        .contains(" 127.0.0.1 10000 typ host");
    SfuCommand.Connect connect = connect();
    assertThat(connect.session()).isEqualTo(ada.session());
    assertThat(connect.room()).isEqualTo(new RoomKey("materie", "plaza"));
    assertThat(connect.stream()).isEqualTo(1);
    assertThat(connect.participantsMax()).isEqualTo(10);
    assertThat(connect.parameters().remote().ufrag()).isEqualTo("abcd1234");
    assertThat(connect.parameters().publishMid()).isEqualTo("0");
    assertThat(connect.parameters().slots()).extracting(SendSlot::mid).hasSize(9).contains("9");
    assertThat(answer.sdp()).contains("a=ice-ufrag:" + connect.parameters().local().ufrag());
    assertThat(bob.take()).isEmpty();
  }

  private SfuCommand.Connect connect() {
    List<RoomsEvent.ToMedia> commands = rooms.observer.takeToMedia();
    assertThat(commands).hasSize(1);
    assertThat(commands.getFirst().mediaThread()).isZero();
    return (SfuCommand.Connect) commands.getFirst().command();
  }

  @Test
  void whatIsNoOfferIsRefusedAndChangesNothing() {
    ada.say(new ClientMessage.Offer("sfu", "this is no SDP"));
    assertThat(ada.take()).hasSize(1).allMatch(SignalingTest.failure(ErrorCode.BAD_SDP));
    ada.say(new ClientMessage.Offer("sfu", FIRST.sdp().replace("opus", "vorbis")));
    assertThat(ada.take()).hasSize(1).allMatch(SignalingTest.failure(ErrorCode.BAD_SDP));
    ada.say(new ClientMessage.Offer("sfu", FIRST.sdp() + "a=x:y\r\n".repeat(10_000)));
    assertThat(ada.take()).hasSize(1).allMatch(SignalingTest.failure(ErrorCode.BAD_SDP));

    assertThat(rooms.observer.takeToMedia()).isEmpty();
    rooms.pass(30 * SECOND_NS);
    rooms.say(ada.connection(), new ClientMessage.Pong());
    assertThat(rooms.endReason(ada.session())).isNull();
  }

  @Test
  void theSameOfferAgainGetsTheSameAnswerAgain() {
    ada.say(new ClientMessage.Offer("sfu", FIRST.sdp()));
    String answer = ada.takeOne(ServerMessage.Answer.class).sdp();
    connect();
    ada.say(new ClientMessage.Offer("sfu", FIRST.sdp()));

    assertThat(ada.takeOne(ServerMessage.Answer.class).sdp()).isEqualTo(answer);
    assertThat(rooms.observer.takeToMedia()).isEmpty();
  }

  @Test
  void anOfferWithNewCredentialsRestartsIceAndKeepsTheSsrcs() {
    ada.say(new ClientMessage.Offer("sfu", FIRST.sdp()));
    String before = ada.takeOne(ServerMessage.Answer.class).sdp();
    SfuCommand.Connect connect = connect();
    ada.say(new ClientMessage.Offer("sfu", new SampleOffer("wxyz5678", 1, 9).sdp()));
    String after = ada.takeOne(ServerMessage.Answer.class).sdp();

    SfuCommand.RestartIce restart =
        (SfuCommand.RestartIce) rooms.observer.takeToMedia().getFirst().command();
    assertThat(restart.session()).isEqualTo(ada.session());
    assertThat(restart.remote().ufrag()).isEqualTo("wxyz5678");
    assertThat(restart.local()).isNotEqualTo(connect.parameters().local());
    assertThat(after).contains("a=ice-ufrag:" + restart.local().ufrag());
    assertThat(lines(after, "a=ssrc:")).isEqualTo(lines(before, "a=ssrc:")).isNotEmpty();

    ada.say(new ClientMessage.Offer("sfu", new SampleOffer("wxyz5678", 1, 9).sdp()));
    assertThat(ada.takeOne(ServerMessage.Answer.class).sdp()).isEqualTo(after);
    assertThat(rooms.observer.takeToMedia()).isEmpty();
  }

  private static List<String> lines(String sdp, String prefix) {
    return sdp.lines().filter(line -> line.startsWith(prefix)).toList();
  }

  @Test
  void anOfferThatChangesTheLinesIsRefused() {
    ada.say(new ClientMessage.Offer("sfu", new SampleOffer("abcd1234", 1, 5).sdp()));
    ada.take();
    connect();
    ada.say(new ClientMessage.Offer("sfu", new SampleOffer("abcd1234", 1, 6).sdp()));
    ada.say(new ClientMessage.Offer("sfu", new SampleOffer("wxyz5678", 1, 4).sdp()));

    assertThat(ada.take()).hasSize(2).allMatch(SignalingTest.failure(ErrorCode.BAD_SDP));
    assertThat(rooms.observer.takeToMedia()).isEmpty();
  }

  @Test
  void aReloadedPageWithAnotherCertificateGetsANewConnection() {
    ada.say(new ClientMessage.Offer("sfu", FIRST.sdp()));
    rooms.media(ada.session(), MediaState.CONNECTED);
    ada.take();
    bob.take();
    SfuCommand.Connect before = connect();
    ada.say(new ClientMessage.Offer("sfu", new SampleOffer("wxyz5678", 2, 9).sdp()));

    SfuCommand.Connect after = connect();
    assertThat(after.stream()).isEqualTo(before.stream());
    assertThat(after.parameters().slots()).isNotEqualTo(before.parameters().slots());
    assertThat(after.parameters().remoteFingerprint().value()).startsWith("02:");
    assertThat(bob.takeOne(ServerMessage.ParticipantChanged.class).participant().connection())
        .isEqualTo(Participant.Connection.RECONNECTING);
    rooms.pass(15 * SECOND_NS);
    assertThat(rooms.endReason(ada.session())).isEqualTo(EndReason.MEDIA_LOST);
  }

  @Test
  void theSlotsOfAReplacedConnectionAreEmptyUntilTheyAreFilledAnew() {
    ada.say(new ClientMessage.Offer("sfu", FIRST.sdp()));
    rooms.media(
        0,
        new SfuEvent.SlotsChanged(
            ada.session(), List.of(new SfuEvent.SlotOccupant("1", 2, bob.session()))));
    ada.say(new ClientMessage.Offer("sfu", new SampleOffer("wxyz5678", 2, 9).sdp()));
    ada.take();
    ada.say(new ClientMessage.StateRequest());

    assertThat(ada.takeOne(ServerMessage.RoomState.class).slots()).isEmpty();
  }

  @Test
  void nobodySpeaksOnAConnectionThatWasReplaced() {
    ada.say(new ClientMessage.Offer("sfu", FIRST.sdp()));
    rooms.media(ada.session(), MediaState.CONNECTED);
    rooms.speaking(ada.session(), true);
    bob.take();
    ada.say(new ClientMessage.Offer("sfu", new SampleOffer("wxyz5678", 2, 9).sdp()));

    assertThat(bob.take()).contains(new ServerMessage.Speaking("ada", false));
  }

  @Test
  void anOfferInTimeKeepsTheSeat() {
    rooms.pass(20 * SECOND_NS);
    ada.say(new ClientMessage.Pong());
    ada.say(new ClientMessage.Offer("sfu", FIRST.sdp()));
    rooms.media(ada.session(), MediaState.CONNECTED);
    for (int i = 0; i < 10; i++) {
      rooms.pass(10 * SECOND_NS);
      ada.say(new ClientMessage.Pong());
    }
    assertThat(rooms.endReason(ada.session())).isNull();
  }

  @Test
  void aHandshakeMustBeDoneFifteenSecondsAfterTheOffer() {
    ada.say(new ClientMessage.Offer("sfu", FIRST.sdp()));
    rooms.media(ada.session(), MediaState.CHECKED);
    rooms.pass(15 * SECOND_NS - 1);
    assertThat(rooms.endReason(ada.session())).isNull();
    rooms.observer.takeToMedia();
    rooms.pass(1);

    assertThat(rooms.endReason(ada.session())).isEqualTo(EndReason.MEDIA_UNREACHABLE);
    assertThat(rooms.observer.takeToMedia())
        .containsExactly(new RoomsEvent.ToMedia(0, new SfuCommand.Disconnect(ada.session())));
  }

  @Test
  void everyEndDisconnectsTheMediaBeforeItIsAnnounced() {
    ada.say(new ClientMessage.Offer("sfu", FIRST.sdp()));
    int before = rooms.observer.trace().size();
    rooms.leave(ada.session(), null);

    List<RoomsEvent> events = rooms.observer.trace();
    assertThat(events.subList(before, events.size()))
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("ToMedia", "Send", "CloseSocket", "Send", "SessionEnded", "Answered");
  }

  @Test
  void tooManyOffersAreRefused() {
    for (int i = 0; i < 10; i++) {
      ada.say(new ClientMessage.Offer("sfu", FIRST.sdp()));
    }
    assertThat(ada.take()).filteredOn(SignalingTest.failure(ErrorCode.RATE_LIMITED)).hasSize(4);
    rooms.pass(2 * SECOND_NS);
    ada.say(new ClientMessage.Offer("sfu", FIRST.sdp()));
    ada.takeOne(ServerMessage.Answer.class);
  }

  @Test
  void roomsOfTwoMediaThreadsAnswerWithTheirOwnPort() {
    Member eve = rooms.enter("duo", "eve");
    eve.say(new ClientMessage.Offer("sfu", new SampleOffer("abcd1234", 3, 1).sdp()));

    assertThat(eve.takeOne(ServerMessage.Answer.class).sdp()).contains(" 192.0.2.1 10001 typ host");
    assertThat(rooms.observer.takeToMedia().getFirst().mediaThread()).isEqualTo(1);
  }
}
