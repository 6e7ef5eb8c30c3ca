// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import palaver.audio.trace.PacketTrace;

/// A UDP relay on loopback between one browser and a server. What the server sends as RTP is held
/// back or dropped as a trace says, packet by packet, and the time of each passing is recorded. All
/// else passes at once.
final class DelayingRelay implements AutoCloseable {

  private static final int TICKS_PER_FRAME = 960;

  private record Held(long dueNs, int index, byte[] bytes) {}

  private final DatagramChannel front;
  private final DatagramChannel back;
  private final InetSocketAddress server;
  private final PacketTrace trace;
  private final long[] passedNs;
  private final PriorityQueue<Held> held =
      new PriorityQueue<>((a, b) -> Long.compare(a.dueNs, b.dueNs));
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
  private final Thread thread = Thread.ofPlatform().name("delaying-relay").unstarted(this::run);
  private @Nullable SocketAddress browser;
  private volatile boolean tracing;
  private volatile boolean closing;
  private boolean begun;
  private int firstTimestamp;
  private long firstNs;

  DelayingRelay(InetSocketAddress server, PacketTrace trace) {
    this.server = server;
    this.trace = trace;
    passedNs = new long[trace.packets()];
    Arrays.fill(passedNs, PacketTrace.LOST);
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      front = DatagramChannel.open().bind(any);
      back = DatagramChannel.open().bind(any);
      front.configureBlocking(false);
      back.configureBlocking(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread.start();
  }

  /// The port that the browser sends to.
  int port() {
    try {
      return ((InetSocketAddress) front.getLocalAddress()).getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From the next RTP packet on, the trace rules.
  void begin() {
    tracing = true;
  }

  /// What passed when: packet 0 of the trace is the first that the trace ruled. Ask after the end.
  PacketTrace recorded() {
    long[] sentNs = new long[trace.packets()];
    for (int i = 0; i < sentNs.length; i++) {
      sentNs[i] = i * 20_000_000L;
    }
    return new PacketTrace(trace.name(), TICKS_PER_FRAME, sentNs, passedNs.clone());
  }

  private void run() {
    try {
      while (!closing) {
        boolean moved = fromBrowser();
        moved |= fromServer();
        moved |= release(System.nanoTime());
        if (!moved) {
          LockSupport.parkNanos(100_000);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean fromBrowser() throws IOException {
    buffer.clear();
    SocketAddress from = front.receive(buffer);
    if (from == null) {
      return false;
    }
    browser = from;
    back.send(buffer.flip(), server);
    return true;
  }

  private boolean fromServer() throws IOException {
    buffer.clear();
    if (back.receive(buffer) == null) {
      return false;
    }
    buffer.flip();
    if (tracing && isRtp()) {
      hold(System.nanoTime());
    } else {
      forward(buffer);
    }
    return true;
  }

  /// RFC 7983 and RFC 5761: RTP, not RTCP.
  private boolean isRtp() {
    int type = buffer.limit() < 12 ? 0 : buffer.get(1) & 0x7f;
    return buffer.limit() >= 12 && (buffer.get(0) & 0xc0) == 0x80 && (type < 64 || type > 95);
  }

  private void hold(long nowNs) throws IOException {
    int timestamp = buffer.getInt(4);
    if (!begun) {
      begun = true;
      firstTimestamp = timestamp;
      firstNs = nowNs;
    }
    int index = (timestamp - firstTimestamp) / TICKS_PER_FRAME;
    if (index < 0 || index >= trace.packets()) {
      forward(buffer);
      return;
    }
    if (trace.arrivalNs(index) != PacketTrace.LOST) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      long delayNs = trace.arrivalNs(index) - trace.sentNs(index);
      held.add(new Held(firstNs + index * 20_000_000L + delayNs, index, bytes));
    }
  }

  private boolean release(long nowNs) throws IOException {
    boolean any = false;
    while (!held.isEmpty() && held.peek().dueNs <= nowNs) {
      Held next = held.remove();
      passedNs[next.index] = System.nanoTime() - firstNs;
      forward(ByteBuffer.wrap(next.bytes));
      any = true;
    }
    return any;
  }

  private void forward(ByteBuffer bytes) throws IOException {
    SocketAddress to = browser;
    if (to != null) {
      front.send(bytes, to);
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
      front.close();
      back.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
