// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import palaver.base.SecretSource;
import palaver.http.signal.SignalDriver;
import palaver.rooms.RoomsConfig;
import palaver.rooms.RoomsEngine;
import palaver.rtc.Fingerprint;
import palaver.sfu.SfuCommand;

/// A server on a free port of loopback, with the real rooms engine and a fake store.
final class ServerFixture implements AutoCloseable {
  static final String API_KEY = "the-key-of-the-test-server";

  final FakeRecords records = new FakeRecords();
  final Queue<SfuCommand> mediaCommands = new ConcurrentLinkedQueue<>();
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
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
    signal =
        new SignalDriver(
            new RoomsEngine(roomsConfig(), secrets),
            (_, command) -> mediaCommands.add(command),
            records::end,
            clock);
    signal.start();
    HttpPorts ports =
        new HttpPorts(
            records,
            hash -> MessageDigest.isEqual(hash, sha256(API_KEY)),
            world -> world.equals("materie") || world.equals("energie"),
            () -> mediaRunning,
            secrets,
            clock);
    server =
        new HttpServer(change.apply(HttpConfig.plain("127.0.0.1", 0, "0.1-test")), signal, ports);
    try {
      port = server.start();
    } catch (CannotListenException e) {
      throw new AssertionError(e);
    }
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

  String origin() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    try {
      signal.stop(1_000);
      server.stop();
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
