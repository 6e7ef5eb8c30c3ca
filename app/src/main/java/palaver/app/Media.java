// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.media.Handshakes;
import palaver.app.start.StartFailure;
import palaver.base.SecretSource;
import palaver.net.DriverHooks;
import palaver.net.DriverOptions;
import palaver.net.MonotonicClock;
import palaver.net.UdpDriver;
import palaver.net.dtls.DtlsCertificate;
import palaver.net.dtls.HandshakeFigures;
import palaver.net.udp.UdpSocket;
import palaver.net.udp.UdpSocketOptions;
import palaver.net.udp.UdpSockets;
import palaver.rooms.RoomsCommand;
import palaver.rtc.peer.PeerSettings;
import palaver.sfu.Limits;
import palaver.sfu.SfuCommand;
import palaver.sfu.SfuEngine;
import palaver.sfu.SfuEvent;

/// The media threads with their sockets, and the handshakes beside them.
///
/// What a media thread reports goes to the rooms, but for DTLS datagrams: those go to the
/// handshakes, whose results come back to the same thread as commands.
final class Media implements AutoCloseable {

  /// Takes what the media threads report: a command for the rooms, false when it found no place.
  @FunctionalInterface
  interface Reports {
    boolean submit(RoomsCommand command);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Media.class);

  /// Payloads are padded, so that packets of one turn for one listener leave as one kernel message.
  private static final PeerSettings SETTINGS = new PeerSettings(true, PeerSettings.Limits.DEFAULT);

  private final List<UdpSocket> sockets;
  private final List<UdpDriver<SfuCommand, SfuEvent>> drivers = new ArrayList<>();
  private final Handshakes handshakes;
  private final SecretSource secrets;
  private Consumer<SfuEvent> watcher = _ -> {};
  private IntConsumer restartWatcher = _ -> {};

  private Media(List<UdpSocket> sockets, DtlsCertificate certificate, SecretSource secrets) {
    this.sockets = sockets;
    this.secrets = secrets;
    handshakes = new Handshakes(certificate, this::offer);
  }

  /// Opens one socket per media thread; [#start] puts the threads behind them.
  static Media open(
      ServerOptions options,
      MediaAddresses addresses,
      DtlsCertificate certificate,
      SecretSource secrets)
      throws StartFailure {
    List<UdpSocket> sockets = new ArrayList<>();
    try {
      for (int thread = 0; thread < options.mediaThreads(); thread++) {
        int port = options.mediaPort() == 0 ? 0 : options.mediaPort() + thread;
        sockets.add(openSocket(addresses, port));
      }
    } catch (StartFailure failure) {
      sockets.forEach(UdpSocket::close);
      throw failure;
    }
    return new Media(sockets, certificate, secrets);
  }

  private static UdpSocket openSocket(MediaAddresses addresses, int port) throws StartFailure {
    try {
      return UdpSockets.open(addresses.at(port), UdpSocketOptions.DEFAULTS);
    } catch (IOException failure) {
      throw new StartFailure(
          "media cannot listen on UDP port " + port + ": " + failure.getMessage(), failure);
    }
  }

  /// The real ports, by thread number.
  List<Integer> ports() {
    return sockets.stream().map(socket -> socket.localAddress().getPort()).toList();
  }

  /// Has others hear of what the media threads tell, on those threads: they must not block. To be
  /// called before [#start].
  ///
  /// @param restarts gets the number of a thread that began anew
  void watch(Consumer<SfuEvent> events, IntConsumer restarts) {
    watcher = events;
    restartWatcher = restarts;
  }

  /// The drivers by thread number, once started.
  List<UdpDriver<SfuCommand, SfuEvent>> drivers() {
    return List.copyOf(drivers);
  }

  HandshakeFigures handshakes() {
    return handshakes.figures();
  }

  /// Warms up, then starts the threads.
  void start(Reports rooms) {
    handshakes.warmUp();
    for (int thread = 0; thread < sockets.size(); thread++) {
      drivers.add(driver(thread, rooms));
    }
    drivers.forEach(UdpDriver::start);
  }

  private UdpDriver<SfuCommand, SfuEvent> driver(int thread, Reports rooms) {
    return new UdpDriver<>(
        DriverOptions.named("media-" + thread),
        sockets.get(thread),
        UdpSocketOptions.DEFAULTS.batchDatagramsMax(),
        MonotonicClock.system(),
        addresses -> new SfuEngine(Limits.DEFAULT, SETTINGS, addresses, secrets),
        new DriverHooks<>(
            event -> onEvent(thread, event, rooms),
            Media::failedPeer,
            cause -> onRestart(thread, cause, rooms)));
  }

  private void onEvent(int thread, SfuEvent event, Reports rooms) {
    if (event instanceof SfuEvent.DtlsReceived dtls) {
      handshakes.received(dtls.session(), dtls.datagram());
      return;
    }
    watcher.accept(event);
    if (!rooms.submit(new RoomsCommand.FromMedia(thread, event))) {
      LOG.warn("the rooms had no place for a {}", event.getClass().getSimpleName());
    }
  }

  private static @Nullable Object failedPeer(SfuEvent event) {
    return event instanceof SfuEvent.PeerFailed failed ? failed.session() : null;
  }

  private void onRestart(int thread, Throwable cause, Reports rooms) {
    LOG.error("media thread {} starts with a fresh engine; its rooms end", thread, cause);
    handshakes.forgetAllOf(thread);
    restartWatcher.accept(thread);
    if (!rooms.submit(new RoomsCommand.MediaRestarted(thread))) {
      LOG.error("the rooms did not hear of the fresh engine of media thread {}", thread);
    }
  }

  /// The port that the rooms command the media threads by.
  boolean submit(int thread, SfuCommand command) {
    handshakes.follow(thread, command);
    return offer(thread, command);
  }

  private boolean offer(int thread, SfuCommand command) {
    return drivers.get(thread).offer(command);
  }

  /// Whether every thread runs.
  boolean running() {
    return !drivers.isEmpty() && drivers.stream().allMatch(driver -> driver.health().alive());
  }

  @Override
  public void close() {
    handshakes.close();
    drivers.forEach(UdpDriver::close);
    sockets.forEach(UdpSocket::close);
  }
}
