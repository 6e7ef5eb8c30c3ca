// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import palaver.audio.session.VoiceSession;
import palaver.base.Parsed;
import palaver.net.SystemSecrets;
import palaver.net.channel.ChannelVoice;
import palaver.net.dtls.DtlsCertificate;
import palaver.net.dtls.DtlsRole;
import palaver.net.dtls.SecureLink;
import palaver.rtc.Fingerprint;
import palaver.wire.PacketKind;
import palaver.wire.stun.StunClass;
import palaver.wire.stun.StunKey;
import palaver.wire.stun.StunMessage;
import palaver.wire.stun.StunWriter;

/// Our end of a data channel on a real socket: it answers ICE checks as a lite agent does, is the
/// DTLS server, and loses a share of what comes and goes when a test says so.
final class ChannelEnd implements AutoCloseable {

  private static final String PASSWORD = "palaverpalaverpalaver1";
  private static final StunKey KEY = StunKey.shortTerm(PASSWORD);
  private static final int LIMIT_MILLIS = 10_000;

  private final DatagramSocket socket =
      new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final DtlsCertificate certificate = DtlsCertificate.selfSigned();
  private final SplittableRandom random = new SplittableRandom(3);
  private final SecureLink link;
  private final ChannelVoice voice;
  private final CompletableFuture<Void> secured = new CompletableFuture<>();
  private volatile @Nullable SocketAddress peer;
  private boolean started;
  private volatile double loss;

  ChannelEnd(VoiceSession session, Fingerprint expected) throws IOException {
    link = new SecureLink(DtlsRole.SERVER, certificate, expected, LIMIT_MILLIS, this::toPeer);
    voice = new ChannelVoice(session, link, DtlsRole.SERVER, new SystemSecrets());
    Thread.ofVirtual().name("channel-handshake").start(this::handshake);
  }

  private void handshake() {
    try {
      link.handshake();
      secured.complete(null);
    } catch (IOException failure) {
      secured.completeExceptionally(failure);
    }
  }

  /// The answer to an offer of one data section.
  String answer() {
    int port = socket.getLocalPort();
    return String.join(
        "\r\n",
        "v=0",
        "o=- 1 1 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=ice-lite",
        "a=group:BUNDLE 0",
        "m=application " + port + " UDP/DTLS/SCTP webrtc-datachannel",
        "c=IN IP4 127.0.0.1",
        "a=mid:0",
        "a=ice-ufrag:palaver",
        "a=ice-pwd:" + PASSWORD,
        "a=fingerprint:sha-256 " + certificate.fingerprint().value(),
        "a=setup:passive",
        "a=sctp-port:5000",
        "a=max-message-size:65536",
        "a=candidate:1 1 udp 2130706431 127.0.0.1 " + port + " typ host",
        "a=end-of-candidates",
        "");
  }

  void lose(double share) {
    loss = share;
  }

  ChannelVoice voice() {
    return voice;
  }

  /// Serves the socket and the timers until `untilNs`.
  void serve(long untilNs) throws IOException {
    byte[] bytes = new byte[1_500];
    while (System.nanoTime() < untilNs) {
      if (secured.isCompletedExceptionally()) {
        throw new CompletionException("no DTLS", secured.exceptionNow());
      }
      if (secured.isDone() && !started) {
        started = true;
        voice.start(System.nanoTime());
      }
      if (started && System.nanoTime() >= voice.nextDeadlineNs()) {
        voice.onDeadline(System.nanoTime());
      }
      DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
      socket.setSoTimeout(1);
      try {
        socket.receive(packet);
        take(packet);
      } catch (SocketTimeoutException _) {
        // Then it is time to look at the clock.
      }
    }
  }

  private void take(DatagramPacket packet) throws IOException {
    byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
    switch (PacketKind.of(bytes, 0, bytes.length)) {
      case STUN -> check(bytes, packet);
      case DTLS -> {
        if (!started) {
          link.received(bytes);
        } else if (random.nextDouble() >= loss) {
          voice.received(System.nanoTime(), bytes);
        }
      }
      case RTP, RTCP, OTHER -> {}
    }
  }

  private void check(byte[] bytes, DatagramPacket packet) throws IOException {
    if (StunMessage.parse(bytes, 0, bytes.length) instanceof Parsed.Ok<StunMessage>(var request)
        && request.isBinding(StunClass.REQUEST)
        && request.isAuthentic(KEY)) {
      peer = packet.getSocketAddress();
      byte[] answer = new byte[200];
      StunWriter writer = new StunWriter();
      writer.begin(answer, 0, StunClass.SUCCESS_RESPONSE, request.transactionId());
      writer.xorMappedAddress(packet.getAddress().getAddress(), packet.getPort());
      int length = writer.integrity(KEY).finish();
      socket.send(new DatagramPacket(answer, length, packet.getSocketAddress()));
    }
  }

  private void toPeer(byte[] datagram) {
    SocketAddress to = peer;
    if (to == null || (started && random.nextDouble() < loss)) {
      return;
    }
    try {
      socket.send(new DatagramPacket(datagram, datagram.length, to));
    } catch (IOException _) {
      // As if the network had lost it.
    }
  }

  @Override
  public void close() {
    voice.close(System.nanoTime());
    link.close();
    socket.close();
  }
}
