// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import palaver.base.Datagram;
import palaver.base.Outbox;

/// SRTP packets that came before the keys, in order. When it is full the newest is dropped.
final class EarlyPackets {
  private final byte[][] packets;
  private final int[] lengths;
  private int count;
  private int taken;

  EarlyPackets(int packetsMax) {
    packets = new byte[packetsMax][];
    lengths = new int[packetsMax];
  }

  /// Keeps a copy; false when there is no room.
  boolean add(Datagram datagram) {
    if (count == packets.length || datagram.length() > Outbox.DATAGRAM_BYTES_MAX) {
      return false;
    }
    byte[] copy = new byte[datagram.length()];
    System.arraycopy(datagram.bytes(), datagram.offset(), copy, 0, copy.length);
    packets[count] = copy;
    lengths[count] = copy.length;
    count++;
    return true;
  }

  boolean hasNext() {
    return taken < count;
  }

  byte[] next() {
    byte[] packet = packets[taken];
    taken++;
    return packet;
  }

  void clear() {
    count = 0;
    taken = 0;
  }
}
