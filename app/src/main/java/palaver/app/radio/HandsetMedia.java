// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import palaver.app.media.Handshakes;
import palaver.base.Parsed;
import palaver.base.RoomKey;
import palaver.base.SecretSource;
import palaver.base.SessionId;
import palaver.net.DriverHooks;
import palaver.net.DriverOptions;
import palaver.net.MonotonicClock;
import palaver.net.UdpDriver;
import palaver.net.dtls.DtlsCertificate;
import palaver.net.udp.UdpSocket;
import palaver.net.udp.UdpSocketOptions;
import palaver.net.udp.UdpSockets;
import palaver.rtc.AudioProfile;
import palaver.rtc.HostCandidate;
import palaver.rtc.IceCredentials;
import palaver.rtc.Negotiated;
import palaver.rtc.Negotiation;
import palaver.rtc.NegotiationOptions;
import palaver.rtc.peer.PeerSettings;
import palaver.sfu.Limits;
import palaver.sfu.MediaState;
import palaver.sfu.SfuCommand;
import palaver.sfu.SfuEngine;
import palaver.sfu.SfuEvent;
import palaver.sfu.VoiceTap;

/// The one media thread of a node with handsets: the same engine as a server's, with a room of its
/// own for each handset, in which the node is the other party.
final class HandsetMedia implements AutoCloseable {

  /// Twice as many as a node knows: who comes back may come before its old connection is given up.
  private static final int CONNECTIONS_MAX = 2 * HandsetBook.HANDSETS_MAX;

  private static final Limits LIMITS = new Limits(CONNECTIONS_MAX, CONNECTIONS_MAX, 2);
  private static final int PARTIES = 2;
  private static final int FIRST_STREAM = 1;
  private static final int UFRAG_BYTES = 6;
  private static final int PASSWORD_BYTES = 24;
  private static final int SSRC_BYTES = 3;

  /// What happens to connections. On the media thread.
  interface Watcher {
    void changed(SessionId session, boolean connected);

    /// Every connection is gone.
    void restarted();
  }

  private final UdpSocket socket;
  private final List<HostCandidate> candidates;
  private final DtlsCertificate certificate = DtlsCertificate.selfSigned();
  private final SecretSource secrets;
  private final Watcher watcher;
  private final Handshakes handshakes = new Handshakes(certificate, (_, command) -> offer(command));
  private final UdpDriver<SfuCommand, SfuEvent> driver;

  private HandsetMedia(
      UdpSocket socket,
      List<String> addresses,
      SecretSource secrets,
      VoiceTap tap,
      Watcher watcher) {
    this.socket = socket;
    this.secrets = secrets;
    this.watcher = watcher;
    int port = socket.localAddress().getPort();
    candidates = addresses.stream().map(each -> new HostCandidate(each, port)).toList();
    Consumer<Throwable> restarted = _ -> onRestart();
    driver =
        new UdpDriver<>(
            DriverOptions.named("handsets"),
            socket,
            UdpSocketOptions.DEFAULTS.batchDatagramsMax(),
            MonotonicClock.system(),
            book -> new SfuEngine(LIMITS, PeerSettings.DEFAULT, book, secrets, tap),
            new DriverHooks<>(this::onEvent, HandsetMedia::failedPeer, restarted));
  }

  /// Opens the port and starts.
  ///
  /// @param bind the address to listen on
  /// @param addresses what handsets are told, best first
  /// @param tap hears what they say
  static HandsetMedia open(
      InetAddress bind,
      int port,
      List<String> addresses,
      SecretSource secrets,
      VoiceTap tap,
      Watcher watcher)
      throws IOException {
    InetSocketAddress local = new InetSocketAddress(bind.isAnyLocalAddress() ? null : bind, port);
    UdpSocket socket = UdpSockets.open(local, UdpSocketOptions.DEFAULTS);
    HandsetMedia media = new HandsetMedia(socket, addresses, secrets, tap, watcher);
    media.handshakes.warmUp();
    media.driver.start();
    return media;
  }

  /// Opens the connection of a session, or replaces it; the answer to its offer.
  Parsed<String> connect(SessionId session, String offer) {
    NegotiationOptions options =
        new NegotiationOptions(
            iceCredentials(),
            certificate.fingerprint(),
            candidates,
            List.of(ssrc()),
            AudioProfile.UNBROKEN_VOICE,
            true);
    return switch (Negotiation.answer(offer, options)) {
      case Parsed.Malformed<Negotiated>(String reason) -> Parsed.malformed(reason);
      case Parsed.Ok<Negotiated>(Negotiated agreed) -> {
        RoomKey room = new RoomKey("handset", session.value());
        SfuCommand.Connect connect =
            new SfuCommand.Connect(session, room, FIRST_STREAM, PARTIES, agreed.parameters());
        handshakes.follow(0, connect);
        yield offer(connect) ? Parsed.ok(agreed.answerSdp()) : Parsed.malformed("media-busy");
      }
    };
  }

  private IceCredentials iceCredentials() {
    Base64.Encoder encoder = Base64.getEncoder();
    return new IceCredentials(
        encoder.encodeToString(secrets.bytes(UFRAG_BYTES)),
        encoder.encodeToString(secrets.bytes(PASSWORD_BYTES)));
  }

  private int ssrc() {
    int ssrc = 1;
    for (byte each : secrets.bytes(SSRC_BYTES)) {
      ssrc = ssrc << 8 | (each & 0xff);
    }
    return ssrc;
  }

  /// Sends what waits for a handset; the same command may be given again and again.
  void play(SfuCommand.Play command) {
    offer(command);
  }

  void disconnect(SessionId session) {
    SfuCommand command = new SfuCommand.Disconnect(session);
    handshakes.follow(0, command);
    offer(command);
  }

  private boolean offer(SfuCommand command) {
    return driver.offer(command);
  }

  private void onEvent(SfuEvent event) {
    switch (event) {
      case SfuEvent.DtlsReceived(SessionId session, byte[] datagram) ->
          handshakes.received(session, datagram);
      case SfuEvent.MediaStateChanged(SessionId session, MediaState state) ->
          watcher.changed(session, state == MediaState.CONNECTED);
      case SfuEvent.PeerFailed failed -> watcher.changed(failed.session(), false);
      case SfuEvent.SpeakingChanged _, SfuEvent.QualityMeasured _, SfuEvent.SlotsChanged _ -> {}
    }
  }

  private static @Nullable Object failedPeer(SfuEvent event) {
    return event instanceof SfuEvent.PeerFailed failed ? failed.session() : null;
  }

  private void onRestart() {
    handshakes.forgetAllOf(0);
    watcher.restarted();
  }

  @Override
  public void close() {
    handshakes.close();
    driver.close();
    socket.close();
  }
}
