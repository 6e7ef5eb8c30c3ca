// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The faults of a run: which of them last at present.
final class Faults {
  private final List<Fault> waiting = new ArrayList<>();
  private final List<Fault> active = new ArrayList<>();
  private long nextChangeNs = Long.MAX_VALUE;

  void add(Fault fault) {
    waiting.add(fault);
    nextChangeNs = Math.min(nextChangeNs, fault.beginNs());
  }

  /// Whether a fault loses this datagram.
  boolean lose(long atNs, int from, int to, RandomGenerator random) {
    refresh(atNs);
    for (int i = 0; i < active.size(); i++) {
      Fault fault = active.get(i);
      if (fault.blocks(from, to)) {
        return true;
      }
      int loss = fault.lossPerMillion(from, to);
      if (loss > 0 && random.nextInt(1_000_000) < loss) {
        return true;
      }
    }
    return false;
  }

  long extraDelayNs(int from, int to) {
    long extraNs = 0;
    for (int i = 0; i < active.size(); i++) {
      extraNs += active.get(i).extraDelayNs(from, to);
    }
    return extraNs;
  }

  /// Whether machines `from` and `to` are kept apart at `atNs`.
  boolean blocked(long atNs, int from, int to) {
    refresh(atNs);
    return active.stream().anyMatch(fault -> fault.blocks(from, to));
  }

  /// When the last fault is over; 0 when there is none.
  long overNs() {
    long overNs = 0;
    for (Fault fault : waiting) {
      overNs = Math.max(overNs, fault.endNs());
    }
    for (Fault fault : active) {
      overNs = Math.max(overNs, fault.endNs());
    }
    return overNs;
  }

  private void refresh(long atNs) {
    if (atNs < nextChangeNs) {
      return;
    }
    active.removeIf(fault -> fault.endNs() <= atNs);
    waiting.stream().filter(f -> f.beginNs() <= atNs && f.endNs() > atNs).forEach(active::add);
    waiting.removeIf(fault -> fault.beginNs() <= atNs);
    nextChangeNs = Long.MAX_VALUE;
    waiting.forEach(fault -> nextChangeNs = Math.min(nextChangeNs, fault.beginNs()));
    active.forEach(fault -> nextChangeNs = Math.min(nextChangeNs, fault.endNs()));
  }
}
