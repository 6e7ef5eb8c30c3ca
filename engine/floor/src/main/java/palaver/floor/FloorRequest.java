// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

/// A request for the floor as the server sees it, already authenticated.
///
/// @param participant who asks; any number that names one participant
/// @param boot the run of that participant
/// @param requestId one press: repetitions of a request carry the same
/// @param priority 0 to 255, as membership allows it
/// @param emergency whether it may interrupt, as membership allows it
/// @param mayWait whether the caller wants to wait in the queue
/// @param receiveOnly whether the caller's role does not allow talking
public record FloorRequest(
    long participant,
    long boot,
    long requestId,
    int priority,
    boolean emergency,
    boolean mayWait,
    boolean receiveOnly) {

  /// An ordinary press.
  public static FloorRequest of(long participant, long requestId) {
    return new FloorRequest(participant, 0, requestId, 0, false, true, false);
  }

  public FloorRequest withPriority(int value) {
    return new FloorRequest(participant, boot, requestId, value, emergency, mayWait, receiveOnly);
  }

  public FloorRequest asEmergency() {
    return new FloorRequest(participant, boot, requestId, priority, true, mayWait, receiveOnly);
  }

  public FloorRequest withoutWaiting() {
    return new FloorRequest(participant, boot, requestId, priority, emergency, false, receiveOnly);
  }

  public FloorRequest asReceiveOnly() {
    return new FloorRequest(participant, boot, requestId, priority, emergency, mayWait, true);
  }
}
