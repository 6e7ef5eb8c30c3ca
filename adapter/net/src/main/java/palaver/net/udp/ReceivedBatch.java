// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import palaver.base.Datagram;
import palaver.base.Outbox;

/// The datagrams of one read, in the order of their arrival, in memory that is used again.
public final class ReceivedBatch {

  /// Room for a full datagram and a little more, so that one that is too long can be told.
  static final int SLOT_BYTES = 1536;

  private final byte[] bytes;
  private final int[] lengths;
  private final int[] sources;
  private int count;

  public ReceivedBatch(int datagramsMax) {
    bytes = new byte[datagramsMax * SLOT_BYTES];
    lengths = new int[datagramsMax];
    sources = new int[datagramsMax];
  }

  public int capacity() {
    return lengths.length;
  }

  public int count() {
    return count;
  }

  public boolean isFull() {
    return count == lengths.length;
  }

  void clear() {
    count = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  /// Where the next datagram goes.
  int nextOffset() {
    return count * SLOT_BYTES;
  }

  /// Takes the datagram at [#nextOffset] in; false when it is empty or too long.
  boolean add(int lengthBytes, int source) {
    if (lengthBytes < 1 || lengthBytes > Outbox.DATAGRAM_BYTES_MAX) {
      return false;
    }
    lengths[count] = lengthBytes;
    sources[count] = source;
    count++;
    return true;
  }

  public int offset(int index) {
    return index * SLOT_BYTES;
  }

  public int length(int index) {
    return lengths[index];
  }

  /// Points `view` at datagram `index`.
  public Datagram view(int index, Datagram view) {
    return view.set(bytes, offset(index), lengths[index], sources[index]);
  }

  /// The memory behind the datagrams; not to be written to.
  public byte[] memory() {
    return bytes;
  }
}
