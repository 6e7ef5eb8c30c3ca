// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.rtc.ConnectionGrade;
import palaver.rtc.ConnectionQuality;
import palaver.sfu.MediaState;
import palaver.sfu.SfuEvent;

class MediaEventsTest {
  private static final long SECOND_NS = RoomsHarness.SECOND_NS;
  private final RoomsHarness rooms = new RoomsHarness();
  private final Member ada = rooms.enter("plaza", "ada");
  private final Member bob = rooms.enter("plaza", "bob");

  @BeforeEach
  void forgetTheJoins() {
    ada.take();
    bob.take();
  }

  @Test
  void theConnectionIsShownFromJoiningToConnectedAndReconnecting() {
    rooms.media(ada.session(), MediaState.NEW);
    rooms.media(ada.session(), MediaState.CHECKED);
    assertThat(bob.take()).isEmpty();

    rooms.media(ada.session(), MediaState.CONNECTED);
    assertThat(shown()).isEqualTo(Participant.Connection.CONNECTED);
    rooms.media(ada.session(), MediaState.RECONNECTING);
    assertThat(shown()).isEqualTo(Participant.Connection.RECONNECTING);
    rooms.media(ada.session(), MediaState.CONNECTED);
    assertThat(shown()).isEqualTo(Participant.Connection.CONNECTED);
    rooms.media(ada.session(), MediaState.CONNECTED);
    assertThat(bob.take()).isEmpty();
  }

  private Participant.Connection shown() {
    Participant participant = bob.takeOne(ServerMessage.ParticipantChanged.class).participant();
    assertThat(participant.userId()).isEqualTo("ada");
    return participant.connection();
  }

  @Test
  void mediaThatIsLostEndsTheSession() {
    rooms.media(ada.session(), MediaState.CONNECTED);
    rooms.media(ada.session(), MediaState.LOST);

    assertThat(rooms.endReason(ada.session())).isEqualTo(EndReason.MEDIA_LOST);
    assertThat(ada.take()).last().isInstanceOf(ServerMessage.Ended.class);
  }

  @Test
  void mediaThatNeverCameUpEndsTheSessionAsUnreachable() {
    rooms.media(ada.session(), MediaState.CHECKED);
    rooms.media(ada.session(), MediaState.LOST);

    assertThat(rooms.endReason(ada.session())).isEqualTo(EndReason.MEDIA_UNREACHABLE);
  }

  @Test
  void aFailedConnectionEndsItsSessionOnly() {
    rooms.media(ada.session(), MediaState.CONNECTED);
    rooms.media(
        0,
        new SfuEvent.PeerFailed(
            ada.session(), new RoomKey("materie", "plaza"), new IllegalStateException()));

    assertThat(rooms.endReason(ada.session())).isEqualTo(EndReason.MEDIA_LOST);
    assertThat(rooms.endReason(bob.session())).isNull();
  }

  /// R434.
  @Test
  void speakingIsToldToTheRoomAndItsTimeIsCounted() {
    rooms.speaking(ada.session(), true);
    rooms.speaking(ada.session(), true);
    assertThat(bob.takeOne(ServerMessage.Speaking.class))
        .isEqualTo(new ServerMessage.Speaking("ada", true));
    ada.takeOne(ServerMessage.Speaking.class);
    rooms.pass(2 * SECOND_NS);
    rooms.say(bob.connection(), new ClientMessage.StateRequest());
    assertThat(bob.takeOne(ServerMessage.RoomState.class).participants().getFirst().speaking())
        .isTrue();
    rooms.speaking(ada.session(), false);
    rooms.pass(SECOND_NS);
    rooms.speaking(ada.session(), true);
    rooms.pass(SECOND_NS);
    rooms.leave(ada.session(), null);

    assertThat(rooms.end(ada.session()).speakingNs()).isEqualTo(3 * SECOND_NS);
  }

  @Test
  void howWellAPathCarriesSpeechIsToldWhenItChanges() {
    measured(100, 0, 50_000_000);
    measured(200, 0, 60_000_000);
    // Three of the last hundred are lost: over the whole connection that is less than one.
    measured(300, 3, 60_000_000);
    measured(310, 13, 60_000_000);
    measured(410, 13, 450_000_000);

    assertThat(rooms.observer.grades)
        .extracting(RoomsEvent.GradeChanged::grade)
        .containsExactly(ConnectionGrade.EXCELLENT, ConnectionGrade.GOOD, ConnectionGrade.POOR);
    assertThat(rooms.observer.grades)
        .allSatisfy(each -> assertThat(each.session()).isEqualTo(ada.session()));
  }

  @Test
  void aPathIsNotJudgedBeforeItsRoundTripIsKnown() {
    measured(1_000, 500, 0);
    assertThat(rooms.observer.grades).isEmpty();
  }

  private void measured(long packetsIn, long lostIn, long roundTripNs) {
    rooms.media(
        0,
        new SfuEvent.QualityMeasured(
            ada.session(), new ConnectionQuality(packetsIn, lostIn, 0, 0, 0, 0, roundTripNs)));
  }

  @Test
  void aListenerLearnsWhoIsInItsSlots() {
    rooms.media(
        0,
        new SfuEvent.SlotsChanged(
            bob.session(), List.of(new SfuEvent.SlotOccupant("1", 1, ada.session()))));

    List<ServerMessage.Slot> expected = List.of(new ServerMessage.Slot("1", 1, "ada"));
    assertThat(bob.takeOne(ServerMessage.Slots.class).slots()).isEqualTo(expected);
    assertThat(ada.take()).isEmpty();
    bob.say(new ClientMessage.StateRequest());
    assertThat(bob.takeOne(ServerMessage.RoomState.class).slots()).isEqualTo(expected);
  }

  @Test
  void somebodyWhoLeftIsInNoSlot() {
    rooms.media(
        0,
        new SfuEvent.SlotsChanged(
            bob.session(), List.of(new SfuEvent.SlotOccupant("1", 1, ada.session()))));
    rooms.leave(ada.session(), null);
    bob.take();
    bob.say(new ClientMessage.StateRequest());

    assertThat(bob.takeOne(ServerMessage.RoomState.class).slots()).isEmpty();
  }

  @Test
  void slotsOfAListenerWithoutASocketAreInItsNextState() {
    bob.close();
    rooms.media(
        0,
        new SfuEvent.SlotsChanged(
            bob.session(), List.of(new SfuEvent.SlotOccupant("1", 1, ada.session()))));
    bob.open();

    assertThat(((ServerMessage.RoomState) bob.voiceJoin()).slots()).hasSize(1);
  }

  @Test
  void eventsOfAnotherThreadOrOfAnEndedSessionAreCountedAndDropped() {
    rooms.media(1, new SfuEvent.MediaStateChanged(ada.session(), MediaState.LOST));
    rooms.leave(bob.session(), null);
    rooms.media(bob.session(), MediaState.CONNECTED);
    rooms.speaking(bob.session(), true);

    assertThat(rooms.engine.strayCount()).isEqualTo(3);
    assertThat(rooms.endReason(ada.session())).isNull();
  }

  @Test
  void handshakeDatagramsAreNobodysBusinessHere() {
    rooms.media(0, new SfuEvent.DtlsReceived(ada.session(), new byte[] {22}));

    assertThat(ada.take()).isEmpty();
    assertThat(rooms.engine.strayCount()).isZero();
  }
}
