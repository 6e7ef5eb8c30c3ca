// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.base.Outbox;

class BatchSenderTest {

  /// A kernel that reads the messages it is given and refuses what a test says.
  private static final class FakeKernel implements KernelSend {
    final List<Integer> taken = new ArrayList<>();
    int refuseSegmentsWith;
    int refuseSendManyWith;
    int refuseNamedSourceWith;
    int refuseSegmentsNamedWith;
    int refuseEvenWith;
    int takeAtMost = Integer.MAX_VALUE;
    int fullAfter = Integer.MAX_VALUE;
    int asked;

    @Override
    public int sendMany(long vector, int count) {
      if (refuseSendManyWith != 0) {
        return -refuseSendManyWith;
      }
      int done = 0;
      while (done < Math.min(count, takeAtMost)) {
        int result = sendOne(vector + (long) done * MessageVector.HEADER_BYTES);
        if (result < 0) {
          return done > 0 ? done : result;
        }
        done++;
      }
      return done;
    }

    @Override
    @SuppressWarnings("restricted") // looks at the sender's native memory as the kernel does
    public int sendOne(long header) {
      MemorySegment message = MemorySegment.ofAddress(header).reinterpret(64);
      long controlBytes = message.get(ValueLayout.JAVA_LONG, 40);
      MemorySegment entry =
          MemorySegment.ofAddress(message.get(ValueLayout.JAVA_LONG, 16)).reinterpret(16);
      int bytes = (int) entry.get(ValueLayout.JAVA_LONG, 8);
      asked++;
      if (refuseEvenWith != 0 && asked % 2 == 0) {
        return -refuseEvenWith;
      }
      if (taken.size() >= fullAfter) {
        return -Errno.AGAIN;
      }
      if (controlBytes == 24 && refuseSegmentsWith != 0) {
        return -refuseSegmentsWith;
      }
      if (controlBytes == 32 && refuseNamedSourceWith != 0) {
        return -refuseNamedSourceWith;
      }
      if (controlBytes == 56 && refuseSegmentsNamedWith != 0) {
        return -refuseSegmentsNamedWith;
      }
      taken.add(bytes);
      return bytes;
    }
  }

  private final FakeKernel kernel = new FakeKernel();
  private final AddressTable addresses = new AddressTable(1024);
  private final SocketFigures figures = new SocketFigures();
  private final Outbox<String> outbox = new Outbox<>(512, 1 << 20);
  private int peer;
  private int other;

  @BeforeEach
  void numberPeers() throws Exception {
    InetAddress ip = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
    peer = addresses.number(new InetSocketAddress(ip, 5000));
    other = addresses.number(new InetSocketAddress(ip, 5001));
  }

  @Test
  void sendsSegmentsAsOneMessage() {
    BatchSender sender = sender(SendMode.SEGMENTS, false);
    fill(peer, 100, 100, 40);
    fill(other, 70);
    sender.send(outbox);
    assertThat(kernel.taken).containsExactly(240, 70);
    assertThat(figures.sent()).isEqualTo(4);
    assertThat(figures.kernelMessages()).isEqualTo(2);
  }

  @Test
  void doesWithoutSegmentsWhereTheKernelRefusesThem() {
    for (int errno : new int[] {Errno.IO, Errno.INVALID, Errno.NO_PROTOCOL_OPTION}) {
      kernel.taken.clear();
      kernel.refuseSegmentsWith = errno;
      BatchSender sender = sender(SendMode.SEGMENTS, false);
      outbox.clear();
      fill(peer, 100, 100, 40);
      fill(other, 70);
      long sentBefore = figures.sent();
      sender.send(outbox);
      assertThat(kernel.taken).containsExactly(100, 100, 40, 70);
      assertThat(figures.sent() - sentBefore).isEqualTo(4);
      assertThat(sender.mode()).isEqualTo(SendMode.BATCH);
    }
  }

  @Test
  void keepsSegmentsWhenOnlyOneMessageWasTooLong() {
    kernel.refuseSegmentsWith = Errno.MESSAGE_SIZE;
    BatchSender sender = sender(SendMode.SEGMENTS, false);
    fill(peer, 1300, 1300);
    sender.send(outbox);
    assertThat(kernel.taken).containsExactly(1300, 1300);
    assertThat(sender.mode()).isEqualTo(SendMode.SEGMENTS);
  }

  @Test
  void sendsOneByOneWhereTheBatchCallIsMissing() {
    kernel.refuseSendManyWith = Errno.NO_SYSTEM_CALL;
    BatchSender sender = sender(SendMode.BATCH, false);
    fill(peer, 10, 20, 30);
    sender.send(outbox);
    assertThat(kernel.taken).containsExactly(10, 20, 30);
    assertThat(sender.mode()).isEqualTo(SendMode.PLAIN);
  }

  @Test
  void goesOnWhereTheKernelTookAPart() {
    kernel.takeAtMost = 3;
    BatchSender sender = sender(SendMode.BATCH, false);
    fill(peer, 1, 2, 3, 4, 5, 6, 7, 8);
    sender.send(outbox);
    assertThat(kernel.taken).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(figures.sent()).isEqualTo(8);
  }

  @Test
  void dropsTheRestWhenTheSendBufferIsFull() {
    kernel.fullAfter = 1;
    BatchSender sender = sender(SendMode.BATCH, false);
    fill(peer, 1, 2, 3, 4, 5);
    sender.send(outbox);
    assertThat(kernel.taken).containsExactly(1);
    assertThat(figures.droppedFull()).isEqualTo(4);
  }

  @Test
  void dropsOnlyTheDatagramThatFoundNoMemory() {
    kernel.refuseEvenWith = Errno.NO_BUFFERS;
    BatchSender sender = sender(SendMode.PLAIN, false);
    fill(peer, 1, 2, 3, 4);
    sender.send(outbox);
    assertThat(kernel.taken).containsExactly(1, 3);
    assertThat(figures.droppedFull()).isEqualTo(2);
  }

  @Test
  void forgetsASourceAddressThatTheMachineHasLost() {
    kernel.refuseNamedSourceWith = Errno.INVALID;
    addresses.arrivedAt(peer, 0, AddressTable.mapped(0x7f000002));
    BatchSender sender = sender(SendMode.BATCH, true);
    fill(peer, 11, 12);
    sender.send(outbox);
    assertThat(kernel.taken).containsExactly(11, 12);
    assertThat(addresses.knowsLocal(peer)).isFalse();
    assertThat(sender.mode()).isEqualTo(SendMode.BATCH);
  }

  @Test
  void aLostSourceAddressDoesNotCostSegments() {
    kernel.refuseNamedSourceWith = Errno.INVALID;
    addresses.arrivedAt(peer, 0, AddressTable.mapped(0x7f000002));
    BatchSender sender = sender(SendMode.SEGMENTS, true);
    kernel.refuseSegmentsNamedWith = Errno.INVALID;
    fill(peer, 50, 50);
    sender.send(outbox);
    assertThat(kernel.taken).containsExactly(50, 50);
    assertThat(sender.mode()).isEqualTo(SendMode.SEGMENTS);
    sender.send(outbox);
    assertThat(kernel.taken).containsExactly(50, 50, 100);
  }

  @Test
  void sendsMoreThanOneVectorHolds() {
    BatchSender sender = sender(SendMode.BATCH, false);
    for (int i = 0; i < 400; i++) {
      fill(peer, 1000);
    }
    sender.send(outbox);
    assertThat(kernel.taken).hasSize(400).containsOnly(1000);
  }

  private BatchSender sender(SendMode mode, boolean fromArrival) {
    return new BatchSender(kernel, addresses, figures, mode, false, fromArrival);
  }

  private void fill(int destination, int... lengths) {
    for (int length : lengths) {
      assertThat(outbox.send(destination, new byte[length], 0, length)).isTrue();
    }
  }
}
