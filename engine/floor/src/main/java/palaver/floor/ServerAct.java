// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

/// What a floor server wants told, and to whom. Times are in nanoseconds.
public sealed interface ServerAct {

  /// To the holder: you have the floor. Repeated until the holder shows that it knows.
  record Granted(FloorLease lease) implements ServerAct {}

  /// To all: the floor has a holder. Comes with each grant and each renewal.
  record Taken(FloorLease lease) implements ServerAct {}

  /// To the caller: no.
  ///
  /// @param retryAfterNs how long to wait before the next request, 0 for no such limit
  record Denied(FloorRequest request, DenyCause cause, long retryAfterNs) implements ServerAct {}

  /// To the caller: you wait.
  ///
  /// @param place 1 for the next
  /// @param size how many wait
  record Queued(FloorRequest request, int place, int size) implements ServerAct {}

  /// To the holder: stop within the grace.
  ///
  /// @param graceLeftNs how long the talker may still finish
  record Revoked(FloorLease lease, RevokeCause cause, long graceLeftNs) implements ServerAct {}

  /// To the holder: the talk limit is near.
  record Warned(FloorLease lease, long leftNs) implements ServerAct {}

  /// To all: nobody has the floor.
  ///
  /// @param lastNumber the number of the last lease, 0 when there was none
  record Idle(long lastNumber) implements ServerAct {}

  /// To nobody: how a lease ended, for the record.
  record Ended(FloorLease lease, End why) implements ServerAct {}

  /// How a lease may end.
  enum End {
    RELEASED,
    HOLDER_LOST,
    MEDIA_ENDED,
    NEVER_TAKEN_UP,
    REVOKED,
    SERVER_STOPPED
  }
}
