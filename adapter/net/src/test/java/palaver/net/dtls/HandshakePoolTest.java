// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.base.SessionId;
import palaver.rtc.SrtpKeys;
import palaver.rtc.SrtpProfile;

/// Both ends of handshakes in one process, joined by wires in memory.
@Timeout(60)
class HandshakePoolTest {

  private static final DtlsCertificate OURS = DtlsCertificate.selfSigned();
  private static final DtlsCertificate THEIRS = DtlsCertificate.selfSigned();
  private static final SessionId ALICE = new SessionId("alice");

  private final Outcomes atServer = new Outcomes();
  private final Outcomes atClient = new Outcomes();
  private final List<HandshakePool> pools = new ArrayList<>();

  @AfterEach
  void close() {
    pools.forEach(HandshakePool::close);
  }

  @Test
  void bothEndsAgreeOnKeysAndProveTheirCertificates() throws Exception {
    HandshakePool server = pool(OURS, atServer, limits(10_000));
    HandshakePool client = pool(THEIRS, atClient, limits(10_000));
    join(server, client, 0, 0, 0);
    assertThat(client.connect(ALICE)).isTrue();
    SrtpKeys s = atServer.keys(ALICE);
    SrtpKeys c = atClient.keys(ALICE);
    assertThat(s.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM).isEqualTo(c.profile());
    assertThat(s.material())
        .hasSize(SrtpProfile.AEAD_AES_128_GCM.keyingMaterialBytes())
        .isEqualTo(c.material());
    assertThat(s.peerFingerprint()).isEqualTo(THEIRS.fingerprint());
    assertThat(c.peerFingerprint()).isEqualTo(OURS.fingerprint());
    assertThat(server.figures().completed()).isEqualTo(1);
    assertThat(client.connect(ALICE)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0.05,0.05", "0.1,0", "0,0.3"})
  void aHandshakeEndsWellUnderLossAndReordering(double loss, double reorder) throws Exception {
    HandshakePool server = pool(OURS, atServer, limits(14_000));
    HandshakePool client = pool(THEIRS, atClient, limits(14_000));
    join(server, client, 2026, loss, reorder);
    int completed = 0;
    List<SessionId> sessions = sessions(10);
    sessions.forEach(client::connect);
    for (SessionId session : sessions) {
      SrtpKeys s = atServer.keys(session);
      assertThat(s.material()).isEqualTo(atClient.keys(session).material());
      completed++;
    }
    assertThat(completed).isEqualTo(10);
  }

  @Test
  void aFinishedHandshakeAnswersAFlightThatComesAgain() throws Exception {
    HandshakePool server = pool(OURS, atServer, limits(10_000));
    HandshakePool client = pool(THEIRS, atClient, limits(10_000));
    atClient.sendTo(server::received);
    AtomicInteger finals = new AtomicInteger();
    Wire toClient = Wire.perfect(datagram -> client.received(ALICE, datagram));
    toClient.drop(datagram -> isFinalFlight(datagram) && finals.incrementAndGet() <= 2);
    atServer.sendTo((_, datagram) -> toClient.accept(datagram));
    client.connect(ALICE);
    SrtpKeys s = atServer.keys(ALICE);
    assertThat(server.figures().underWay()).isZero();
    assertThat(atClient.keys(ALICE).material()).isEqualTo(s.material());
    assertThat(toClient.lost()).isEqualTo(2);
    assertThat(finals.get()).isGreaterThan(2);
  }

  /// Change cipher spec, or anything already encrypted.
  private static boolean isFinalFlight(byte[] datagram) {
    return datagram[0] == 20 || datagram[4] != 0;
  }

  @Test
  void garbageAmongTheDatagramsChangesNothing() throws Exception {
    HandshakePool server = pool(OURS, atServer, limits(10_000));
    HandshakePool client = pool(THEIRS, atClient, limits(10_000));
    Random random = new Random(5);
    atClient.sendTo((session, datagram) -> {
      server.received(session, garbage(random, datagram));
      server.received(session, datagram);
      server.received(session, garbage(random, datagram));
    });
    atServer.sendTo(client::received);
    client.connect(ALICE);
    assertThat(atServer.keys(ALICE).material()).isEqualTo(atClient.keys(ALICE).material());
  }

  /// What passes for DTLS by its first byte and is none, or is cut short.
  private static byte[] garbage(Random random, byte[] model) {
    byte[] bytes = new byte[1 + random.nextInt(200)];
    random.nextBytes(bytes);
    bytes[0] = (byte) (20 + random.nextInt(44));
    if (random.nextBoolean()) {
      System.arraycopy(model, 0, bytes, 0, Math.min(13, Math.min(bytes.length, model.length)));
      bytes[1] = 0;
    }
    return bytes;
  }

  @Test
  void aPeerThatFallsSilentTimesOutAndHoldsUpNobody() throws Exception {
    HandshakePool server = pool(OURS, atServer, new HandshakeLimits(8, 1, 8, 32, ms(1_500)));
    HandshakePool client = pool(THEIRS, atClient, limits(10_000));
    List<SessionId> silent = sessions(3);
    for (SessionId session : silent) {
      server.received(session, new byte[] {22, (byte) 254, (byte) 253, 0, 0});
    }
    join(server, client, 0, 0, 0);
    client.connect(ALICE);
    assertThat(atServer.keys(ALICE)).isNotNull();
    assertThat(server.figures().underWay()).isEqualTo(3);
    for (SessionId session : silent) {
      assertThat(atServer.reason(session)).isEqualTo("dtls-timeout");
    }
    assertThat(server.figures().failed()).isEqualTo(3);
    assertThat(server.figures().underWay()).isZero();
  }

  @Test
  void aClientWithoutAServerTimesOut() throws Exception {
    HandshakePool client = pool(THEIRS, atClient, limits(500));
    client.connect(ALICE);
    assertThat(atClient.reason(ALICE)).isEqualTo("dtls-timeout");
  }

  @Test
  void turnsNewPeersAwayWhenFullAndTakesThemLater() throws Exception {
    HandshakePool server = pool(OURS, atServer, new HandshakeLimits(2, 1, 8, 32, ms(10_000)));
    byte[] hello = {22, (byte) 254, (byte) 253, 0, 0};
    assertThat(server.received(new SessionId("one"), hello)).isTrue();
    assertThat(server.received(new SessionId("two"), hello)).isTrue();
    assertThat(server.received(new SessionId("three"), hello)).isFalse();
    assertThat(server.figures().refused()).isEqualTo(1);
    server.forget(new SessionId("one"));
    while (server.figures().underWay() == 2) {
      Thread.onSpinWait();
    }
    assertThat(server.received(new SessionId("three"), hello)).isTrue();
    assertThat(atServer.isSilent(new SessionId("one"))).isTrue();
  }

  @Test
  void dropsWhatOneSessionSendsTooMuch() {
    Outcomes deaf = new Outcomes();
    HandshakePool server = pool(OURS, deaf, new HandshakeLimits(8, 1, 8, 4, ms(10_000)));
    byte[] hello = {22, (byte) 254, (byte) 253, 0, 0};
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      refused += server.received(ALICE, hello) ? 0 : 1;
    }
    assertThat(refused).isPositive();
    assertThat(server.figures().inboxDropped()).isEqualTo(refused);
  }

  @Test
  void manyHandshakesRunBesideEachOther() throws Exception {
    HandshakePool server = pool(OURS, atServer, limits(14_000));
    HandshakePool client = pool(THEIRS, atClient, limits(14_000));
    join(server, client, 0, 0, 0);
    List<SessionId> sessions = sessions(100);
    sessions.forEach(client::connect);
    for (SessionId session : sessions) {
      assertThat(atServer.keys(session).material()).isEqualTo(atClient.keys(session).material());
    }
    assertThat(server.figures().remembered()).isEqualTo(100);
    sessions.forEach(server::forget);
    assertThat(server.figures().remembered()).isZero();
  }

  @Test
  void aForgottenSessionMayShakeHandsAnew() throws Exception {
    HandshakePool server = pool(OURS, atServer, limits(10_000));
    HandshakePool client = pool(THEIRS, atClient, limits(10_000));
    join(server, client, 0, 0, 0);
    client.connect(ALICE);
    byte[] first = atServer.keys(ALICE).material();
    assertThat(atClient.keys(ALICE).material()).isEqualTo(first);
    atServer.clear();
    atClient.clear();
    server.forget(ALICE);
    client.forget(ALICE);
    assertThat(client.connect(ALICE)).isTrue();
    byte[] second = atServer.keys(ALICE).material();
    assertThat(second).isEqualTo(atClient.keys(ALICE).material()).isNotEqualTo(first);
  }

  @Test
  void aClosedPoolEndsItsHandshakesSilentlyAndTakesNoMore() throws Exception {
    HandshakePool client = pool(THEIRS, atClient, limits(60_000));
    client.connect(ALICE);
    client.close();
    while (client.figures().underWay() > 0) {
      Thread.onSpinWait();
    }
    assertThat(atClient.isSilent(ALICE)).isTrue();
    assertThat(client.connect(new SessionId("bob"))).isFalse();
  }

  private static Duration ms(long ms) {
    return Duration.ofMillis(ms);
  }

  private static HandshakeLimits limits(long limitMs) {
    return new HandshakeLimits(512, 1, 1024, 32, ms(limitMs));
  }

  private HandshakePool pool(DtlsCertificate certificate, Outcomes sink, HandshakeLimits limits) {
    HandshakePool pool = new HandshakePool(certificate, limits, sink);
    pools.add(pool);
    return pool;
  }

  private void join(
      HandshakePool server, HandshakePool client, long seed, double loss, double reorder) {
    atClient.sendTo(eachItsWire(seed, loss, reorder, server));
    atServer.sendTo(eachItsWire(seed + 1, loss, reorder, client));
  }

  private static java.util.function.BiConsumer<SessionId, byte[]> eachItsWire(
      long seed, double loss, double reorder, HandshakePool to) {
    Map<SessionId, Wire> wires = new ConcurrentHashMap<>();
    return (session, datagram) ->
        wires
            .computeIfAbsent(
                session,
                s ->
                    new Wire(
                        seed + s.value().hashCode(), loss, reorder, bytes -> to.received(s, bytes)))
            .accept(datagram);
  }

  private static List<SessionId> sessions(int count) {
    List<SessionId> sessions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sessions.add(new SessionId("session-" + i));
    }
    return sessions;
  }
}
