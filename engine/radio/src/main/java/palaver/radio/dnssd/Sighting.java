// SPDX-License-Identifier: Apache-2.0
package palaver.radio.dnssd;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Deadlines;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;

/// What was heard of one node. Of its addresses it keeps the [ServiceBook#ADDRESSES_MAX] told last;
/// the one told longest ago goes.
final class Sighting {

  final NodeId node;
  private final Map<Bytes, Long> addresses = new LinkedHashMap<>();
  private int port;
  private @Nullable Long channel;
  private long ttlNs;
  private long expiresNs = Deadlines.NEVER;
  private long refreshNs = Deadlines.NEVER;
  private boolean lastRefresh;

  Sighting(NodeId node) {
    this.node = node;
  }

  /// It was told anew.
  ///
  /// @param early the share of its time after which to ask again, 0 to 1
  void touch(long nowNs, long newTtlNs, double early) {
    ttlNs = newTtlNs;
    expiresNs = nowNs + newTtlNs;
    refreshNs = nowNs + (long) (newTtlNs * early);
    lastRefresh = false;
  }

  void port(int told) {
    port = told;
  }

  void channel(@Nullable Long told) {
    channel = told;
  }

  void address(Bytes ip, long untilNs) {
    addresses.remove(ip);
    addresses.put(ip, untilNs);
    if (addresses.size() > ServiceBook.ADDRESSES_MAX) {
      Iterator<Bytes> oldest = addresses.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  void withdraw(Bytes ip) {
    addresses.remove(ip);
  }

  boolean isWhole() {
    return port > 0 && channel != null && !addresses.isEmpty();
  }

  boolean isOf(long wanted) {
    return channel != null && channel == wanted;
  }

  boolean isOver(long nowNs) {
    addresses.values().removeIf(untilNs -> untilNs <= nowNs);
    return expiresNs <= nowNs;
  }

  /// Whether a query may say that it is known: more than half of its time is left (RFC 6762,
  /// section 7.1).
  boolean isFresh(long nowNs) {
    return isWhole() && expiresNs - nowNs > ttlNs / 2;
  }

  long leftNs(long nowNs) {
    return expiresNs - nowNs;
  }

  long nextNs() {
    return Math.min(expiresNs, refreshNs);
  }

  /// Whether it is time to ask whether the node is still there; twice at most.
  boolean isToBeAsked(long nowNs) {
    if (refreshNs > nowNs) {
      return false;
    }
    refreshNs = lastRefresh ? Deadlines.NEVER : nowNs + (expiresNs - nowNs) / 2;
    lastRefresh = true;
    return true;
  }

  List<PeerAddress> peers() {
    List<PeerAddress> all = new ArrayList<>();
    addresses.keySet().forEach(ip -> all.add(new PeerAddress(node, ip, port)));
    return all;
  }
}
