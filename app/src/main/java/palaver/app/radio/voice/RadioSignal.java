// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import org.jspecify.annotations.Nullable;
import palaver.floor.DenyCause;
import palaver.floor.ParticipantState;

/// What a person should know without looking. Each has a rhythm and a way of its own, so that it is
/// known with closed eyes; the page signals the same.
enum RadioSignal {
  /// One may talk: it rises.
  GRANTED("660:70 990:90"),
  /// One waits in line: two equal ticks.
  QUEUED("520:60 0:70 520:60"),
  /// A press came to nothing: it falls.
  DENIED("330:160 220:280"),
  /// One was cut off: two short beats and a deep one.
  REVOKED("780:80 0:30 780:80 0:30 390:220"),
  /// Somebody else talks and there is no line: three beats, as a telephone has it.
  BUSY("425:120 0:100 425:120 0:100 425:120"),
  /// The others are gone: four steps down.
  LOST("440:180 370:180 311:180 262:340");

  private final String notes;

  /// @param notes hertz, 0 for a pause, and milliseconds
  RadioSignal(String notes) {
    this.notes = notes;
  }

  /// Its notes, one after the other: `hertz:milliseconds`, 0 Hz for a pause.
  String notes() {
    return notes;
  }

  /// What to signal when the node's press goes from one state to another; null for nothing.
  static @Nullable RadioSignal of(ParticipantState before, ParticipantState after) {
    if (before.getClass().equals(after.getClass())) {
      return null;
    }
    return switch (after) {
      case ParticipantState.Granted _ -> GRANTED;
      case ParticipantState.Queued _ -> QUEUED;
      case ParticipantState.Denied(DenyCause cause, _) ->
          cause == DenyCause.OTHER_HAS_PERMISSION || cause == DenyCause.QUEUE_FULL ? BUSY : DENIED;
      case ParticipantState.Revoked _ -> REVOKED;
      case ParticipantState.NoLeader _, ParticipantState.Alone _ -> hadOthers(before) ? LOST : null;
      case ParticipantState.Idle _, ParticipantState.Requesting _, ParticipantState.ReceiveOnly _ ->
          null;
    };
  }

  private static boolean hadOthers(ParticipantState state) {
    return state instanceof ParticipantState.Idle
        || state instanceof ParticipantState.Requesting
        || state instanceof ParticipantState.Queued
        || state instanceof ParticipantState.Granted;
  }

  /// What to signal when a press did not get as far as the channel.
  static RadioSignal of(RadioButton.Refusal refusal) {
    return switch (refusal) {
      case NO_MICROPHONE, NO_MEDIA -> DENIED;
      case BUSY, BUTTON_HELD, HANDSET_TALKS -> BUSY;
    };
  }
}
