// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import palaver.base.SecretSource;
import palaver.http.access.AccountTokens;
import palaver.http.access.Caller;
import palaver.http.access.ParticipantTokens;
import palaver.http.access.TokenSigner;
import palaver.http.live.LiveFeed;
import palaver.http.moderation.ChatLog;
import palaver.http.moderation.Community;
import palaver.http.signal.SignalDriver;
import palaver.identity.AccountSession;
import palaver.identity.Grant;
import palaver.identity.Role;
import palaver.rooms.RoomsConfig;
import palaver.rooms.RoomsEngine;
import palaver.rtc.Fingerprint;
import palaver.sfu.SfuCommand;

/// A server on a free port of loopback, with the real rooms engine and a fake store.
final class ServerFixture implements AutoCloseable {
  static final String API_KEY = "the-key-of-the-test-server";
  static final String BARE_KEY = "a-key-without-scopes";

  final FakeRecords records = new FakeRecords();
  final Map<String, AccountSession> logIns = new ConcurrentHashMap<>();
  final Queue<SfuCommand> mediaCommands = new ConcurrentLinkedQueue<>();
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  final TokenSigner signer = new TokenSigner(List.of(new TokenSigner.Key("test", new byte[32])));
  final FakeCommunity community = new FakeCommunity();
  final LiveFeed live;
  final Community ports;
  final SignalDriver signal;
  final HttpServer server;
  final int port;
  volatile boolean mediaRunning = true;

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
            },
            clock);
    signal.start();
    HttpPorts all =
        new HttpPorts(
            records,
            ServerFixture::key,
            world -> world.equals("materie") || world.equals("energie"),
            sessionId ->
                CompletableFuture.completedFuture(Optional.ofNullable(logIns.get(sessionId))),
            signer,
            ports,
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
    return new HttpPorts(
        records,
        _ -> Optional.empty(),
        _ -> false,
        _ -> CompletableFuture.completedFuture(Optional.empty()),
        new TokenSigner(List.of(new TokenSigner.Key("test", new byte[32]))),
        new FakeCommunity()
            .ports(new LiveFeed(new SecureRandom()::nextBytes, InstantSource.system())),
        () -> true,
        new SecureRandom()::nextBytes,
        InstantSource.system());
  }

  /// A server with other limits.
  static ServerFixture withLimits(UnaryOperator<HttpLimits> change) {
    return new ServerFixture(config ->
        new HttpConfig(
            config.host(),
            config.port(),
            config.allowedOrigins(),
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
    String session = role.id() + "-" + logIns.size();
    logIns.put(
        session,
        new AccountSession(session, role.id(), role, Set.of(), expiresAt, secondFactorUntil));
    return rest().bearer(new AccountTokens(signer, now::get).issue(session, role.id(), expiresAt));
  }

  /// Somebody whom a program sent to `materie`.
  RestClient participant(String userId, Grant... grants) {
    Caller.Participant participant =
        new Caller.Participant(userId, "materie", null, Set.of(grants));
    return rest()
        .bearer(new ParticipantTokens(signer, now::get).issue(participant, Duration.ofMinutes(5)));
  }

  private static Optional<Caller.ServerKey> key(byte[] hash) {
    if (MessageDigest.isEqual(hash, sha256(API_KEY))) {
      return Optional.of(Caller.ServerKey.ofAllScopes("test"));
    }
    return MessageDigest.isEqual(hash, sha256(BARE_KEY))
        ? Optional.of(new Caller.ServerKey("bare", Set.of()))
        : Optional.empty();
  }

  String origin() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    try {
      signal.stop(1_000);
      server.stop();
      ports.journal().close();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
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
