// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;
import palaver.base.SecretSource;

/// A model of a DTLS handshake: both sides end with the same keying material and with the other's
/// certificate, over links that lose, reorder and duplicate. It hides nothing from anybody.
///
/// Its datagrams begin with 22, DTLS's handshake content type, so that demultiplexing takes them
/// for DTLS. The client repeats its flight until it is answered, as DTLS does:
///
/// | from | message | carries |
/// |---|---|---|
/// | client | HELLO | share, certificate |
/// | server | HELLO_REPLY | share, certificate |
/// | client | FINISHED | |
/// | server | FINISHED_REPLY | |
///
/// The server has its keys at FINISHED, the client at FINISHED_REPLY.
public final class ModelKeyExchange {
  private static final int CONTENT_TYPE = 22;
  private static final int HELLO = 1;
  private static final int HELLO_REPLY = 2;
  private static final int FINISHED = 3;
  private static final int FINISHED_REPLY = 4;
  private static final int SHARE_BYTES = 32;
  private static final long REPEAT_NS = 50_000_000;

  private final boolean client;
  private final byte[] share;
  private final byte[] certificate;
  private byte @Nullable [] peerShare;
  private byte @Nullable [] peerCertificate;
  private boolean done;
  private long repeatAtNs = Deadlines.NEVER;

  private ModelKeyExchange(boolean client, byte[] share, byte[] certificate) {
    this.client = client;
    this.share = share;
    this.certificate = certificate.clone();
  }

  /// The side that begins.
  public static ModelKeyExchange client(SecretSource secrets, byte[] certificate) {
    return new ModelKeyExchange(true, secrets.bytes(SHARE_BYTES), certificate);
  }

  /// The side that waits.
  public static ModelKeyExchange server(SecretSource secrets, byte[] certificate) {
    return new ModelKeyExchange(false, secrets.bytes(SHARE_BYTES), certificate);
  }

  /// The client's first flight.
  public List<byte[]> start(long nowNs) {
    if (!client) {
      throw new IllegalStateException("the server waits");
    }
    repeatAtNs = nowNs + REPEAT_NS;
    return List.of(flight());
  }

  /// Takes a datagram of the other side and gives those to send.
  public List<byte[]> onDatagram(long nowNs, byte[] datagram) {
    if (datagram.length < 2 || datagram[0] != CONTENT_TYPE) {
      return List.of();
    }
    return client ? onReply(nowNs, datagram) : onRequest(datagram);
  }

  private List<byte[]> onReply(long nowNs, byte[] datagram) {
    if (datagram[1] == HELLO_REPLY && peerShare == null && readHello(datagram)) {
      repeatAtNs = nowNs + REPEAT_NS;
      return List.of(flight());
    }
    if (datagram[1] == FINISHED_REPLY && peerShare != null) {
      done = true;
      repeatAtNs = Deadlines.NEVER;
    }
    return List.of();
  }

  private List<byte[]> onRequest(byte[] datagram) {
    if (datagram[1] == HELLO && (peerShare != null || readHello(datagram))) {
      return List.of(hello(HELLO_REPLY));
    }
    if (datagram[1] == FINISHED && peerShare != null) {
      done = true;
      return List.of(bare(FINISHED_REPLY));
    }
    return List.of();
  }

  private boolean readHello(byte[] datagram) {
    if (datagram.length < 2 + SHARE_BYTES) {
      return false;
    }
    peerShare = Arrays.copyOfRange(datagram, 2, 2 + SHARE_BYTES);
    peerCertificate = Arrays.copyOfRange(datagram, 2 + SHARE_BYTES, datagram.length);
    return true;
  }

  private byte[] flight() {
    return peerShare == null ? hello(HELLO) : bare(FINISHED);
  }

  private byte[] hello(int type) {
    byte[] message = Arrays.copyOf(bare(type), 2 + SHARE_BYTES + certificate.length);
    System.arraycopy(share, 0, message, 2, SHARE_BYTES);
    System.arraycopy(certificate, 0, message, 2 + SHARE_BYTES, certificate.length);
    return message;
  }

  private static byte[] bare(int type) {
    return new byte[] {CONTENT_TYPE, (byte) type};
  }

  /// Repeats the client's flight when it is due.
  public List<byte[]> onDeadline(long nowNs) {
    if (repeatAtNs > nowNs) {
      return List.of();
    }
    repeatAtNs = nowNs + REPEAT_NS;
    return List.of(flight());
  }

  /// When [#onDeadline] has something to do; [Deadlines#NEVER] on the server and at the end.
  public long nextDeadlineNs() {
    return repeatAtNs;
  }

  /// Whether [#material] and [#peerCertificate] are there.
  public boolean isDone() {
    return done;
  }

  /// The certificate that the other side showed.
  public byte[] peerCertificate() {
    if (!done || peerCertificate == null) {
      throw new IllegalStateException("the exchange is not done");
    }
    return peerCertificate.clone();
  }

  /// `length` bytes that both sides derive alike.
  public byte[] material(int length) {
    if (!done || peerShare == null) {
      throw new IllegalStateException("the exchange is not done");
    }
    byte[] material = new byte[length];
    for (int at = 0, block = 0; at < length; block++) {
      byte[] hash = block(client ? share : peerShare, client ? peerShare : share, block);
      int count = Math.min(hash.length, length - at);
      System.arraycopy(hash, 0, material, at, count);
      at += count;
    }
    return material;
  }

  private static byte[] block(byte[] clientShare, byte[] serverShare, int number) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(clientShare);
      digest.update(serverShare);
      digest.update((byte) number);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
