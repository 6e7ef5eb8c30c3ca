// SPDX-License-Identifier: Apache-2.0
package palaver.base;

/// Names a room: its world and its id within that world.
public record RoomKey(String world, String roomId) {}
