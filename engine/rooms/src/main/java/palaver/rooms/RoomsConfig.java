// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import palaver.rtc.Fingerprint;

/// What a [RoomsEngine] is told once.
///
/// @param worlds the worlds with their listed rooms, in the order in which lists show them
/// @param mediaThreads where the media threads listen, by thread number
/// @param fingerprint of our DTLS certificate
public record RoomsConfig(
    List<World> worlds,
    List<MediaThread> mediaThreads,
    Fingerprint fingerprint,
    Limits limits,
    Timers timers) {

  public RoomsConfig {
    worlds = distinct(worlds);
    mediaThreads = List.copyOf(mediaThreads);
    if (mediaThreads.isEmpty()) {
      throw new IllegalArgumentException("at least one media thread carries the rooms");
    }
  }

  /// A copy of a list of worlds, no two of the same name.
  static List<World> distinct(List<World> worlds) {
    requireDistinct(worlds.stream().map(World::name).toList(), "world");
    return List.copyOf(worlds);
  }

  /// A config with the default limits and timers.
  public RoomsConfig(List<World> worlds, List<MediaThread> mediaThreads, Fingerprint fingerprint) {
    this(worlds, mediaThreads, fingerprint, Limits.DEFAULT, Timers.DEFAULT);
  }

  /// A group of rooms.
  public record World(String name, List<ListedRoom> rooms) {
    public World {
      rooms = List.copyOf(rooms);
      requireDistinct(rooms.stream().map(ListedRoom::id).toList(), "room");
    }
  }

  /// A room that its world lists: it is there even when it is empty, and guests may join it.
  public record ListedRoom(String id, String name, int participantsMax, Topology topology) {
    public ListedRoom {
      if (id.isBlank() || participantsMax < 2) {
        throw new IllegalArgumentException("a listed room has an id and place for two");
      }
      if (topology == Topology.MESH && participantsMax > Topology.MESH_PARTICIPANTS_MAX) {
        throw new IllegalArgumentException("a mesh has place for five at most");
      }
    }

    /// A room whose sound goes through the server.
    public ListedRoom(String id, String name, int participantsMax) {
      this(id, name, participantsMax, Topology.SFU);
    }

    /// A room with the default limit.
    public ListedRoom(String id, String name) {
      this(id, name, Limits.DEFAULT.participantsMaxDefault());
    }
  }

  /// Where one media thread is reached.
  ///
  /// @param addresses the numeric IP addresses for the ICE answer, best first
  /// @param port its UDP port
  public record MediaThread(List<String> addresses, int port) {
    public MediaThread {
      addresses = List.copyOf(addresses);
      if (addresses.isEmpty() || port < 1 || port > 65_535) {
        throw new IllegalArgumentException("a media thread has an address and a port");
      }
    }
  }

  private static void requireDistinct(List<String> names, String what) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("there are two of the " + what + " " + name);
      }
    }
  }
}
