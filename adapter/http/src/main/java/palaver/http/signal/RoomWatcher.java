// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import palaver.rooms.RoomsEvent;

/// Hears what happens in the rooms, in order, on the signal thread: who comes, speaks, writes and
/// goes. It never blocks and never throws.
@FunctionalInterface
public interface RoomWatcher {

  /// Nobody watches.
  RoomWatcher NOBODY = _ -> {};

  /// One of [RoomsEvent.SeatShown], [RoomsEvent.SpeakingChanged], [RoomsEvent.ChatSaid],
  /// [RoomsEvent.SessionEnded], and [RoomsEvent.Send] of a room's whole state.
  void heard(RoomsEvent event);
}
