// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// Who gets by unicast what goes to all: static peers, and nodes that the engine keeps and from
/// which nothing came by multicast of late, so that none will reach them either. Of the latter at
/// most [#GUESSED_MAX].
final class Copies {

  /// So many addresses at most get copies without being static peers.
  static final int GUESSED_MAX = 16;

  private static final long HEARD_NS = TimeUnit.SECONDS.toNanos(30);
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final long[] multicastNs;
  private final int[] kept;
  private int[] peers = new int[0];
  private int[] targets = new int[GUESSED_MAX];
  private int count;

  /// @param addressesMax how many numbers the addresses have
  Copies(int addressesMax) {
    multicastNs = new long[addressesMax];
    Arrays.fill(multicastNs, NEVER);
    kept = new int[addressesMax];
  }

  /// The static peers are now at these addresses.
  void peers(int[] numbers) {
    peers = numbers.clone();
    targets = new int[peers.length + GUESSED_MAX];
  }

  void onMulticast(int address, long nowNs) {
    multicastNs[address] = nowNs;
  }

  void retain(int address) {
    kept[address]++;
  }

  void release(int address) {
    if (kept[address] > 0) {
      kept[address]--;
    }
  }

  /// Chooses the targets; their number.
  int choose(long nowNs) {
    System.arraycopy(peers, 0, targets, 0, peers.length);
    count = peers.length;
    for (int address = 0; address < kept.length && count < targets.length; address++) {
      boolean reached = nowNs - multicastNs[address] < HEARD_NS;
      if (kept[address] > 0 && !reached && !isPeer(address)) {
        targets[count++] = address;
      }
    }
    return count;
  }

  private boolean isPeer(int address) {
    for (int peer : peers) {
      if (peer == address) {
        return true;
      }
    }
    return false;
  }

  /// A target of the last choice.
  int target(int index) {
    return targets[index];
  }
}
