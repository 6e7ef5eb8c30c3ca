// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

/// What a floor participant wants done.
public sealed interface ParticipantAct {

  /// Send a request to the leader.
  record SendRequest(long requestId) implements ParticipantAct {}

  /// Give the floor or the place in the queue back.
  ///
  /// @param number the lease, 0 when none was granted
  record SendRelease(long requestId, long number) implements ParticipantAct {}

  /// Send what the microphone gives under this lease.
  ///
  /// @param withPreRoll whether speech since the press goes out too
  record OpenMicrophone(long number, boolean withPreRoll) implements ParticipantAct {}

  /// Send nothing more.
  record CloseMicrophone(long number) implements ParticipantAct {}

  /// The interface shows something else.
  record Changed(ParticipantState state) implements ParticipantAct {}
}
