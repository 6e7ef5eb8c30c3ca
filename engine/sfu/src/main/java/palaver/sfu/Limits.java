// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

/// How much one [SfuEngine] takes on. What would go beyond is refused and counted.
///
/// @param connectionsMax how many participants, over all rooms
/// @param roomsMax how many rooms that have somebody in them
/// @param participantsPerRoomMax the highest room limit that a Connect may name
public record Limits(int connectionsMax, int roomsMax, int participantsPerRoomMax) {

  /// Enough for one media thread at its rated load, with room to spare.
  public static final Limits DEFAULT = new Limits(4_096, 1_024, 1_024);

  public Limits {
    if (connectionsMax < 1 || roomsMax < 1 || participantsPerRoomMax < 2) {
      throw new IllegalArgumentException("an engine holds at least one room of two");
    }
    if (roomsMax > connectionsMax || participantsPerRoomMax > connectionsMax) {
      throw new IllegalArgumentException("rooms are made of connections");
    }
  }
}
