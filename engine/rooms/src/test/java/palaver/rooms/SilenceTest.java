// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.base.SessionId;
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

  private void silence(SessionId session, boolean silenced) {
    rooms.handle(new RoomsCommand.Silence(session, silenced, "noise"));
  }

  @Test
  void aModeratorsMuteIsEnforcedBeforeAnybodyIsTold() {
    int before = rooms.observer.trace().size();
    silence(ada.session(), true);

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
    silence(ada.session(), true);
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
    silence(ada.session(), true);
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
    silence(bob.session(), true);
    assertThat(rooms.observer.takeToMedia()).isEmpty();
    bob.say(new ClientMessage.Offer("sfu", OFFER));

    assertThat(rooms.observer.takeToMedia())
        .extracting(command -> command.command().getClass().getSimpleName())
        .containsExactly("Connect", "Silence");
  }

  @Test
  void itIsLiftedByTheModerator() {
    silence(ada.session(), true);
    silence(ada.session(), false);
    silence(ada.session(), false);

    assertThat(rooms.observer.takeToMedia())
        .last()
        .isEqualTo(new RoomsEvent.ToMedia(0, new SfuCommand.Silence(ada.session(), false)));
    assertThat(bob.take()).hasSize(2);
  }

  @Test
  void aSessionThatIsGoneCannotBeSilenced() {
    silence(new SessionId("gone"), true);
    assertThat(rooms.engine.strayCount()).isEqualTo(1);
  }

  @Test
  void theOldestMuteIsForgottenWhenThereAreTooMany() {
    Room room = new Room(new palaver.base.RoomKey("w", "r"), "R", 10, true, Limits.DEFAULT);
    for (int i = 0; i <= Limits.DEFAULT.silencesPerRoomMax(); i++) {
      room.setSilence("user" + i, "noise");
    }
    assertThat(room.silenceReason("user0")).isNull();
    assertThat(room.silenceReason("user1")).isEqualTo("noise");
  }
}
