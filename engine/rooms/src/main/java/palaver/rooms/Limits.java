// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

/// How much a [RoomsEngine] takes. Whatever goes beyond is refused with a code; nothing is queued.
///
/// @param participantsMaxDefault the limit of rooms that no world lists
/// @param slotsMax how many people one participant hears at once, at most
/// @param seatsMax seats in all rooms together
/// @param unlistedRoomsMax open rooms that no world lists
/// @param reservationsPerUserMax seats that one user may reserve in one room at the same time
/// @param lapsedSeatsMax lapsed seats remembered for a late confirmation; the oldest is forgotten
/// @param silencesPerRoomMax moderator mutes remembered per room; the oldest is forgotten
/// @param socketsMax open WebSockets
/// @param nameCharsMax length of world, room and user ids and of user names
/// @param sdpCharsMax length of an offer
/// @param offers offers of one WebSocket
/// @param mutes self mutes of one WebSocket
/// @param requests all other messages of one WebSocket
public record Limits(
    int participantsMaxDefault,
    int slotsMax,
    int seatsMax,
    int unlistedRoomsMax,
    int reservationsPerUserMax,
    int lapsedSeatsMax,
    int silencesPerRoomMax,
    int socketsMax,
    int nameCharsMax,
    int sdpCharsMax,
    Rate offers,
    Rate mutes,
    Rate requests) {

  public static final Limits DEFAULT =
      new Limits(
          10,
          9,
          10_000,
          1_000,
          4,
          1_024,
          1_000,
          20_000,
          128,
          65_536,
          new Rate(6, 2_000_000_000L),
          new Rate(20, 250_000_000L),
          new Rate(40, 100_000_000L));

  public Limits {
    if (participantsMaxDefault < 2 || slotsMax < 1 || reservationsPerUserMax < 1) {
      throw new IllegalArgumentException("two people must be able to meet");
    }
    if (seatsMax < participantsMaxDefault || socketsMax < seatsMax) {
      throw new IllegalArgumentException("a room fits into the seats, the seats into the sockets");
    }
    if (unlistedRoomsMax < 0 || lapsedSeatsMax < 1 || silencesPerRoomMax < 1) {
      throw new IllegalArgumentException("what is remembered has a positive bound");
    }
    if (nameCharsMax < 1 || sdpCharsMax < 1) {
      throw new IllegalArgumentException("lengths are positive");
    }
  }

  /// A token bucket: `burst` at once, then one per `intervalNs`.
  public record Rate(int burst, long intervalNs) {
    public Rate {
      if (burst < 1 || intervalNs < 1) {
        throw new IllegalArgumentException("a rate lets something through");
      }
    }
  }
}
