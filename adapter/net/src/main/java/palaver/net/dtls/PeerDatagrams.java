// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/// The datagrams between one handshake and its peer. Bounded; when full, the newest is dropped.
///
/// The library sends each record by itself; here the records of one flight leave together, so that
/// loss hits fewer of them. The handshake holds a permit while it computes and gives it back while
/// it waits, so that slow peers cost nobody else's time.
final class PeerDatagrams implements DatagramTransport {

  private static final int RECEIVE_BYTES_MAX = 1500;
  private static final int SEND_BYTES_MAX = 1200;
  private static final byte[] END = new byte[0];

  /// Stands for a datagram whose records all wait: the library drops it and asks again.
  private static final byte[] NOTHING = new byte[1];

  private final ArrayBlockingQueue<byte[]> inbox;
  private final FlightOrder order;
  private final Consumer<byte[]> out;
  private final Semaphore computing;
  private final long deadlineNs;
  private final byte[] flight = new byte[SEND_BYTES_MAX];
  private int flightBytes;
  private volatile boolean cancelled;
  private volatile boolean established;
  private volatile boolean closed;

  PeerDatagrams(
      DtlsRole role, int inboxMax, Consumer<byte[]> out, Semaphore computing, long limitNs) {
    order = new FlightOrder(role);
    inbox = new ArrayBlockingQueue<>(inboxMax);
    this.out = out;
    this.computing = computing;
    deadlineNs = System.nanoTime() + limitNs;
  }

  /// Takes a datagram of the peer; false when too many wait already.
  boolean offer(byte[] datagram) {
    return datagram.length == 0 || inbox.offer(datagram);
  }

  boolean isEmpty() {
    return inbox.isEmpty();
  }

  /// Ends the handshake at its next wait, or now if it waits.
  void cancel() {
    cancelled = true;
    inbox.clear();
    inbox.offer(END);
  }

  boolean isCancelled() {
    return cancelled;
  }

  /// From now on receiving never waits, and the limit no longer counts.
  void establish() {
    established = true;
  }

  @Override
  public int getReceiveLimit() {
    return RECEIVE_BYTES_MAX;
  }

  @Override
  public int getSendLimit() {
    return SEND_BYTES_MAX;
  }

  @Override
  public int receive(byte[] buffer, int offset, int lengthMax, int waitMillis) throws IOException {
    flush();
    byte @Nullable [] datagram = established ? inbox.poll() : nextInOrder(waitMillis);
    if (cancelled) {
      throw new IOException("cancelled");
    }
    if (datagram == null) {
      return -1;
    }
    int lengthBytes = Math.min(lengthMax, datagram.length);
    System.arraycopy(datagram, 0, buffer, offset, lengthBytes);
    return lengthBytes;
  }

  private byte @Nullable [] nextInOrder(int waitMillis) throws IOException {
    byte @Nullable [] ready = order.next();
    if (ready != null) {
      return ready;
    }
    byte @Nullable [] datagram = inbox.poll();
    if (datagram == null) {
      datagram = waitForOne(waitMillis);
    }
    if (datagram == null) {
      return null;
    }
    order.take(datagram);
    byte @Nullable [] next = order.next();
    return next == null ? NOTHING : next;
  }

  private byte @Nullable [] waitForOne(int waitMillis) throws IOException {
    long leftNs = deadlineNs - System.nanoTime();
    if (leftNs <= 0) {
      throw new TlsTimeoutException("the handshake took too long");
    }
    computing.release();
    try {
      return inbox.poll(Math.min(leftNs, waitNs(waitMillis)), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      cancelled = true;
      throw new IOException("cancelled", e);
    } finally {
      computing.acquireUninterruptibly();
    }
  }

  /// The library means "without end" by 0.
  private static long waitNs(int waitMillis) {
    return waitMillis == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(waitMillis);
  }

  @Override
  public void send(byte[] buffer, int offset, int lengthBytes) {
    if (flightBytes + lengthBytes > flight.length) {
      flush();
    }
    System.arraycopy(buffer, offset, flight, flightBytes, lengthBytes);
    flightBytes += lengthBytes;
  }

  /// Sends the records that wait; called before each wait for the peer and at the end.
  void flush() {
    if (flightBytes > 0 && !cancelled) {
      out.accept(Arrays.copyOf(flight, flightBytes));
    }
    flightBytes = 0;
  }

  @Override
  public void close() {
    // The peer's datagrams come through the engine's socket, which stays open.
    closed = true;
  }

  /// Whether the library has closed the connection, by its own will or the peer's.
  boolean isClosed() {
    return closed;
  }
}
