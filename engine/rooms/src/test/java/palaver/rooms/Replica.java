// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a client knows of its room by applying every message, as docs/protocol-signaling.md says. A
/// repeated `room_state` must say the same.
final class Replica {
  private final Map<String, Participant> participants = new LinkedHashMap<>();
  private boolean begun;

  void apply(ServerMessage message) {
    switch (message) {
      case ServerMessage.RoomState state -> compare(state);
      case ServerMessage.ParticipantJoined joined ->
          assertThat(participants.put(joined.participant().userId(), joined.participant()))
              .isNull();
      case ServerMessage.ParticipantChanged changed -> put(changed.participant());
      case ServerMessage.ParticipantLeft left ->
          assertThat(participants.remove(left.userId())).isNotNull();
      case ServerMessage.Mute mute -> put(muted(known(mute.userId()), mute));
      case ServerMessage.Speaking speaking -> {
        Participant old = known(speaking.userId());
        put(
            new Participant(
                old.userId(),
                old.username(),
                old.stream(),
                old.muted(),
                old.silenced(),
                old.silenceReason(),
                speaking.speaking(),
                old.connection(),
                old.handRaised(),
                old.role()));
      }
      case ServerMessage.Hand hand -> put(hand(known(hand.userId()), hand.raised()));
      case ServerMessage.Slots slots -> slots.slots().forEach(slot -> known(slot.userId()));
      case ServerMessage.Answer _,
          ServerMessage.PeerOffer _,
          ServerMessage.PeerAnswer _,
          ServerMessage.PeerIce _,
          ServerMessage.Ping _,
          ServerMessage.Pong _,
          ServerMessage.Observers _,
          ServerMessage.Warned _,
          ServerMessage.RoomLock _,
          ServerMessage.Chat _,
          ServerMessage.ChatRemoved _,
          ServerMessage.Ended _,
          ServerMessage.Failure _ -> {}
    }
  }

  private static Participant muted(Participant old, ServerMessage.Mute mute) {
    boolean silenced = mute.byModerator() ? mute.muted() : old.silenced();
    return new Participant(
        old.userId(),
        old.username(),
        old.stream(),
        mute.byModerator() ? old.muted() : mute.muted(),
        silenced,
        mute.byModerator() ? (mute.muted() ? mute.reason() : null) : old.silenceReason(),
        old.speaking(),
        old.connection(),
        old.handRaised(),
        old.role());
  }

  private static Participant hand(Participant old, boolean raised) {
    return new Participant(
        old.userId(),
        old.username(),
        old.stream(),
        old.muted(),
        old.silenced(),
        old.silenceReason(),
        old.speaking(),
        old.connection(),
        raised,
        old.role());
  }

  private void compare(ServerMessage.RoomState state) {
    if (begun) {
      assertThat(state.participants()).isEqualTo(List.copyOf(participants.values()));
    }
    begun = true;
    participants.clear();
    state
        .participants()
        .forEach(participant -> participants.put(participant.userId(), participant));
    assertThat(participants).hasSize(state.participants().size());
    boolean listens =
        state.observers().stream().anyMatch(o -> o.userId().equals(state.you().userId()));
    assertThat(listens || participants.containsKey(state.you().userId())).isTrue();
  }

  private Participant known(String userId) {
    return Objects.requireNonNull(participants.get(userId), "nobody is called " + userId);
  }

  private void put(Participant participant) {
    known(participant.userId());
    participants.put(participant.userId(), participant);
  }
}
