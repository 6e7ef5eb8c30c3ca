// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// One direction between two handshakes in one process: loses and reorders from a seed, or drops
/// what a test says. It carries each record by itself, as a peer sends them that does not pack its
/// flights.
final class Wire implements Consumer<byte[]> {

  private final Random random;
  private final double loss;
  private final double reorder;
  private final Consumer<byte[]> receiver;
  private final ArrayDeque<byte[]> held = new ArrayDeque<>();
  private Predicate<byte[]> dropped = _ -> false;
  private int lost;

  Wire(long seed, double loss, double reorder, Consumer<byte[]> receiver) {
    random = new Random(seed);
    this.loss = loss;
    this.reorder = reorder;
    this.receiver = receiver;
  }

  static Wire perfect(Consumer<byte[]> receiver) {
    return new Wire(0, 0, 0, receiver);
  }

  synchronized void drop(Predicate<byte[]> which) {
    dropped = which;
  }

  synchronized int lost() {
    return lost;
  }

  @Override
  public synchronized void accept(byte[] datagram) {
    int at = 0;
    while (at < datagram.length) {
      int end = at + 13 + ((datagram[at + 11] & 0xff) << 8 | (datagram[at + 12] & 0xff));
      carry(Arrays.copyOfRange(datagram, at, end));
      at = end;
    }
  }

  private void carry(byte[] datagram) {
    if (random.nextDouble() < loss || dropped.test(datagram)) {
      lost++;
    } else if (random.nextDouble() < reorder) {
      held.add(datagram);
    } else {
      receiver.accept(datagram);
      while (!held.isEmpty()) {
        receiver.accept(held.remove());
      }
    }
  }
}
