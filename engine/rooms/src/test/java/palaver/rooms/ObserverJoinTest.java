// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.rooms.moderation.SanctionKind;
import palaver.sfu.SfuCommand;

/// A moderator who only listens: shown, not counted, never heard.
class ObserverJoinTest {
  private static final String OFFER = new SampleOffer("abcd1234", 1, 9).sdp();

  private final RoomsHarness rooms = new RoomsHarness();
  private final Member ada = rooms.enter("duo", "ada");

  @Test
  void everybodySeesWhoListens() {
    Member mod = rooms.enter(rooms.observe("duo", "mod"));
    assertThat(ada.takeOne(ServerMessage.Observers.class).observers())
        .containsExactly(new ServerMessage.Observer("mod", "Name of mod"));
    Member bob = rooms.enter("duo", "bob");
    bob.say(new ClientMessage.StateRequest());
    assertThat(bob.takeOne(ServerMessage.RoomState.class).observers()).hasSize(1);

    ada.take();
    rooms.leave(mod.session(), null);
    assertThat(ada.takeOne(ServerMessage.Observers.class).observers()).isEmpty();
    assertThat(rooms.end(mod.session()).observer()).isTrue();
  }

  @Test
  void aFullRoomHasPlaceForThemAndTheyTakeNone() {
    rooms.enter("duo", "bob");
    assertThat(rooms.observe("duo", "mod")).isInstanceOf(Answer.Admitted.class);
    assertThat(rooms.list("materie", false))
        .filteredOn(room -> room.roomId().equals("duo"))
        .extracting(Answer.RoomSummary::participantCount)
        .containsExactly(2);

    RoomsHarness other = new RoomsHarness();
    other.enter("duo", "ada");
    other.enter(other.observe("duo", "mod"));
    assertThat(other.join("duo", "bob")).isInstanceOf(Answer.Admitted.class);
    assertThat(other.engine.participantCount()).isEqualTo(1);
  }

  @Test
  void theyHearEverybodyOfASmallRoomAndTheirMediaOnlyListens() {
    Answer.Admitted admitted = (Answer.Admitted) rooms.observe("duo", "mod");
    assertThat(admitted.slots()).isEqualTo(2);
    assertThat(admitted.participants()).extracting(Participant::userId).containsExactly("ada");
    Member mod = rooms.enter(admitted);
    rooms.observer.takeToMedia();
    mod.say(new ClientMessage.Offer("sfu", OFFER));
    List<RoomsEvent.ToMedia> commands = rooms.observer.takeToMedia();
    assertThat(commands).hasSize(1);
    assertThat(((SfuCommand.Connect) commands.getFirst().command()).observer()).isTrue();
  }

  @Test
  void theyNeitherWriteNorMute() {
    Member mod = rooms.enter(rooms.observe("duo", "mod"));
    ada.take();
    mod.say(new ClientMessage.Chat("psst", RoomsHarness.ENDS_AT));
    mod.say(new ClientMessage.SelfMute(true));
    assertThat(mod.takeOne(ServerMessage.Failure.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(ada.take()).isEmpty();
  }

  @Test
  void oneMayTakePartAndListenAtTheSameTime() {
    Member listening = rooms.enter(rooms.observe("duo", "ada"));
    assertThat(rooms.endReason(ada.session())).isNull();
    Member again = rooms.enter(rooms.observe("duo", "ada"));
    assertThat(rooms.endReason(listening.session())).isEqualTo(EndReason.TAKEN_OVER);
    assertThat(again.connected()).isTrue();
  }

  @Test
  void thereAreFourAtMostAndNoneWhereNobodyIs() {
    for (int i = 0; i < 4; i++) {
      rooms.enter(rooms.observe("duo", "mod" + i));
    }
    assertThat(((Answer.Refused) rooms.observe("duo", "mod9")).code())
        .isEqualTo(ErrorCode.ROOM_FULL);
    assertThat(((Answer.Refused) rooms.observe("cellar", "mod9")).code())
        .isEqualTo(ErrorCode.ROOM_NOT_FOUND);
  }

  @Test
  void aLockDoesNotKeepThemOut() {
    rooms.impose(SanctionKind.LOCK, "duo", null, Long.MAX_VALUE);
    assertThat(rooms.observe("duo", "mod")).isInstanceOf(Answer.Admitted.class);
  }
}
