// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

import java.util.List;

/// A store that cannot be written, or keeps writes waiting, for longer than a hiccup; or one that
/// lost something, at once.
final class StoreTrouble {

  private final long patienceNs;
  private boolean inTrouble;
  private long sinceNs;
  private long lostTold;

  StoreTrouble(long patienceNs) {
    this.patienceNs = patienceNs;
  }

  List<Alert> measured(long nowNs, AlertFact.StoreMeasured store) {
    if (store.lost() > lostTold) {
      long fresh = store.lost() - lostTold;
      lostTold = store.lost();
      return List.of(lost(fresh));
    }
    boolean trouble = !store.writable() || store.waiting() > 0;
    if (trouble && !inTrouble) {
      sinceNs = nowNs;
    }
    inTrouble = trouble;
    return trouble && nowNs - sinceNs >= patienceNs
        ? List.of(AlertRules.ofServer(AlertKind.STORE_NOT_DURABLE, text(store)))
        : List.of();
  }

  /// Of a subject of its own, so that the cooldown of a store in trouble does not hide it.
  private static Alert lost(long count) {
    return new Alert(
        AlertKind.STORE_NOT_DURABLE,
        null,
        null,
        "lost",
        "The store lost " + count + " writes: too many waited.",
        0);
  }

  private static String text(AlertFact.StoreMeasured store) {
    return store.writable()
        ? "The store is behind: " + store.waiting() + " writes wait in memory."
        : "The store cannot be written: nobody can join, and "
            + store.waiting()
            + " writes wait in memory.";
  }
}
