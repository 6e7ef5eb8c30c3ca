// SPDX-License-Identifier: Apache-2.0
package palaver.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import palaver.base.SecretSource;
import palaver.base.SessionId;
import palaver.net.DriverHooks;
import palaver.net.DriverOptions;
import palaver.net.MonotonicClock;
import palaver.net.UdpDriver;
import palaver.net.dtls.DtlsCertificate;
import palaver.net.dtls.HandshakeLimits;
import palaver.net.dtls.HandshakePool;
import palaver.net.dtls.HandshakeSink;
import palaver.net.udp.UdpSocket;
import palaver.net.udp.UdpSocketOptions;
import palaver.net.udp.UdpSockets;
import palaver.rtc.SrtpKeys;
import palaver.rtc.peer.ClientCommand;
import palaver.rtc.peer.ClientConnection;
import palaver.rtc.peer.ClientEvent;
import palaver.rtc.peer.ClientParameters;
import palaver.rtc.peer.PeerState;

/// A client's connection on a real socket, with a real DTLS handshake.
final class MediaLine implements AutoCloseable, HandshakeSink {

  private static final UdpSocketOptions SOCKET =
      new UdpSocketOptions(UdpSocketOptions.DEFAULTS.sendMode(), 64, 256_000, 256_000, 0xb8, 128);

  private final SessionId session;
  private final HandshakePool handshakes;
  private final UdpDriver<ClientCommand, ClientEvent> driver;
  private final Consumer<ClientEvent> events;

  /// What offer and answer fixed, once the server's address has its number.
  @FunctionalInterface
  interface Parameters {
    ClientParameters of(int server);
  }

  MediaLine(
      SessionId session,
      InetSocketAddress server,
      Parameters parameters,
      DtlsCertificate certificate,
      SecretSource secrets,
      Consumer<ClientEvent> events) {
    this.session = session;
    this.events = events;
    handshakes = new HandshakePool(certificate, HandshakeLimits.standard(), this);
    UdpSocket socket = open(server);
    int number = socket.addresses().number(server);
    socket.addresses().retain(number);
    MonotonicClock clock = MonotonicClock.system();
    driver =
        new UdpDriver<>(
            DriverOptions.named("client-" + session.value()),
            socket,
            SOCKET.batchDatagramsMax(),
            clock,
            book -> new ClientConnection(clock.nowNs(), parameters.of(number), secrets),
            new DriverHooks<>(this::onEvent, event -> null, cause -> {}));
    driver.start();
  }

  private static UdpSocket open(InetSocketAddress server) {
    try {
      String local = server.getAddress().isLoopbackAddress() ? "127.0.0.1" : "0.0.0.0";
      return UdpSockets.open(new InetSocketAddress(local, 0), SOCKET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void publish(byte[] opus, int levelDbov) {
    driver.offer(
        new ClientCommand.Publish(opus, OpusFrames.TICKS_PER_FRAME, levelDbov, levelDbov < 127));
  }

  private void onEvent(ClientEvent event) {
    switch (event) {
      case ClientEvent.StateChanged(PeerState state) when state == PeerState.CHECKED ->
          handshakes.connect(session);
      case ClientEvent.DtlsReceived(byte[] datagram) -> handshakes.received(session, datagram);
      case ClientEvent.StateChanged changed -> {}
      case ClientEvent.Heard heard -> {}
    }
    events.accept(event);
  }

  @Override
  public void send(SessionId of, byte[] datagram) {
    driver.offer(new ClientCommand.SendDtls(datagram));
  }

  @Override
  public void done(SessionId of, SrtpKeys keys) {
    driver.offer(new ClientCommand.DtlsDone(keys));
  }

  @Override
  public void failed(SessionId of, String reason) {
    driver.offer(new ClientCommand.DtlsFailed());
  }

  @Override
  public void close() {
    handshakes.close();
    driver.close();
  }
}
