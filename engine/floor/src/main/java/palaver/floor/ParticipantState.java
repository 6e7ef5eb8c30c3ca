// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

/// What a participant's interface shows about its own press. Times are the participant's own, in
/// nanoseconds.
public sealed interface ParticipantState {

  /// Nothing is pressed.
  record Idle() implements ParticipantState {}

  /// The button is down and no answer is there yet.
  record Requesting() implements ParticipantState {}

  /// The button is down and others are served first.
  ///
  /// @param place 1 for the next
  /// @param size how many wait
  record Queued(int place, int size) implements ParticipantState {}

  /// The microphone is open.
  ///
  /// @param untilNs when the lease ends if it is not renewed
  record Granted(long untilNs) implements ParticipantState {}

  /// The last press was refused.
  ///
  /// @param retryAtNs when the next makes sense; in the past when at once
  record Denied(DenyCause cause, long retryAtNs) implements ParticipantState {}

  /// The floor was taken back.
  ///
  /// @param openUntilNs when the microphone closes; in the past when it is closed
  record Revoked(RevokeCause cause, long openUntilNs) implements ParticipantState {}

  /// Nothing is pressed and there is no leader at present.
  record NoLeader() implements ParticipantState {}

  /// Nobody else is there.
  record Alone() implements ParticipantState {}

  /// This participant's role does not allow talking.
  record ReceiveOnly() implements ParticipantState {}
}
