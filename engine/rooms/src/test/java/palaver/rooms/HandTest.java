// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.rooms.moderation.SanctionKind;

/// Raised hands, and what a page is told of who may do something about them.
class HandTest {
  private final RoomsHarness rooms = new RoomsHarness();
  private final Member ada = rooms.enter("plaza", "ada");
  private final Member bob = rooms.enter("plaza", "bob");

  @BeforeEach
  void forgetTheArrival() {
    ada.take();
    bob.take();
  }

  private Participant ada() {
    bob.say(new ClientMessage.StateRequest());
    return bob.takeOne(ServerMessage.RoomState.class).participants().getFirst();
  }

  @Test
  void aRaisedHandIsToldToAllAndOnlyWhenItChanges() {
    ada.say(new ClientMessage.Hand(true));
    ada.say(new ClientMessage.Hand(true));
    ServerMessage.Hand told = bob.takeOne(ServerMessage.Hand.class);

    assertThat(told).isEqualTo(new ServerMessage.Hand(told.revision(), "ada", true));
    assertThat(bob.take()).isEmpty();
    assertThat(ada().handRaised()).isTrue();

    ada.say(new ClientMessage.Hand(false));
    assertThat(bob.takeOne(ServerMessage.Hand.class).raised()).isFalse();
    assertThat(ada().handRaised()).isFalse();
  }

  @Test
  void askingToBeHeardUndoesNoMute() {
    rooms.impose(SanctionKind.MUTE, "plaza", "ada", Long.MAX_VALUE);
    ada.say(new ClientMessage.Hand(true));

    bob.take();
    assertThat(ada().handRaised()).isTrue();
    assertThat(ada().silenced()).isTrue();
  }

  @Test
  void aModeratorsUnmuteLowersTheHandThatAskedForIt() {
    rooms.impose(SanctionKind.MUTE, "plaza", "ada", Long.MAX_VALUE);
    ada.say(new ClientMessage.Hand(true));
    bob.take();
    rooms.lift(SanctionKind.MUTE, "plaza", "ada");

    ServerMessage last = bob.take().getLast();
    assertThat(last)
        .isInstanceOfSatisfying(
            ServerMessage.Hand.class, hand -> assertThat(hand.raised()).isFalse());
    assertThat(ada().handRaised()).isFalse();
  }

  @Test
  void anObserverHasNoHand() {
    Member mod = rooms.enter(rooms.observe("plaza", "mod"));
    bob.take();
    mod.say(new ClientMessage.Hand(true));

    assertThat(bob.take()).isEmpty();
  }

  @Test
  void everybodyIsToldTheirOwnStandingAndTheRoleOfOthers() {
    Standing standing = new Standing("moderator", List.of("sanction", "ban"));
    Member mo = rooms.enter(rooms.joinAs("plaza", "mo", standing));
    mo.say(new ClientMessage.StateRequest());
    ServerMessage.RoomState state = mo.takeOne(ServerMessage.RoomState.class);

    assertThat(state.you().standing()).isEqualTo(standing);
    assertThat(state.participants())
        .extracting(Participant::role)
        .containsExactly("guest", "guest", "moderator");
  }
}
