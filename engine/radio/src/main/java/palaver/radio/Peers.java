// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.NodeId;

/// The other nodes by id, in the order of their ids. Bounded: further ones are ignored.
final class Peers {
  private final int max;
  private final List<Peer> all = new ArrayList<>();
  private long[] ids = new long[16];

  Peers(int max) {
    this.max = max;
  }

  List<Peer> all() {
    return all;
  }

  @Nullable Peer find(long id) {
    int at = search(id);
    return at < 0 ? null : all.get(at);
  }

  /// The peer of that id, a fresh one when it is new; null when there is no room.
  @Nullable Peer add(long id) {
    int at = search(id);
    if (at >= 0) {
      return all.get(at);
    }
    if (all.size() == max) {
      return null;
    }
    int place = -at - 1;
    Peer peer = new Peer(new NodeId(id));
    all.add(place, peer);
    if (all.size() > ids.length) {
      ids = Arrays.copyOf(ids, ids.length * 2);
    }
    System.arraycopy(ids, place, ids, place + 1, all.size() - 1 - place);
    ids[place] = id;
    return peer;
  }

  /// Binary search by the unsigned order of ids.
  private int search(long id) {
    int low = 0;
    int high = all.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(ids[middle], id);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
