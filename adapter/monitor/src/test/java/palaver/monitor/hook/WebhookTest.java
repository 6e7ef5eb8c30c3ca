// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import palaver.monitor.hook.HookSink.Received;
import palaver.monitor.hook.HookWatcher.Result;

/// Webhooks against a real server that is there, refuses, is down, and comes back (R167).
class WebhookTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final HookLimits QUICK =
      new HookLimits(3, Duration.ofMillis(10), Duration.ofMillis(40), 200);

  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();

  private static HookSender sender(boolean privateAllowed) {
    return new HookSender(
        "the-secret", privateAllowed, Duration.ofSeconds(5), () -> NOON, "Palaver/test");
  }

  private Webhook webhook(int port, HookLimits limits) {
    HookTarget target = HookTarget.parse("http://127.0.0.1:" + port + "/hook?key=k");
    return new Webhook(target, sender(true), limits, results::add);
  }

  private Result nextResult() throws InterruptedException {
    Result next = results.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing happened");
    }
    return next;
  }

  private static byte[] body(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void aMessageArrivesSigned() throws Exception {
    try (HookSink sink = new HookSink(0);
        Webhook webhook = webhook(sink.port(), QUICK)) {
      webhook.send("d-1", body("{\"a\":1}"));

      Received received = sink.next();
      assertThat(received.method()).isEqualTo("POST");
      assertThat(received.path()).isEqualTo("/hook?key=k");
      assertThat(received.body()).isEqualTo(body("{\"a\":1}"));
      assertThat(received.header("Content-Type")).isEqualTo("application/json");
      assertThat(received.header("X-Palaver-Delivery")).isEqualTo("d-1");
      assertThat(received.header(Signature.HEADER))
          .isEqualTo(
              "t=1772366400,v1=5d9cd43243441b6f90550d6cf19bea4e56cfcef3520f4e6a05fc34fe6ca9999a");
      assertThat(nextResult()).isEqualTo(Result.DELIVERED);
    }
  }

  @Test
  void whatASinkMissedWhileItWasDownComesInOrderWhenItIsBack() throws Exception {
    int port = freePort();
    try (Webhook webhook = webhook(port, QUICK)) {
      webhook.send("d-1", body("1"));
      webhook.send("d-2", body("2"));
      assertThat(nextResult()).isEqualTo(Result.FAILED);
      assertThat(nextResult()).isEqualTo(Result.FAILED);
      try (HookSink sink = new HookSink(port)) {
        assertThat(sink.next().header("X-Palaver-Delivery")).isEqualTo("d-1");
        assertThat(sink.next().header("X-Palaver-Delivery")).isEqualTo("d-2");
      }
    }
  }

  @Test
  void aRefusedMessageIsTriedAgainAndGivenUpInTheEnd() throws Exception {
    try (HookSink sink = new HookSink(0);
        Webhook webhook =
            webhook(
                sink.port(), new HookLimits(3, Duration.ofMillis(1), Duration.ofMillis(2), 3))) {
      sink.answer(500);
      webhook.send("d-1", body("1"));
      List<Result> heard = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        heard.add(nextResult());
      }
      assertThat(heard)
          .containsExactly(Result.FAILED, Result.FAILED, Result.FAILED, Result.GIVEN_UP);
      sink.answer(204);
      webhook.send("d-2", body("2"));
      assertThat(nextResult()).isEqualTo(Result.DELIVERED);
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (HookSink sink = new HookSink(0);
        Webhook webhook =
            webhook(
                sink.port(), new HookLimits(3, Duration.ofMillis(1), Duration.ofMillis(2), 1))) {
      sink.answer(302);
      webhook.send("d-1", body("1"));
      assertThat(nextResult()).isEqualTo(Result.FAILED);
      assertThat(nextResult()).isEqualTo(Result.GIVEN_UP);
      assertThat(sink.next().path()).isEqualTo("/hook?key=k");
      assertThat(sink.isEmpty()).isTrue();
    }
  }

  @Test
  void aFullQueueDropsTheOldest() throws Exception {
    try (Webhook webhook =
        webhook(freePort(), new HookLimits(3, Duration.ofHours(1), Duration.ofHours(1), 3))) {
      webhook.send("d-0", body("0"));
      assertThat(nextResult()).isEqualTo(Result.FAILED);
      for (int i = 1; i < 4; i++) {
        webhook.send("d-" + i, body("" + i));
      }
      // the one behind the dropped one is tried at once, on the webhook's own thread
      assertThat(List.of(nextResult(), nextResult()))
          .containsExactlyInAnyOrder(Result.DROPPED, Result.FAILED);
      assertThat(webhook.waitingCount()).isEqualTo(3);
    }
  }

  @Test
  void aTargetInOurOwnNetworkIsRefusedUnlessItIsAllowed() throws Exception {
    try (HookSink sink = new HookSink(0)) {
      for (String host :
          List.of("127.0.0.1", "localhost", "[::1]", "10.1.2.3", "169.254.169.254")) {
        HookTarget target = HookTarget.parse("http://" + host + ":" + sink.port() + "/");
        assertThatThrownBy(() -> sender(false).send(target, "d", body("x")))
            .as(host)
            .isInstanceOf(RefusedTargetException.class);
      }
      assertThat(sink.isEmpty()).isTrue();
      HookTarget target = HookTarget.parse("http://localhost:" + sink.port());
      assertThat(sender(true).send(target, "d", body("x"))).isEqualTo(200);
      assertThat(sink.next().path()).isEqualTo("/");
    }
  }

  @Test
  void aRefusedTargetIsGivenUpAtOnce() throws Exception {
    HookTarget target = HookTarget.parse("http://127.0.0.1:9/");
    try (Webhook webhook = new Webhook(target, sender(false), QUICK, results::add)) {
      webhook.send("d-1", body("1"));
      assertThat(nextResult()).isEqualTo(Result.GIVEN_UP);
    }
  }

  @Test
  void onlyTheOpenInternetIsPublic() throws Exception {
    for (String text :
        List.of(
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "127.1.2.3",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.251",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2001::1",
            "2001:db8::1",
            "2002:a00:1::",
            "3fff::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1")) {
      assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(text))).as(text).isFalse();
    }
    for (String text :
        List.of(
            "1.1.1.1",
            "100.63.0.1",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "223.255.255.254",
            "2606:4700::1111",
            "2a00:1450::8",
            "::ffff:1.1.1.1")) {
      assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(text))).as(text).isTrue();
    }
  }

  @Test
  void anAddressIsReadAndItsPathIsNotShown() {
    HookTarget target = HookTarget.parse("https://hooks.example.org/T0/secret?x=1");
    assertThat(target)
        .isEqualTo(new HookTarget(true, "hooks.example.org", 443, "/T0/secret?x=1"))
        .hasToString("https://hooks.example.org");
    for (String bad :
        List.of(
            "",
            "x",
            "ftp://a/",
            "https:///x",
            "https://u:p@h/",
            "http://h:0/",
            "http://h:70000/",
            "http://h/\r\nX: y")) {
      assertThatThrownBy(() -> HookTarget.parse(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void pausesGrowToTheLongest() {
    HookLimits limits = HookLimits.DEFAULT;
    assertThat(limits.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(limits.pauseAfter(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(limits.pauseAfter(8)).isEqualTo(Duration.ofSeconds(128));
    assertThat(limits.pauseAfter(55)).isEqualTo(Duration.ofMinutes(5));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
