// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.console.ConsoleSocket;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;
import palaver.app.start.Version;
import palaver.http.CannotListenException;
import palaver.http.HttpConfig;
import palaver.http.HttpLimits;
import palaver.http.HttpPorts;
import palaver.http.HttpServer;
import palaver.http.signal.Reply;
import palaver.http.signal.RoomWatcher;
import palaver.http.signal.SignalDriver;
import palaver.net.SystemSecrets;
import palaver.net.dtls.DtlsCertificate;
import palaver.rooms.Answer;
import palaver.rooms.LiveSession;
import palaver.rooms.RoomsCommand;
import palaver.rooms.RoomsConfig;
import palaver.rooms.RoomsEngine;
import palaver.rooms.world.HostedWorld;
import palaver.store.Database;
import palaver.store.Store;
import palaver.store.StoreLimits;
import palaver.store.StoreUnavailableException;

/// One running server: every part, wired, and how to stop it.
final class PalaverServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PalaverServer.class);
  private static final long RETRY_AFTER_MS = 5_000;

  private final Deque<Stop> stops = new ArrayDeque<>();
  private final ServerOptions options;
  private final SystemSecrets secrets = new SystemSecrets();
  private final InstantSource wallClock = InstantSource.system();
  private URI address = URI.create("http://localhost");
  private List<Integer> mediaPorts = List.of();
  private @Nullable String firstAdminLink;

  /// Ends one part.
  private interface Stop {
    void run() throws Exception;
  }

  private PalaverServer(ServerOptions options) {
    this.options = options;
  }

  /// Starts a server; when this returns it serves.
  static PalaverServer start(ServerOptions options) throws StartFailure, InterruptedException {
    PalaverServer server = new PalaverServer(options);
    try {
      server.startParts();
      return server;
    } catch (StoreUnavailableException | IOException | CannotListenException failure) {
      server.close();
      throw new StartFailure(String.valueOf(failure.getMessage()), failure);
    } catch (StartFailure | InterruptedException | RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  /// The order matters: [#close] goes through it backwards.
  private void startParts()
      throws StartFailure, IOException, CannotListenException, InterruptedException {
    DataFolder data = DataFolder.hold(options.data());
    stops.push(data::close);
    MediaAddresses addresses = MediaAddresses.of(options);
    SSLContext tls = Tls.context(options.tls(), data, certificateNames(addresses));
    Store store = Store.open(database(data), wallClock, storeLimits());
    stops.push(store::close);
    FirstServerKey.ensure(data, store.apiKeys(), secrets, wallClock.instant());
    CommunityParts community = CommunityParts.open(data, database(data), store, secrets, wallClock);
    stops.push(community::close);
    MonitoringParts monitoring =
        MonitoringParts.open(data, options.monitoring(), store, community, secrets, wallClock);
    stops.push(monitoring::close);
    community.keepUp(options.retention());
    IdentityParts identity =
        IdentityParts.open(data, store, community.ports().audit(), secrets, wallClock);
    stops.push(identity::close);
    FirstAdminOffer offer = identity.firstAdmin(secrets, wallClock);
    DtlsCertificate certificate = DtlsCertificate.selfSigned();
    Media media = Media.open(options, addresses, certificate, secrets);
    stops.push(media::close);
    mediaPorts = media.ports();
    RoomsEngine rooms = new RoomsEngine(rooms(store, addresses, certificate), secrets);
    community.restore(rooms);
    SignalDriver signal =
        new SignalDriver(
            rooms,
            media::submit,
            store.sessions()::end,
            both(community.watcher(), monitoring.watcher()),
            wallClock);
    media.watch(monitoring::media, monitoring::mediaRestarted);
    media.start(signal::submit);
    signal.start();
    monitoring.watch(media);
    monitoring.watch(signal);
    store.follow(() -> signal.ask(RoomsCommand.ListSessions::new).thenApply(PalaverServer::live));
    HttpServer http =
        new HttpServer(
            http(tls), signal, ports(store, media, identity, offer, community, monitoring));
    stops.push(http::stop);
    stops.push(() -> signal.stop(RETRY_AFTER_MS));
    address = address(http.start(), tls != null);
    firstAdminLink = offer.publish(address);
    community.people().install(identity.console());
    ConsoleSocket console = ConsoleSocket.open(data, identity.console());
    if (console != null) {
      stops.push(console::close);
    }
  }

  private static RoomWatcher both(RoomWatcher first, RoomWatcher second) {
    return event -> {
      first.heard(event);
      second.heard(event);
    };
  }

  /// The usual limits, with as slow a disk as a measurement wants (docs/reports/api-load.md).
  private static StoreLimits storeLimits() {
    long delayMs = Long.getLong("palaver.store.commit-delay-ms", 0);
    return StoreLimits.DEFAULT.withCommitDelayNs(TimeUnit.MILLISECONDS.toNanos(delayMs));
  }

  private Database database(DataFolder data) {
    Database chosen = options.database();
    return chosen == null ? new Database.Sqlite(data.database()) : chosen;
  }

  private static List<LiveSession> live(Reply reply) {
    if (reply.answer() instanceof Answer.Live live) {
      return live.sessions();
    }
    throw new IllegalStateException("the rooms cannot tell who is there: " + reply.answer());
  }

  private RoomsConfig rooms(Store store, MediaAddresses addresses, DtlsCertificate certificate) {
    List<RoomsConfig.World> worlds =
        store.worlds().all().stream().map(HostedWorld::hosted).toList();
    List<RoomsConfig.MediaThread> threads =
        mediaPorts.stream()
            .map(port -> new RoomsConfig.MediaThread(addresses.told(), port))
            .toList();
    return new RoomsConfig(worlds, threads, certificate.fingerprint());
  }

  private HttpConfig http(@Nullable SSLContext tls) {
    return new HttpConfig(
        options.host(),
        options.port(),
        options.allowedOrigins(),
        options.trustedProxies(),
        tls,
        Version.text(),
        List.of("rooms", "sfu"),
        HttpLimits.defaults());
  }

  private HttpPorts ports(
      Store store,
      Media media,
      IdentityParts identity,
      FirstAdminOffer offer,
      CommunityParts community,
      MonitoringParts monitoring) {
    return new HttpPorts(
        store.sessions(),
        store.worlds(),
        identity.ports(),
        offer.claimable(),
        community.ports(),
        store.insight(),
        monitoring.ports(),
        media::running,
        secrets,
        wallClock);
  }

  private List<String> certificateNames(MediaAddresses addresses) {
    List<String> names = new ArrayList<>(List.of("localhost", "::1"));
    names.addAll(addresses.told());
    return names;
  }

  /// What a person types into a browser. A loopback or catch-all address is reached as localhost.
  private URI address(int port, boolean tls) {
    String host = options.host();
    try {
      InetAddress bound = InetAddress.getByName(host);
      if (bound.isLoopbackAddress() || bound.isAnyLocalAddress()) {
        host = "localhost";
      } else if (host.contains(":")) {
        host = "[" + host + "]";
      }
    } catch (UnknownHostException _) {
      // HTTP listens there, so the name is good for something.
    }
    return URI.create((tls ? "https://" : "http://") + host + ":" + port);
  }

  URI address() {
    return address;
  }

  /// The UDP ports of media, by thread number.
  List<Integer> mediaPorts() {
    return mediaPorts;
  }

  /// Where the first admin is made, or null when there is one. A secret.
  @Nullable String firstAdminLink() {
    return firstAdminLink;
  }

  /// Tells everybody that the server stops, keeps their sessions' ends, and frees everything.
  @Override
  public void close() {
    while (!stops.isEmpty()) {
      try {
        stops.pop().run();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } catch (Exception failure) {
        LOG.warn("a part did not stop cleanly", failure);
      }
    }
  }
}
