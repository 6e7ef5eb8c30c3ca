// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;
import palaver.rtc.SrtpKeys;

/// One session's handshake and what remains of it.
///
/// | from | to | when |
/// |---|---|---|
/// | under way | established | the handshake gave keys |
/// | under way | failed | it did not |
/// | established | failed | cancelled, or the peer closed |
final class DtlsSession {

  /// How a handshake ended.
  sealed interface Outcome {
    record Done(SrtpKeys keys) implements Outcome {}

    record Failed(String reason) implements Outcome {}
  }

  private static final int LATE_WAIT_MILLIS = 1;

  private final DtlsRole role;
  private final PeerDatagrams datagrams;
  private final Semaphore computing;
  private final int limitMillis;
  private final AtomicBoolean answering = new AtomicBoolean();
  private volatile @Nullable DTLSTransport transport;

  DtlsSession(DtlsRole role, PeerDatagrams datagrams, Semaphore computing, int limitMillis) {
    this.role = role;
    this.datagrams = datagrams;
    this.computing = computing;
    this.limitMillis = limitMillis;
  }

  PeerDatagrams datagrams() {
    return datagrams;
  }

  /// Runs the handshake on the calling thread.
  Outcome handshake(DtlsCertificate certificate) {
    computing.acquireUninterruptibly();
    try {
      DtlsHandshake.Established result =
          DtlsHandshake.run(role, certificate, datagrams, limitMillis);
      datagrams.establish();
      transport = result.transport();
      return new Outcome.Done(result.keys());
    } catch (IOException | RuntimeException failure) {
      return new Outcome.Failed(reason(failure));
    } finally {
      datagrams.flush();
      computing.release();
    }
  }

  /// Ends the handshake; what waits for it in [#unlessCancelled] does not happen.
  synchronized void cancel() {
    datagrams.cancel();
  }

  /// Does `report`, which must not block, unless [#cancel] came first.
  synchronized void unlessCancelled(Runnable report) {
    if (!datagrams.isCancelled()) {
      report.run();
    }
  }

  private static String reason(Exception failure) {
    return switch (failure) {
      case TlsTimeoutException _ -> "dtls-timeout";
      case TlsFatalAlertReceived alert -> "dtls-peer-alert-" + alert.getAlertDescription();
      case TlsFatalAlert alert -> "dtls-alert-" + alert.getAlertDescription();
      default -> "dtls-failed";
    };
  }

  /// Whether a late datagram waits that nobody answers yet; the caller that gets true must call
  /// [#answerLate].
  boolean beginAnswering() {
    return transport != null && !datagrams.isEmpty() && answering.compareAndSet(false, true);
  }

  /// Answers what came after the end: a peer that missed our last flight sends its own again. True
  /// when more has come meanwhile.
  boolean answerLate() {
    DTLSTransport open = transport;
    computing.acquireUninterruptibly();
    try {
      byte[] plain = new byte[datagrams.getReceiveLimit()];
      while (open != null && !datagrams.isEmpty()) {
        open.receive(plain, 0, plain.length, LATE_WAIT_MILLIS);
      }
    } catch (IOException | RuntimeException _) {
      transport = null;
    } finally {
      datagrams.flush();
      computing.release();
      answering.set(false);
    }
    return beginAnswering();
  }
}
