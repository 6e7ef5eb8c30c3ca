// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the sound of a room travels.
public enum Topology {
  /// Through the server, which measures who speaks and enforces what moderators decide.
  SFU,
  /// From browser to browser; the server relays the signaling alone. Nothing is enforced but by the
  /// browsers that listen, so this is the weaker kind.
  MESH;

  /// The most people in a mesh: everybody sends to everybody else.
  public static final int MESH_PARTICIPANTS_MAX = 5;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /// The name in messages and in the store.
  public String wireName() {
    return wireName;
  }

  /// The topology of that name, or null.
  public static @Nullable Topology of(String wireName) {
    for (Topology each : values()) {
      if (each.wireName.equals(wireName)) {
        return each;
      }
    }
    return null;
  }
}
