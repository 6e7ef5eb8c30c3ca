// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import java.util.LinkedHashMap;
import java.util.Map;
import palaver.radio.RadioEvent;
import palaver.wire.radio.LeaseId;

/// Names a burst of talk alike at every node: by the first lease that it had, written as term,
/// leader and number. A burst that goes on under the lease of another leader keeps its name where
/// the hand-over was heard.
final class BurstNames {

  private static final int KEPT_MAX = 64;

  private final Map<LeaseId, String> carried =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LeaseId, String> eldest) {
          return size() > KEPT_MAX;
        }
      };

  /// A burst may go on.
  void on(RadioEvent event) {
    switch (event) {
      case RadioEvent.GoesOn(LeaseId lease, LeaseId before) -> carry(lease, before);
      case RadioEvent.Granted(LeaseId lease, _, LeaseId adopted) -> {
        if (adopted != null) {
          carry(lease, adopted);
        }
      }
      default -> {}
    }
  }

  private void carry(LeaseId lease, LeaseId before) {
    carried.put(lease, of(before));
  }

  /// The name of the burst that a lease is part of.
  String of(LeaseId lease) {
    return carried.getOrDefault(lease, plain(lease));
  }

  /// The lease itself.
  static String plain(LeaseId lease) {
    return lease.term().counter() + "-" + lease.term().node() + "-" + lease.number();
  }
}
