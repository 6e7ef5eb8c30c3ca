// SPDX-License-Identifier: Apache-2.0
package palaver.net.dnssd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.net.ThreadEnd;
import palaver.radio.dnssd.ServiceBook;
import palaver.wire.dns.DnsMessage;
import palaver.wire.radio.PeerAddress;

/// Says by multicast DNS that a node is there and hears who else is, on a thread of its own, with
/// which nothing else waits.
///
/// A flood costs this thread at most [#MESSAGES_PER_TURN] messages each 10 ms; what does not fit in
/// the system's buffer by then is dropped, the newest first.
public final class MulticastDns implements AutoCloseable {

  /// Where multicast DNS is.
  public static final int PORT = 5353;

  private static final Logger LOG = LoggerFactory.getLogger(MulticastDns.class);
  private static final int MESSAGES_PER_TURN = 64;
  private static final int SENT_BYTES_MAX = 1_200;
  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long PAUSE_NS = 10 * MS;
  private static final long ECHO_NS = 100 * MS;
  private static final long WAIT_NS_MAX = TimeUnit.SECONDS.toNanos(60);
  private static final long REOPEN_NS = TimeUnit.SECONDS.toNanos(30);

  private final ServiceBook book;
  private final LongSupplier clock;
  private final int port;
  private final Consumer<List<List<PeerAddress>>> found;
  private final Selector selector;
  private final AtomicReference<@Nullable List<MdnsLink>> next = new AtomicReference<>();
  private final byte[] out = new byte[SENT_BYTES_MAX];
  private final Thread thread;
  private List<MdnsLink> links = List.of();
  private @Nullable MdnsSockets sockets;
  private List<List<PeerAddress>> told = List.of();
  private byte[] lastQuery = new byte[0];
  private long lastQueryNs = -ECHO_NS;
  private long reopenNs;
  private boolean refused;
  private volatile boolean again;
  private volatile boolean closing;
  private volatile long malformed;
  private volatile int nodeCount;

  /// Starts with no interface.
  ///
  /// @param clock nanoseconds from any origin, never negative and never going back
  /// @param found takes where others are whenever that changes, on this thread
  public MulticastDns(
      ServiceBook book, LongSupplier clock, int port, Consumer<List<List<PeerAddress>>> found)
      throws IOException {
    this.book = book;
    this.clock = clock;
    this.port = port;
    this.found = found;
    selector = Selector.open();
    thread = Thread.ofPlatform().name("radio-dns-sd").daemon(true).start(this::run);
  }

  /// The interfaces that there are now. Any thread may call it.
  public void links(List<MdnsLink> now) {
    next.set(List.copyOf(now));
    selector.wakeup();
  }

  /// The machine slept: others may have forgotten the node meanwhile. Any thread may call it.
  public void again() {
    again = true;
    selector.wakeup();
  }

  /// How many messages could not be read.
  public long malformedCount() {
    return malformed;
  }

  /// How many other nodes of the channel are known by DNS-SD now.
  public int nodeCount() {
    return nodeCount;
  }

  private void run() {
    try {
      while (!closing) {
        turn();
        long waitNs = Math.clamp(deadlineNs() - clock.getAsLong(), 0, WAIT_NS_MAX);
        selector.select(key -> {}, Math.max(1, (waitNs + MS - 1) / MS));
      }
      sendGoodbye();
    } catch (IOException | RuntimeException failure) {
      LOG.error("DNS-SD cannot go on; the node can", failure);
    } finally {
      closeAll();
    }
  }

  private long deadlineNs() {
    return sockets == null ? reopenNs : book.nextDeadlineNs();
  }

  private void turn() {
    long nowNs = clock.getAsLong();
    takeLinks(nowNs);
    MdnsSockets open = sockets;
    if (open == null) {
      return;
    }
    int count =
        open.read(
            MESSAGES_PER_TURN, (bytes, length, sender) -> onMessage(nowNs, bytes, length, sender));
    say(nowNs, open);
    malformed = book.malformedCount();
    tell();
    if (count == MESSAGES_PER_TURN) {
      LockSupport.parkNanos(this, PAUSE_NS);
    }
  }

  private void takeLinks(long nowNs) {
    List<MdnsLink> now = next.getAndSet(null);
    boolean changed = now != null && !now.equals(links);
    if (now != null) {
      links = now;
    }
    if (changed || again || (sockets == null && nowNs >= reopenNs)) {
      again = false;
      open(nowNs);
    }
  }

  private void open(long nowNs) {
    closeSockets();
    reopenNs = nowNs + REOPEN_NS;
    if (links.isEmpty()) {
      return;
    }
    try {
      sockets = new MdnsSockets(links, port, selector);
      book.begin(nowNs);
      LOG.info("DNS-SD over {}", links.stream().map(link -> link.nic().getName()).toList());
      refused = false;
    } catch (IOException | UnsupportedOperationException failure) {
      if (!refused) {
        LOG.warn("no DNS-SD: port {} cannot be shared: {}", port, failure.getMessage());
      }
      refused = true;
    }
  }

  private void onMessage(long nowNs, byte[] bytes, int length, InetAddress sender) {
    if (!isEcho(nowNs, bytes, length, sender)) {
      book.onMessage(nowNs, bytes, length);
    }
  }

  /// Whether it is the own query, which comes back from the own machine.
  private boolean isEcho(long nowNs, byte[] bytes, int length, InetAddress sender) {
    return nowNs - lastQueryNs < ECHO_NS
        && Arrays.equals(lastQuery, 0, lastQuery.length, bytes, 0, length)
        && links.stream()
            .flatMap(link -> link.prefixes().stream())
            .anyMatch(own -> own.address().equals(sender));
  }

  private void say(long nowNs, MdnsSockets open) {
    DnsMessage query = book.query(nowNs);
    if (query != null) {
      int length = query.write(out);
      lastQuery = Arrays.copyOf(out, length);
      lastQueryNs = nowNs;
      links.forEach(link -> open.send(link, out, length));
    }
    if (book.isResponseDue(nowNs)) {
      links.forEach(link -> send(open, link, book.response(link.told())));
      book.responded(nowNs);
    }
  }

  private void send(MdnsSockets open, MdnsLink link, @Nullable DnsMessage message) {
    if (message != null && !link.told().isEmpty()) {
      open.send(link, out, message.write(out));
    }
  }

  private void sendGoodbye() {
    MdnsSockets open = sockets;
    if (open != null) {
      links.forEach(link -> send(open, link, book.goodbye(link.told())));
    }
  }

  private void tell() {
    List<List<PeerAddress>> now = new ArrayList<>();
    for (List<PeerAddress> node : book.found()) {
      List<PeerAddress> near =
          node.stream().filter(each -> MdnsLink.isNear(each.ip(), links)).toList();
      if (!near.isEmpty()) {
        now.add(near);
      }
    }
    if (!now.equals(told)) {
      told = now;
      nodeCount = now.size();
      found.accept(now);
    }
  }

  private void closeSockets() {
    if (sockets != null) {
      sockets.close();
      sockets = null;
    }
  }

  private void closeAll() {
    closeSockets();
    try {
      selector.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Takes back what was said and ends the thread.
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    ThreadEnd.await(thread);
  }
}
