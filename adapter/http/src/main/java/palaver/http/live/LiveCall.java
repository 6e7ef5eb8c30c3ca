// SPDX-License-Identifier: Apache-2.0
package palaver.http.live;

import java.time.Instant;
import java.util.List;
import palaver.base.RoomKey;

/// A call that goes on.
///
/// @param startedAt when its first participant came
public record LiveCall(
    RoomKey room,
    String roomName,
    Instant startedAt,
    List<Person> participants,
    List<Person> observers) {

  public LiveCall {
    participants = List.copyOf(participants);
    observers = List.copyOf(observers);
  }

  /// Somebody in a call.
  public record Person(String userId, String username, boolean speaking) {}
}
