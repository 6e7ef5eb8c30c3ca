// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.rtc.SrtpKeys;
import palaver.rtc.SrtpProfile;
import palaver.rtc.srtp.SrtpReceiveStream;
import palaver.rtc.srtp.SrtpReceiver;
import palaver.rtc.srtp.SrtpSender;

/// Runs what the first join needs once before anybody waits for it: one handshake within the
/// process, and one packet sealed and opened for each SRTP profile.
public final class WarmUp {

  private static final SessionId NOBODY = new SessionId("warm-up");
  private static final int SSRC = 1;
  private static final int HEADER_BYTES = 12;
  private static final int PAYLOAD_BYTES = 100;
  private static final int PACKET_BYTES_MAX = 200;

  /// Hands datagrams to the other end and keeps the result.
  private static final class End implements HandshakeSink {
    private final AtomicReference<@Nullable HandshakePool> other = new AtomicReference<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean succeeded;

    @Override
    public void send(SessionId session, byte[] datagram) {
      HandshakePool pool = other.get();
      if (pool != null) {
        pool.received(session, datagram);
      }
    }

    @Override
    public void done(SessionId session, SrtpKeys keys) {
      succeeded = true;
      finished.countDown();
    }

    @Override
    public void failed(SessionId session, String reason) {
      finished.countDown();
    }
  }

  private WarmUp() {}

  /// Warms up on the calling thread and answers whether everything worked.
  public static boolean run(DtlsCertificate certificate) throws InterruptedException {
    boolean sealed = true;
    for (SrtpProfile profile : SrtpProfile.values()) {
      sealed &= sealAndOpen(profile);
    }
    return handshake(certificate) && sealed;
  }

  private static boolean handshake(DtlsCertificate certificate) throws InterruptedException {
    End atServer = new End();
    End atClient = new End();
    HandshakeLimits limits = HandshakeLimits.standard();
    try (HandshakePool server = new HandshakePool(certificate, limits, atServer);
        HandshakePool client = new HandshakePool(certificate, limits, atClient)) {
      atServer.other.set(client);
      atClient.other.set(server);
      client.connect(NOBODY);
      return atServer.finished.await(limits.limit().toSeconds(), TimeUnit.SECONDS)
          && atClient.finished.await(limits.limit().toSeconds(), TimeUnit.SECONDS)
          && atServer.succeeded
          && atClient.succeeded;
    }
  }

  private static boolean sealAndOpen(SrtpProfile profile) {
    byte[] key = new byte[profile.keyBytes()];
    byte[] salt = new byte[profile.saltBytes()];
    byte[] packet = new byte[PACKET_BYTES_MAX];
    packet[0] = (byte) 0x80;
    packet[HEADER_BYTES - 1] = SSRC;
    int packetBytes =
        SrtpSender.of(profile, key, salt).stream(SSRC)
            .seal(0, new byte[PAYLOAD_BYTES], 0, PAYLOAD_BYTES, packet, 0, HEADER_BYTES);
    @Nullable SrtpReceiveStream stream = SrtpReceiver.of(profile, key, salt, 1, 1).stream(SSRC);
    return stream != null
        && stream.open(packet, 0, packetBytes, HEADER_BYTES, 0, new byte[PACKET_BYTES_MAX], 0)
            == PAYLOAD_BYTES;
  }
}
