// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.rooms.moderation.SanctionKind;
import palaver.sfu.SfuCommand;

class SilenceTest {
  private static final String OFFER = new SampleOffer("abcd1234", 1, 9).sdp();

  private final RoomsHarness rooms = new RoomsHarness();
  private final Member ada = rooms.enter("plaza", "ada");
  private final Member bob = rooms.enter("plaza", "bob");

  @BeforeEach
  void connectAda() {
    ada.say(new ClientMessage.Offer("sfu", OFFER));
    ada.take();
    rooms.observer.takeToMedia();
  }

  private void silence(String user, boolean silenced) {
    if (silenced) {
      rooms.impose(SanctionKind.MUTE, "plaza", user, Long.MAX_VALUE);
    } else {
      rooms.lift(SanctionKind.MUTE, "plaza", user);
    }
  }

  @Test
  void aModeratorsMuteIsEnforcedBeforeAnybodyIsTold() {
    int before = rooms.observer.trace().size();
    silence("ada", true);

    List<RoomsEvent> events = rooms.observer.trace();
    assertThat(events.get(before))
        .isEqualTo(new RoomsEvent.ToMedia(0, new SfuCommand.Silence(ada.session(), true)));
    ServerMessage.Mute told = bob.takeOne(ServerMessage.Mute.class);
    assertThat(told)
        .isEqualTo(new ServerMessage.Mute(told.revision(), "ada", true, true, "noise"))
        .isEqualTo(ada.takeOne(ServerMessage.Mute.class));
  }

  @Test
  void noClientUndoesIt() {
    silence("ada", true);
    ada.say(new ClientMessage.SelfMute(true));
    ada.say(new ClientMessage.SelfMute(false));
    ada.take();
    ada.say(new ClientMessage.StateRequest());
    Participant shown = ada.takeOne(ServerMessage.RoomState.class).participants().getFirst();

    assertThat(shown.silenced()).isTrue();
    assertThat(shown.silenceReason()).isEqualTo("noise");
    assertThat(shown.muted()).isFalse();
    assertThat(rooms.observer.takeToMedia()).hasSize(1);
  }

  @Test
  void aNewJoinDoesNotUndoIt() {
    silence("ada", true);
    rooms.leave(ada.session(), null);
    Member again = rooms.enter("plaza", "ada");
    rooms.observer.takeToMedia();
    again.say(new ClientMessage.Offer("sfu", OFFER));

    assertThat(rooms.observer.takeToMedia())
        .last()
        .isEqualTo(new RoomsEvent.ToMedia(0, new SfuCommand.Silence(again.session(), true)));
  }

  @Test
  void somebodyWithoutMediaIsSilencedWhenTheirMediaOpens() {
    silence("bob", true);
    assertThat(rooms.observer.takeToMedia()).isEmpty();
    bob.say(new ClientMessage.Offer("sfu", OFFER));

    assertThat(rooms.observer.takeToMedia())
        .extracting(command -> command.command().getClass().getSimpleName())
        .containsExactly("Connect", "Silence");
  }

  @Test
  void itIsLiftedByTheModerator() {
    silence("ada", true);
    silence("ada", false);
    silence("ada", false);

    assertThat(rooms.observer.takeToMedia())
        .last()
        .isEqualTo(new RoomsEvent.ToMedia(0, new SfuCommand.Silence(ada.session(), false)));
    assertThat(bob.take()).hasSize(2);
  }

  @Test
  void somebodyWhoIsNotThereIsSilencedWhenTheyCome() {
    silence("carl", true);
    Member carl = rooms.enter("plaza", "carl");
    rooms.observer.takeToMedia();
    carl.say(new ClientMessage.Offer("sfu", OFFER));

    assertThat(rooms.observer.takeToMedia())
        .last()
        .isEqualTo(new RoomsEvent.ToMedia(0, new SfuCommand.Silence(carl.session(), true)));
  }

  @Test
  void itEndsByItselfWhenItsTimeIsUp() {
    rooms.impose(SanctionKind.MUTE, "plaza", "ada", 5 * RoomsHarness.SECOND_NS);
    rooms.observer.takeToMedia();
    rooms.pass(5 * RoomsHarness.SECOND_NS);

    assertThat(rooms.observer.takeToMedia())
        .containsExactly(new RoomsEvent.ToMedia(0, new SfuCommand.Silence(ada.session(), false)));
  }

  @Test
  void aRoomsEndDoesNotEndIt() {
    Member alone = rooms.enter(rooms.join("cellar", "eve", true));
    rooms.impose(SanctionKind.MUTE, "cellar", "eve", Long.MAX_VALUE);
    rooms.leave(alone.session(), null);
    Member again = rooms.enter(rooms.join("cellar", "eve", true));
    again.say(new ClientMessage.StateRequest());

    assertThat(again.takeOne(ServerMessage.RoomState.class).participants().getFirst().silenced())
        .isTrue();
  }
}
