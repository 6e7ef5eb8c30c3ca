// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/// Tells a bad peer from a bad engine: three different peers that fail within 10 s mean the engine.
final class FailureRule {

  static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(10);
  static final int PEERS_MAX = 3;

  private record Failure(Object peer, long atNs) {}

  private final ArrayDeque<Failure> recent = new ArrayDeque<>();

  /// Takes the failure of `peer` and answers whether the engine must be replaced.
  boolean onFailure(Object peer, long nowNs) {
    recent.removeIf(f -> nowNs - f.atNs() > WINDOW_NS || f.peer().equals(peer));
    recent.addLast(new Failure(peer, nowNs));
    return recent.size() >= PEERS_MAX;
  }

  /// Forgets everything: the engine is a fresh one.
  void clear() {
    recent.clear();
  }
}
