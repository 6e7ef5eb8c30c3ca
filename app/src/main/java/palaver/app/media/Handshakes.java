// SPDX-License-Identifier: Apache-2.0
package palaver.app.media;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.SessionId;
import palaver.net.dtls.DtlsCertificate;
import palaver.net.dtls.HandshakeFigures;
import palaver.net.dtls.HandshakeLimits;
import palaver.net.dtls.HandshakePool;
import palaver.net.dtls.HandshakeSink;
import palaver.net.dtls.WarmUp;
import palaver.rtc.SrtpKeys;
import palaver.sfu.SfuCommand;

/// The handshake pool, and on which media thread each session's results are wanted.
public final class Handshakes implements HandshakeSink, AutoCloseable {

  /// The command queues of the media threads; false when one is full.
  @FunctionalInterface
  public interface MediaThreads {
    boolean offer(int thread, SfuCommand command);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Handshakes.class);

  private final DtlsCertificate certificate;
  private final MediaThreads media;
  private final HandshakePool pool;
  private final Map<SessionId, Integer> threads = new ConcurrentHashMap<>();

  public Handshakes(DtlsCertificate certificate, MediaThreads media) {
    this.certificate = certificate;
    this.media = media;
    pool = new HandshakePool(certificate, HandshakeLimits.standard(), this);
  }

  /// Learns from a command to a media thread which sessions begin and end there.
  public void follow(int thread, SfuCommand command) {
    if (command instanceof SfuCommand.Connect connect) {
      pool.forget(connect.session());
      threads.put(connect.session(), thread);
    } else if (command instanceof SfuCommand.Disconnect disconnect) {
      forget(disconnect.session());
    }
  }

  /// Takes a DTLS datagram of `session`. What the pool has no place for is dropped and counted
  /// there; DTLS sends it again. One that comes after the session's end is dropped, so that it
  /// starts nothing that nobody would end.
  public void received(SessionId session, byte[] datagram) {
    if (threads.containsKey(session)) {
      pool.received(session, datagram);
    }
  }

  /// Runs one handshake, the slowest, before anybody waits for it.
  public void warmUp() {
    try {
      if (!WarmUp.run(certificate)) {
        LOG.warn("the handshake within the process failed");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  public HandshakeFigures figures() {
    return pool.figures();
  }

  public void forgetAllOf(int thread) {
    threads.entrySet().stream()
        .filter(entry -> entry.getValue() == thread)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::forget);
  }

  private void forget(SessionId session) {
    threads.remove(session);
    pool.forget(session);
  }

  @Override
  public void send(SessionId session, byte[] datagram) {
    toMedia(session, new SfuCommand.SendDtls(session, datagram));
  }

  @Override
  public void done(SessionId session, SrtpKeys keys) {
    toMedia(session, new SfuCommand.DtlsDone(session, keys));
  }

  @Override
  public void failed(SessionId session, String reason) {
    toMedia(session, new SfuCommand.DtlsFailed(session, reason));
  }

  private void toMedia(SessionId session, SfuCommand command) {
    Integer thread = threads.get(session);
    if (thread != null && !media.offer(thread, command)) {
      LOG.warn("media thread {} had no place for a handshake's result", thread);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
