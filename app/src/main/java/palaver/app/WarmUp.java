// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.SessionId;
import palaver.net.dtls.DtlsCertificate;
import palaver.net.dtls.HandshakeLimits;
import palaver.net.dtls.HandshakePool;
import palaver.net.dtls.HandshakeSink;
import palaver.rtc.SrtpKeys;
import palaver.rtc.SrtpProfile;
import palaver.rtc.srtp.SrtpReceiveStream;
import palaver.rtc.srtp.SrtpReceiver;
import palaver.rtc.srtp.SrtpSendStream;
import palaver.rtc.srtp.SrtpSender;

/// Does once what the first joins would otherwise wait for: loads and compiles the code of a DTLS
/// handshake and of SRTP in each profile. A cold first handshake costs 50 to 150 ms.
final class WarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final SessionId SESSION = new SessionId("warm-up");
  private static final long TIMEOUT_S = 10;
  private static final int PACKETS = 200;
  private static final int HEADER_BYTES = 12;
  private static final int PAYLOAD_BYTES = 100;
  private static final int PACKET_BYTES_MAX = 256;

  private WarmUp() {}

  /// Runs it to the end. A failure is logged, not thrown: the server works without.
  static void run(DtlsCertificate certificate) throws InterruptedException {
    try {
      handshake(certificate).get(TIMEOUT_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.warn("the warm-up handshake failed", failure);
    }
    for (SrtpProfile profile : SrtpProfile.values()) {
      protect(profile);
    }
  }

  /// One handshake with ourselves; completes with what it gave the client.
  static CompletableFuture<SrtpKeys> handshake(DtlsCertificate certificate) {
    CompletableFuture<HandshakePool> server = new CompletableFuture<>();
    CompletableFuture<HandshakePool> client = new CompletableFuture<>();
    CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
    HandshakeLimits limits = HandshakeLimits.standard();
    server.complete(
        new HandshakePool(certificate, limits, new To(client::join, new CompletableFuture<>())));
    client.complete(new HandshakePool(certificate, limits, new To(server::join, keys)));
    if (!client.join().connect(SESSION)) {
      keys.completeExceptionally(new IllegalStateException("a fresh pool is full"));
    }
    return keys.whenComplete((_, _) -> {
      client.join().close();
      server.join().close();
    });
  }

  /// Hands datagrams straight to the other side.
  private record To(Supplier<HandshakePool> other, CompletableFuture<SrtpKeys> keys)
      implements HandshakeSink {

    @Override
    public void send(SessionId session, byte[] datagram) {
      other.get().received(session, datagram);
    }

    @Override
    public void done(SessionId session, SrtpKeys established) {
      keys.complete(established);
    }

    @Override
    public void failed(SessionId session, String reason) {
      keys.completeExceptionally(new IllegalStateException(reason));
    }
  }

  /// Seals and opens some packets; answers how many came through.
  static int protect(SrtpProfile profile) {
    byte[] key = new byte[profile.keyBytes()];
    byte[] salt = new byte[profile.saltBytes()];
    SrtpSendStream sending = SrtpSender.of(profile, key, salt).stream(1);
    SrtpReceiveStream receiving = SrtpReceiver.of(profile, key, salt, 1, 1).stream(1);
    byte[] plain = new byte[PAYLOAD_BYTES];
    byte[] packet = new byte[PACKET_BYTES_MAX];
    packet[0] = (byte) 0x80;
    packet[HEADER_BYTES - 1] = 1;
    int opened = 0;
    for (int sequence = 0; receiving != null && sequence < PACKETS; sequence++) {
      packet[2] = (byte) (sequence >> 8);
      packet[3] = (byte) sequence;
      int bytes = sending.seal(sequence, plain, 0, plain.length, packet, 0, HEADER_BYTES);
      if (receiving.open(packet, 0, bytes, HEADER_BYTES, sequence, plain, 0) == PAYLOAD_BYTES) {
        opened++;
      }
    }
    return opened;
  }
}
