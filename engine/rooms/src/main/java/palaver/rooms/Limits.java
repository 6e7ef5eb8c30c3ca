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
/// @param socketsMax open WebSockets
/// @param nameCharsMax length of world, room and user ids and of user names
/// @param sdpCharsMax length of an offer
/// @param offers offers of one WebSocket
/// @param mutes self mutes of one WebSocket
/// @param requests all other messages of one WebSocket
/// @param community of moderation and chat
/// @param mesh of rooms whose browsers connect to each other
public record Limits(
    int participantsMaxDefault,
    int slotsMax,
    int seatsMax,
    int unlistedRoomsMax,
    int reservationsPerUserMax,
    int lapsedSeatsMax,
    int socketsMax,
    int nameCharsMax,
    int sdpCharsMax,
    Rate offers,
    Rate mutes,
    Rate requests,
    Community community,
    Mesh mesh) {

  public static final Limits DEFAULT =
      new Limits(
          10,
          9,
          10_000,
          1_000,
          4,
          1_024,
          20_000,
          128,
          65_536,
          new Rate(6, 2_000_000_000L),
          new Rate(20, 250_000_000L),
          new Rate(40, 100_000_000L),
          Community.DEFAULT,
          Mesh.DEFAULT);

  public Limits {
    if (participantsMaxDefault < 2 || slotsMax < 1 || reservationsPerUserMax < 1) {
      throw new IllegalArgumentException("two people must be able to meet");
    }
    if (seatsMax < participantsMaxDefault || socketsMax < seatsMax) {
      throw new IllegalArgumentException("a room fits into the seats, the seats into the sockets");
    }
    if (unlistedRoomsMax < 0 || lapsedSeatsMax < 1) {
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

  /// How much is relayed from browser to browser.
  ///
  /// @param descriptions offers and answers of one WebSocket
  /// @param candidates ICE candidates of one WebSocket
  public record Mesh(Rate descriptions, Rate candidates) {

    public static final Mesh DEFAULT =
        new Mesh(new Rate(24, 500_000_000L), new Rate(200, 20_000_000L));
  }

  /// How much moderation and chat there is.
  ///
  /// @param sanctionsMax sanctions that hold at once; one more is refused
  /// @param sanctionedSeatsMax sessions ended by a moderator that are remembered, to say so to
  ///   whoever comes back to them; the oldest is forgotten
  /// @param observersPerRoomMax observers in one room
  /// @param chatCharsMax length of a chat message
  /// @param chats chat messages of one session
  public record Community(
      int sanctionsMax,
      int sanctionedSeatsMax,
      int observersPerRoomMax,
      int chatCharsMax,
      Rate chats) {

    public static final Community DEFAULT =
        new Community(100_000, 1_024, 4, 1_000, new Rate(8, 1_000_000_000L));

    public Community {
      if (sanctionsMax < 1 || sanctionedSeatsMax < 1 || observersPerRoomMax < 1) {
        throw new IllegalArgumentException("moderation has room to work");
      }
      if (chatCharsMax < 1) {
        throw new IllegalArgumentException("a message has a character");
      }
    }
  }
}
