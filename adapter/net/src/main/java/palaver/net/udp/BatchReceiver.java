// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

/// Reads many datagrams with one system call, recvmmsg.
final class BatchReceiver {

  private final Libc libc;
  private final int socket;
  private final AddressTable addresses;
  private final SocketFigures figures;
  private final MessageVector vector;
  private final boolean wantArrival;
  private int used;

  BatchReceiver(
      Libc libc,
      int socket,
      AddressTable addresses,
      SocketFigures figures,
      int datagramsMax,
      boolean ipv6,
      boolean wantArrival) {
    this.libc = libc;
    this.socket = socket;
    this.addresses = addresses;
    this.figures = figures;
    this.wantArrival = wantArrival;
    vector = new MessageVector(datagramsMax, (long) datagramsMax * ReceivedBatch.SLOT_BYTES, ipv6);
    for (int i = 0; i < datagramsMax; i++) {
      vector.bytes(i, (long) i * ReceivedBatch.SLOT_BYTES, ReceivedBatch.SLOT_BYTES);
      prepare(i);
    }
  }

  private void prepare(int index) {
    vector.expectName(index);
    vector.control(index, wantArrival ? MessageVector.CONTROL_BYTES : 0);
  }

  int receive(ReceivedBatch batch) {
    batch.clear();
    addresses.beginTurn();
    for (int i = 0; i < used; i++) {
      prepare(i);
    }
    int count =
        libc.receiveMany(socket, vector.address(0), Math.min(batch.capacity(), vector.capacity()));
    used = Math.max(0, count);
    if (count < 0) {
      if (count != -Errno.AGAIN && count != -Errno.INTERRUPTED) {
        figures.receiveErrors.increment();
      }
      return 0;
    }
    for (int i = 0; i < count; i++) {
      take(i, batch);
    }
    figures.received.add(batch.count());
    return batch.count();
  }

  private void take(int index, ReceivedBatch batch) {
    int lengthBytes = vector.received(index);
    int source = vector.source(index, addresses);
    if (source < 0) {
      figures.receivedUnusable.increment();
      return;
    }
    if (wantArrival) {
      ControlMessages.readArrival(vector, index, addresses, source);
    }
    long at = (long) index * ReceivedBatch.SLOT_BYTES;
    vector.copyOut(at, batch.bytes(), batch.nextOffset(), lengthBytes);
    if (!batch.add(lengthBytes, source)) {
      figures.receivedUnusable.increment();
    }
  }
}
