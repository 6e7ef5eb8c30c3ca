// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.SessionId;

/// Runs DTLS handshakes, one per session, beside the media threads.
///
/// Each handshake has a virtual thread of its own, which costs nothing while it waits for its peer;
/// a bounded number of them compute at the same moment. (With one platform thread for each core to
/// spare, a single peer that falls silent half-way would stop everybody else's join for 10 s.)
///
/// A finished session stays known and answers retransmitted flights until [#forget].
public final class HandshakePool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HandshakePool.class);

  private final DtlsCertificate certificate;
  private final HandshakeLimits limits;
  private final HandshakeSink sink;
  private final Semaphore computing;
  private final ConcurrentHashMap<SessionId, DtlsSession> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final LongAdder completed = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder inboxDropped = new LongAdder();
  private final ThreadFactory threads = Thread.ofVirtual().name("handshake-", 0).factory();
  private volatile boolean closed;

  public HandshakePool(DtlsCertificate certificate, HandshakeLimits limits, HandshakeSink sink) {
    this.certificate = certificate;
    this.limits = limits;
    this.sink = sink;
    computing = new Semaphore(limits.computingMax(), true);
  }

  /// Takes a DTLS datagram of `session`; the first one starts its handshake as the server. The
  /// bytes belong to the pool from now on. False when it was dropped: the pool or the session's
  /// inbox is full.
  public boolean received(SessionId session, byte[] datagram) {
    @Nullable DtlsSession known = sessions.get(session);
    if (known == null) {
      known = open(session, DtlsRole.SERVER);
      if (known == null) {
        return false;
      }
    }
    if (!known.datagrams().offer(datagram)) {
      inboxDropped.increment();
      return false;
    }
    answerLate(known);
    return true;
  }

  /// Starts a handshake as the client; false when the pool is full or the session has one already.
  public boolean connect(SessionId session) {
    return !sessions.containsKey(session) && open(session, DtlsRole.CLIENT) != null;
  }

  private @Nullable DtlsSession open(SessionId session, DtlsRole role) {
    if (closed || sessions.size() >= limits.sessionsMax() || !reserve()) {
      refused.increment();
      return null;
    }
    long limitNs = limits.limit().toNanos();
    PeerDatagrams datagrams =
        new PeerDatagrams(
            role, limits.inboxMax(), bytes -> sink.send(session, bytes), computing, limitNs);
    DtlsSession fresh =
        new DtlsSession(role, datagrams, computing, (int) limits.limit().toMillis());
    @Nullable DtlsSession other = sessions.putIfAbsent(session, fresh);
    if (other != null) {
      underWay.decrementAndGet();
      return other;
    }
    threads.newThread(() -> run(session, fresh)).start();
    return fresh;
  }

  private boolean reserve() {
    if (underWay.incrementAndGet() > limits.handshakesMax()) {
      underWay.decrementAndGet();
      return false;
    }
    return true;
  }

  private void run(SessionId session, DtlsSession dtls) {
    try {
      DtlsSession.Outcome outcome = dtls.handshake(certificate);
      underWay.decrementAndGet();
      dtls.unlessCancelled(() -> report(session, outcome));
      answerLate(dtls);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a handshake's sink failed");
    }
  }

  private void report(SessionId session, DtlsSession.Outcome outcome) {
    switch (outcome) {
      case DtlsSession.Outcome.Done done -> {
        completed.increment();
        sink.done(session, done.keys());
      }
      case DtlsSession.Outcome.Failed failure -> {
        failed.increment();
        LOG.atDebug().log("handshake of {} failed: {}", session.value(), failure.reason());
        sink.failed(session, failure.reason());
      }
    }
  }

  private void answerLate(DtlsSession dtls) {
    if (dtls.beginAnswering()) {
      threads
          .newThread(() -> {
            while (dtls.answerLate()) {}
          })
          .start();
    }
  }

  /// Ends the handshake of `session`, if one runs, and forgets what there is of it: nothing more is
  /// heard of it, and the next datagram starts a new one. To be called whenever a connection ends
  /// or is replaced.
  public void forget(SessionId session) {
    @Nullable DtlsSession known = sessions.remove(session);
    if (known != null) {
      known.cancel();
    }
  }

  public HandshakeFigures figures() {
    return new HandshakeFigures(
        underWay.get(),
        sessions.size(),
        completed.sum(),
        failed.sum(),
        refused.sum(),
        inboxDropped.sum());
  }

  /// Cancels all handshakes and takes no more.
  @Override
  public void close() {
    closed = true;
    for (SessionId session : sessions.keySet()) {
      forget(session);
    }
  }
}
