// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TakeoverTest {
  private final RoomsHarness rooms = new RoomsHarness();

  @Test
  void aConfirmedJoinIsAnnouncedToTheOthers() {
    Member ada = rooms.enter("plaza", "ada");
    Answer.Admitted bob = rooms.reserve("plaza", "bob");
    assertThat(ada.take()).isEmpty();

    rooms.confirm(bob.session());
    assertThat(ada.takeOne(ServerMessage.ParticipantJoined.class).participant())
        .isEqualTo(bob.participants().getLast());
  }

  @Test
  void theNewerSessionTakesOverAndTheOlderIsToldWhyAndClosed() {
    Member first = rooms.enter("plaza", "ada");
    Member bob = rooms.enter("plaza", "bob");
    first.take();
    Answer.Admitted second = rooms.reserve("plaza", "ada");
    assertThat(first.take()).as("nothing before the join is confirmed").isEmpty();

    rooms.confirm(second.session());
    assertThat(first.takeOne(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.TAKEN_OVER);
    assertThat(first.connected()).isFalse();
    assertThat(rooms.endReason(first.session())).isEqualTo(EndReason.TAKEN_OVER);
    List<ServerMessage> seen = bob.take();
    assertThat(seen).hasSize(2);
    assertThat(seen.get(0))
        .isInstanceOfSatisfying(
            ServerMessage.ParticipantLeft.class,
            left -> assertThat(left.reason()).isEqualTo(EndReason.TAKEN_OVER));
    assertThat(seen.get(1))
        .isInstanceOfSatisfying(
            ServerMessage.ParticipantJoined.class,
            joined -> assertThat(joined.participant().stream()).isEqualTo(3));
    assertThat(rooms.list("materie", false).getFirst().participantCount()).isEqualTo(2);
  }

  @Test
  void aTakeoverNeverPassesThroughAnEmptyUnlistedRoom() {
    Member first = rooms.enter("cellar", "ada");
    Member second = rooms.enter("cellar", "ada");

    assertThat(first.connected()).isFalse();
    assertThat(second.connected()).isTrue();
    assertThat(rooms.list("materie", true).getLast().participantCount()).isEqualTo(1);
  }

  @Test
  void sessionsOfOneUserInTwoRoomsLiveSideBySide() {
    Member plaza = rooms.enter("plaza", "ada");
    Member duo = rooms.enter("duo", "ada");

    assertThat(plaza.connected()).isTrue();
    assertThat(duo.connected()).isTrue();
  }

  @Test
  void ofTwoJoinsUnderWayTheLaterOneWinsInWhateverOrderTheyAreConfirmed() {
    Answer.Admitted earlier = rooms.reserve("plaza", "ada");
    Answer.Admitted later = rooms.reserve("plaza", "ada");
    rooms.confirm(later.session());
    rooms.confirm(earlier.session());

    assertThat(rooms.endReason(earlier.session())).isEqualTo(EndReason.TAKEN_OVER);
    assertThat(rooms.endReason(later.session())).isNull();
    assertThat(rooms.engine.participantCount()).isEqualTo(1);
  }

  @Test
  void anAbandonedSecondJoinLeavesTheFirstSessionAlone() {
    Member ada = rooms.enter("plaza", "ada");
    rooms.abandon(rooms.reserve("plaza", "ada").session());

    assertThat(ada.connected()).isTrue();
    assertThat(ada.take()).isEmpty();
    ada.say(new ClientMessage.StateRequest());
    assertThat(ada.takeOne(ServerMessage.RoomState.class).participants()).hasSize(1);
  }
}
