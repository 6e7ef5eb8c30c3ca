// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

import java.util.ArrayList;
import java.util.List;

/// A floor server in virtual time, with what it told.
final class ServerFixture {
  static final long MS = 1_000_000;
  static final long ANNA = 1;
  static final long BEN = 2;
  static final long CARA = 3;

  final List<ServerAct> acts = new ArrayList<>();
  final FloorServer server;
  long nowNs = 5_000 * MS;

  ServerFixture(FloorLimits limits, FloorPolicy policy) {
    server = new FloorServer(limits, policy, acts::add);
    server.participants(5);
    server.begin();
    server.open(nowNs);
    acts.clear();
  }

  static ServerFixture fifo() {
    return new ServerFixture(FloorLimits.DEFAULT, FloorPolicy.FIFO);
  }

  void press(long who) {
    server.request(nowNs, FloorRequest.of(who, 1));
  }

  void release(long who) {
    server.release(nowNs, who, 1, server.lastNumber());
  }

  /// The holder talks for `durationMs`, a frame each 100 ms.
  void talk(long durationMs) {
    for (long ms = 0; ms < durationMs; ms += 100) {
      FloorLease lease = server.lease();
      if (lease != null) {
        server.sign(nowNs, lease.holder(), lease.number(), true);
      }
      pass(100);
    }
  }

  /// Time goes by and the server's deadlines with it.
  void pass(long ms) {
    long endNs = nowNs + ms * MS;
    while (server.nextDeadlineNs() <= endNs) {
      nowNs = Math.max(nowNs, server.nextDeadlineNs());
      server.onDeadline(nowNs);
    }
    nowNs = endNs;
  }

  long holder() {
    FloorLease lease = server.lease();
    return lease == null ? 0 : lease.holder();
  }

  <T extends ServerAct> List<T> told(Class<T> type) {
    return acts.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends ServerAct> T last(Class<T> type) {
    return told(type).getLast();
  }
}
