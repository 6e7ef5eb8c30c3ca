// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.rooms.moderation.Moderation;
import palaver.rooms.moderation.Sanction;
import palaver.rooms.moderation.SanctionKind;

/// Every sanction that holds now. It outlives sessions and rooms; what outlives the process is kept
/// by the store, which gives it back at the next start.
final class Sanctions {
  private static final Set<SanctionKind> KEEPING_OUT =
      EnumSet.of(SanctionKind.BAN, SanctionKind.KICK);

  private final Map<String, List<Held>> byUser = new LinkedHashMap<>();
  private final Map<String, List<Held>> byNetwork = new LinkedHashMap<>();
  private final Map<RoomKey, Held> locks = new LinkedHashMap<>();
  private final Agenda agenda;
  private final int sanctionsMax;
  private int count;

  Sanctions(Agenda agenda, int sanctionsMax) {
    this.agenda = agenda;
    this.sanctionsMax = sanctionsMax;
  }

  int count() {
    return count;
  }

  /// What keeps `who` out of `room`, or null. A ban goes before a kick.
  @Nullable Sanction keepingOut(RoomKey room, Subject who) {
    return strongest(room, who, KEEPING_OUT);
  }

  /// What mutes `who` in `room`, or null.
  @Nullable Sanction muting(RoomKey room, Subject who) {
    return strongest(room, who, EnumSet.of(SanctionKind.MUTE));
  }

  /// The lock of `room`, or null when it is open.
  @Nullable Sanction lock(RoomKey room) {
    Held held = locks.get(room);
    return held == null ? null : held.sanction();
  }

  private @Nullable Sanction strongest(RoomKey room, Subject who, Set<SanctionKind> kinds) {
    Sanction strongest = null;
    for (Held held : on(who)) {
      Sanction sanction = held.sanction();
      if (kinds.contains(sanction.kind())
          && held.concerns(room, who)
          && (strongest == null || sanction.kind().compareTo(strongest.kind()) > 0)) {
        strongest = sanction;
      }
    }
    return strongest;
  }

  private List<Held> on(Subject who) {
    List<Held> found = new ArrayList<>(byUser.getOrDefault(who.userId(), List.of()));
    if (who.networkMark() != null) {
      found.addAll(byNetwork.getOrDefault(who.networkMark(), List.of()));
    }
    return found;
  }

  /// Holds a sanction from now on, in the place of one that forbids the same. False when there are
  /// too many: then nothing is held.
  boolean hold(long nowNs, Moderation.Impose impose) {
    Sanction sanction = impose.sanction();
    remove(like(sanction));
    if (count == sanctionsMax) {
      return false;
    }
    Held held = new Held(agenda, sanction);
    if (impose.lastsNs() < Long.MAX_VALUE - nowNs) {
      held.start(Held.Timer.END, nowNs + impose.lastsNs());
    }
    if (sanction.kind() == SanctionKind.LOCK) {
      locks.put(room(sanction), held);
    } else {
      add(byUser, sanction.userId(), held);
      add(byNetwork, sanction.networkMark(), held);
    }
    count++;
    return true;
  }

  /// Forgets a sanction; false when there is none like it.
  boolean lift(Moderation.Lift lift) {
    return remove(
        like(new Sanction("", lift.kind(), lift.world(), lift.roomId(), lift.userId(), "", null)));
  }

  /// Forgets the sanction whose time has come; null when it has not.
  @Nullable Sanction expire(long nowNs, Held held) {
    if (!held.expire(Held.Timer.END, nowNs)) {
      return null;
    }
    remove(held);
    return held.sanction();
  }

  private @Nullable Held like(Sanction sanction) {
    if (sanction.kind() == SanctionKind.LOCK) {
      return locks.get(room(sanction));
    }
    for (Held held : byUser.getOrDefault(Objects.toString(sanction.userId()), List.of())) {
      if (held.sanction().sameAs(sanction)) {
        return held;
      }
    }
    return null;
  }

  private boolean remove(@Nullable Held held) {
    if (held == null) {
      return false;
    }
    held.stop(Held.Timer.END);
    Sanction sanction = held.sanction();
    if (sanction.kind() == SanctionKind.LOCK) {
      locks.remove(room(sanction));
    } else {
      remove(byUser, sanction.userId(), held);
      remove(byNetwork, sanction.networkMark(), held);
    }
    count--;
    return true;
  }

  private static void add(Map<String, List<Held>> index, @Nullable String key, Held held) {
    if (key != null) {
      index.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(held);
    }
  }

  private static void remove(Map<String, List<Held>> index, @Nullable String key, Held held) {
    List<Held> all = key == null ? null : index.get(key);
    if (all != null && all.remove(held) && all.isEmpty()) {
      index.remove(key);
    }
  }

  private static RoomKey room(Sanction lock) {
    return new RoomKey(lock.world(), Objects.toString(lock.roomId()));
  }
}
