// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Holds the same alert back for a while after it was raised, and counts what it held back.
final class Cooldown {

  /// What makes two alerts the same.
  private record Key(
      AlertKind kind, @Nullable String world, @Nullable String roomId, @Nullable String subject) {}

  private static final class Raised {
    final long atNs;
    int heldBack;

    Raised(long atNs) {
      this.atNs = atNs;
    }
  }

  private final long cooldownNs;
  private final int keysMax;

  /// The one raised longest ago first.
  private final LinkedHashMap<Key, Raised> raised = new LinkedHashMap<>();

  Cooldown(long cooldownNs, int keysMax) {
    this.cooldownNs = cooldownNs;
    this.keysMax = keysMax;
  }

  /// How many of the same were held back before this one, or -1 when this one is held back too.
  int heldBackBefore(long nowNs, Alert alert) {
    Key key = new Key(alert.kind(), alert.world(), alert.roomId(), alert.subject());
    Raised last = raised.get(key);
    if (last != null && nowNs - last.atNs < cooldownNs) {
      last.heldBack++;
      return -1;
    }
    raised.remove(key);
    if (raised.size() == keysMax) {
      raised.pollFirstEntry();
    }
    raised.put(key, new Raised(nowNs));
    return last == null ? 0 : last.heldBack;
  }
}
