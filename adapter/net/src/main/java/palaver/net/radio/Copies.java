// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// Who gets by unicast what goes to all: static peers, and nodes from which nothing came by
/// multicast of late, so that none will reach them either. Of the latter at most [#GUESSED_MAX]
/// that the engine keeps, and those that DNS-SD has found and the engine does not keep yet.
final class Copies {

  /// So many addresses at most get copies without being static peers.
  static final int GUESSED_MAX = 16;

  private static final long HEARD_NS = TimeUnit.SECONDS.toNanos(30);
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final long[] multicastNs;
  private final int[] kept;
  private int[] peers = new int[0];
  private int[][] found = new int[0][];
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
    makeRoom();
  }

  /// DNS-SD has found nodes at these addresses, each node at one or more.
  void found(int[][] nodes) {
    found = nodes;
    makeRoom();
  }

  private void makeRoom() {
    int room = peers.length + GUESSED_MAX;
    for (int[] node : found) {
      room += node.length;
    }
    targets = new int[room];
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
    int end = count + GUESSED_MAX;
    for (int address = 0; address < kept.length && count < end; address++) {
      if (kept[address] > 0 && !isReached(address, nowNs) && !isPeer(address)) {
        targets[count++] = address;
      }
    }
    for (int[] node : found) {
      if (isNew(node, nowNs)) {
        System.arraycopy(node, 0, targets, count, node.length);
        count += node.length;
      }
    }
    return count;
  }

  private boolean isReached(int address, long nowNs) {
    return nowNs - multicastNs[address] < HEARD_NS;
  }

  /// Whether a node is called at none of its addresses yet.
  private boolean isNew(int[] node, long nowNs) {
    for (int address : node) {
      if (kept[address] > 0 || isReached(address, nowNs) || isPeer(address)) {
        return false;
      }
    }
    return true;
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
