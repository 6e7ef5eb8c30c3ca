// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;
import palaver.rtc.Fingerprint;

/// One DTLS connection that carries data: what a data channel's SCTP packets travel in (RFC 8261).
///
/// | state | on | becomes |
/// |---|---|---|
/// | new | [#handshake] ends well | open |
/// | new, open | [#handshake] fails, the connection is broken, [#close] | closed |
///
/// [#handshake] blocks its thread, and [#received] may be called from another; after it, one thread
/// at a time. A datagram whose record is damaged, replayed or not the peer's is dropped.
public final class SecureLink implements AutoCloseable {

  private static final int INBOX_MAX = 64;
  private static final int NO_WAIT_MILLIS = 1;

  /// Takes what the peer sent; the bytes are valid only during the call.
  @FunctionalInterface
  public interface Plain {
    void accept(byte[] bytes, int offset, int lengthBytes);
  }

  private final DtlsRole role;
  private final DtlsCertificate certificate;
  private final Fingerprint expected;
  private final Semaphore computing = new Semaphore(1);
  private final int limitMillis;
  private final PeerDatagrams datagrams;
  private final byte[] plain;
  private @Nullable DTLSTransport transport;
  private long dropped;

  /// A link that has not begun.
  ///
  /// @param expected the fingerprint of the peer's certificate, from signaling
  /// @param limitMillis how long the handshake may take
  /// @param out takes the datagrams for the peer, which are its own from then on
  public SecureLink(
      DtlsRole role,
      DtlsCertificate certificate,
      Fingerprint expected,
      int limitMillis,
      Consumer<byte[]> out) {
    this.role = role;
    this.certificate = certificate;
    this.expected = expected;
    this.limitMillis = limitMillis;
    long limitNs = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    datagrams = new PeerDatagrams(role, INBOX_MAX, out, computing, limitNs);
    plain = new byte[datagrams.getReceiveLimit()];
  }

  /// Runs the handshake to its end on the calling thread.
  ///
  /// @throws IOException when it fails, or when the peer's certificate is not the expected one
  public void handshake() throws IOException {
    computing.acquireUninterruptibly();
    try {
      DtlsHandshake.Established result =
          DtlsHandshake.run(role, certificate, datagrams, limitMillis);
      datagrams.flush();
      if (!result.keys().peerFingerprint().equals(expected)) {
        result.transport().close();
        datagrams.flush();
        throw new IOException("the peer has another certificate than signaling said");
      }
      datagrams.establish();
      transport = result.transport();
    } finally {
      datagrams.flush();
      computing.release();
    }
  }

  public boolean isOpen() {
    return transport != null;
  }

  /// Takes a datagram of the peer, which is the link's from now on. During the handshake that is
  /// all; afterwards [#read] gives what is in it.
  ///
  /// @return false when too many wait
  public boolean received(byte[] datagram) {
    return datagrams.offer(datagram);
  }

  /// Gives everything that has come to `sink`; a flight that the peer sends again is answered.
  public void read(Plain sink) {
    DTLSTransport open = transport;
    while (open != null) {
      try {
        int lengthBytes = open.receivePending(plain, 0, plain.length);
        if (lengthBytes < 0) {
          if (datagrams.isEmpty()) {
            break;
          }
          lengthBytes = open.receive(plain, 0, plain.length, NO_WAIT_MILLIS);
        }
        if (lengthBytes > 0) {
          sink.accept(plain, 0, lengthBytes);
        }
      } catch (IOException | RuntimeException _) {
        close();
        break;
      }
      open = transport;
    }
    datagrams.flush();
    if (datagrams.isClosed()) {
      transport = null;
    }
  }

  /// Sends up to 1,163 bytes. Before the handshake and after the end they are dropped and counted.
  public void send(byte[] bytes, int offset, int lengthBytes) {
    DTLSTransport open = transport;
    if (open == null) {
      dropped++;
      return;
    }
    try {
      open.send(bytes, offset, lengthBytes);
      datagrams.flush();
    } catch (IOException | RuntimeException _) {
      dropped++;
      close();
    }
  }

  /// What was to be sent outside of the open state.
  public long dropped() {
    return dropped;
  }

  /// Tells the peer and ends.
  @Override
  public void close() {
    DTLSTransport open = transport;
    transport = null;
    if (open == null) {
      datagrams.cancel();
      return;
    }
    try {
      open.close();
      datagrams.flush();
    } catch (IOException | RuntimeException _) {
      // The peer learns it from ICE.
    }
  }
}
