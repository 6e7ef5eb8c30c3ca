// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import palaver.base.SecretSource;
import palaver.http.access.AccountTokens;
import palaver.http.access.Caller;
import palaver.http.access.Network;
import palaver.http.access.ParticipantTokens;
import palaver.http.access.TokenSigner;
import palaver.http.heavy.HeavyThread;
import palaver.http.live.LiveFeed;
import palaver.http.moderation.ChatLog;
import palaver.http.moderation.Community;
import palaver.http.monitor.Monitoring;
import palaver.http.rest.FirstAdmin;
import palaver.http.rest.IdentityPorts;
import palaver.http.signal.SignalDriver;
import palaver.identity.AccountSession;
import palaver.identity.FirstAdminLink;
import palaver.identity.Grant;
import palaver.identity.IdentityAct;
import palaver.identity.Role;
import palaver.identity.Scope;
import palaver.identity.SecretBox;
import palaver.identity.ServerKey;
import palaver.rooms.RoomsConfig;
import palaver.rooms.RoomsEngine;
import palaver.rtc.Fingerprint;
import palaver.sfu.SfuCommand;

/// A server on a free port of loopback, with the real rooms engine and a fake store.
final class ServerFixture implements AutoCloseable {
  static final String API_KEY = "the-key-of-the-test-server";
  static final String BARE_KEY = "a-key-without-scopes";

  final FakeRecords records = new FakeRecords();
  final FakeAccounts accounts = new FakeAccounts();
  final Queue<IdentityAct> acts = new ConcurrentLinkedQueue<>();
  final HeavyThread heavy = new HeavyThread();
  final FirstAdminLink.Made firstAdmin;
  final Queue<SfuCommand> mediaCommands = new ConcurrentLinkedQueue<>();
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  final TokenSigner signer = new TokenSigner(List.of(new TokenSigner.Key("test", new byte[32])));
  final FakeKeys keys = new FakeKeys(() -> now());
  final FakeInsight insight = new FakeInsight();
  final FakeWorlds worlds = new FakeWorlds();
  final FakeCommunity community = new FakeCommunity(worlds);
  final FakeMonitoring watched = new FakeMonitoring();
  final Monitoring monitoring = watched.ports();
  final LiveFeed live;
  final Community ports;
  final SignalDriver signal;
  final HttpServer server;
  final int port;
  volatile boolean mediaRunning = true;
  volatile boolean firstAdminUsed;

  ServerFixture() {
    this(UnaryOperator.identity());
  }

  ServerFixture(UnaryOperator<HttpConfig> change) {
    InstantSource clock = now::get;
    SecretSource secrets = new SecureRandom()::nextBytes;
    live = new LiveFeed(secrets, clock);
    ChatLog chatLog = new ChatLog(community);
    ports = community.ports(live);
    signal =
        new SignalDriver(
            new RoomsEngine(roomsConfig(), secrets),
            (_, command) -> mediaCommands.add(command),
            records::end,
            event -> {
              live.heard(event);
              chatLog.heard(event);
              watched.trail.heard(event);
            },
            clock);
    signal.start();
    firstAdmin = FirstAdminLink.make(secrets, now.get());
    keys.add(ServerKey.of(API_KEY, "test", EnumSet.allOf(Scope.class), now.get(), null)).join();
    keys.add(ServerKey.of(BARE_KEY, "bare", Set.of(), now.get(), null)).join();
    HttpPorts all =
        new HttpPorts(
            records,
            worlds,
            new IdentityPorts(
                accounts,
                keys,
                signer,
                new SecretBox(new byte[32], secrets),
                heavy,
                acts::add,
                secrets,
                clock),
            new FirstAdmin(firstAdmin.link(), clock, () -> firstAdminUsed = true),
            ports,
            insight,
            monitoring,
            () -> mediaRunning,
            secrets,
            clock);
    server =
        new HttpServer(change.apply(HttpConfig.plain("127.0.0.1", 0, "0.1-test")), signal, all);
    try {
      port = server.start();
    } catch (CannotListenException e) {
      throw new AssertionError(e);
    }
  }

  /// What a server needs that nobody calls with a token.
  static HttpPorts barePorts(FakeRecords records) {
    SecretSource secrets = new SecureRandom()::nextBytes;
    InstantSource clock = InstantSource.system();
    return new HttpPorts(
        records,
        new FakeWorlds(),
        new IdentityPorts(
            new FakeAccounts(),
            new FakeKeys(clock),
            new TokenSigner(List.of(new TokenSigner.Key("test", new byte[32]))),
            new SecretBox(new byte[32], secrets),
            new HeavyThread(),
            _ -> {},
            secrets,
            clock),
        FirstAdmin.none(),
        new FakeCommunity(new FakeWorlds()).ports(new LiveFeed(secrets, clock)),
        new FakeInsight(),
        new FakeMonitoring().ports(),
        () -> true,
        secrets,
        clock);
  }

  /// A server that believes proxies on this machine about where a call comes from.
  static ServerFixture behindProxy() {
    return new ServerFixture(config ->
        new HttpConfig(
            config.host(),
            config.port(),
            config.allowedOrigins(),
            List.of(Network.parse("127.0.0.0/8").orElseThrow()),
            config.tls(),
            config.version(),
            config.features(),
            config.limits()));
  }

  /// A server with other limits.
  static ServerFixture withLimits(UnaryOperator<HttpLimits> change) {
    return new ServerFixture(config ->
        new HttpConfig(
            config.host(),
            config.port(),
            config.allowedOrigins(),
            config.trustedProxies(),
            config.tls(),
            config.version(),
            config.features(),
            change.apply(config.limits())));
  }

  RestClient rest() {
    return new RestClient("http://127.0.0.1:" + port);
  }

  /// Somebody of `role` who is logged in, without a second factor.
  RestClient loggedIn(Role role) {
    return loggedIn(role, null);
  }

  /// Somebody of `role` who is logged in and showed a second factor just now.
  RestClient confirmed(Role role) {
    return loggedIn(role, now.get().plusSeconds(600));
  }

  /// The account's name is that of its role, such as `moderator`.
  private RestClient loggedIn(Role role, @Nullable Instant secondFactorUntil) {
    Instant expiresAt = now.get().plusSeconds(3600);
    String session = role.id() + "-" + accounts.sessions.size();
    accounts
        .open(new AccountSession(session, role.id(), role, Set.of(), expiresAt, secondFactorUntil))
        .join();
    return rest().bearer(new AccountTokens(signer, now::get).issue(session, role.id(), expiresAt));
  }

  /// Somebody whom a program sent to `materie`.
  RestClient participant(String userId, Grant... grants) {
    Caller.Participant participant =
        new Caller.Participant(userId, "materie", null, Set.of(grants));
    return rest()
        .bearer(new ParticipantTokens(signer, now::get).issue(participant, Duration.ofMinutes(5)));
  }

  String origin() {
    return "http://127.0.0.1:" + port;
  }

  private Instant now() {
    return now.get();
  }

  @Override
  public void close() {
    heavy.close();
    try {
      signal.stop(1_000);
      server.stop();
      ports.journal().close();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static RoomsConfig roomsConfig() {
    return new RoomsConfig(
        List.of(
            new RoomsConfig.World(
                "materie",
                List.of(
                    new RoomsConfig.ListedRoom("hall", "Hall"),
                    new RoomsConfig.ListedRoom("lab", "Lab", 4))),
            new RoomsConfig.World("energie", List.of(new RoomsConfig.ListedRoom("sun", "Sun"))),
            new RoomsConfig.World("club", List.of(new RoomsConfig.ListedRoom("bar", "Bar")))),
        List.of(new RoomsConfig.MediaThread(List.of("127.0.0.1"), 10_000)),
        new Fingerprint("sha-256", "AB:CD"));
  }
}
