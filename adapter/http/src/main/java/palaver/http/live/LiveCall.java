// SPDX-License-Identifier: Apache-2.0
package palaver.http.live;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.rooms.Topology;
import palaver.rtc.ConnectionGrade;

/// A call that goes on.
///
/// @param startedAt when its first participant came
/// @param topology how its sound travels
public record LiveCall(
    RoomKey room,
    String roomName,
    Instant startedAt,
    Topology topology,
    List<Person> participants,
    List<Person> observers) {

  public LiveCall {
    participants = List.copyOf(participants);
    observers = List.copyOf(observers);
  }

  /// Somebody in a call.
  ///
  /// @param grade how well their media path carries speech; null while that is not known
  public record Person(
      String userId, String username, boolean speaking, @Nullable ConnectionGrade grade) {}
}
