// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import palaver.base.Deadlines;

class ModelKeyExchangeTest {
  private static final byte[] CLIENT_CERTIFICATE = {1, 2, 3};
  private static final byte[] SERVER_CERTIFICATE = {4, 5, 6, 7};

  private final SplittableRandom random = new SplittableRandom(1);
  private final ModelKeyExchange client =
      ModelKeyExchange.client(new SeededSecrets(random), CLIENT_CERTIFICATE);
  private final ModelKeyExchange server =
      ModelKeyExchange.server(new SeededSecrets(random), SERVER_CERTIFICATE);

  @Test
  void bothSidesDeriveTheSameMaterialAndKnowTheOthersCertificate() {
    exchange(0);
    assertThat(client.material(56)).isEqualTo(server.material(56)).hasSize(56);
    assertThat(client.material(88)).startsWith(client.material(56));
    assertThat(client.peerCertificate()).isEqualTo(SERVER_CERTIFICATE);
    assertThat(server.peerCertificate()).isEqualTo(CLIENT_CERTIFICATE);
    assertThat(client.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
  }

  @Test
  void lostAndDuplicatedDatagramsOnlyCostTime() {
    exchange(0.5);
    assertThat(client.material(60)).isEqualTo(server.material(60));
  }

  @Test
  void whatItSendsLooksLikeDtls() {
    assertThat(client.start(0)).allMatch(d -> d[0] >= 20 && d[0] <= 63);
  }

  @Test
  void garbageAndWrongOrderAreIgnored() {
    client.start(0);
    assertThat(client.onDatagram(0, new byte[] {22})).isEmpty();
    assertThat(client.onDatagram(0, new byte[] {1, 2})).isEmpty();
    assertThat(client.onDatagram(0, new byte[] {22, 4})).isEmpty();
    assertThat(client.onDatagram(0, new byte[] {22, 2, 1})).isEmpty();
    assertThat(server.onDatagram(0, new byte[] {22, 3})).isEmpty();
    assertThat(server.onDatagram(0, new byte[] {22, 1, 1})).isEmpty();
    assertThat(client.isDone()).isFalse();
    assertThatThrownBy(() -> client.material(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(client::peerCertificate).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> server.start(0)).isInstanceOf(IllegalStateException.class);
    assertThat(client.onDeadline(1)).isEmpty();
  }

  /// Runs the exchange over a link that loses this share and delivers the rest twice now and then.
  private void exchange(double lossShare) {
    long nowNs = 0;
    Deque<byte[]> toServer = new ArrayDeque<>(client.start(nowNs));
    while (!client.isDone()) {
      List<byte[]> answers = List.of();
      byte[] next = toServer.poll();
      if (next == null) {
        nowNs = client.nextDeadlineNs();
        toServer.addAll(client.onDeadline(nowNs));
      } else if (random.nextDouble() >= lossShare) {
        answers = server.onDatagram(nowNs, next);
      }
      for (byte[] answer : answers) {
        if (random.nextDouble() >= lossShare) {
          toServer.addAll(client.onDatagram(nowNs, answer));
          toServer.addAll(client.onDatagram(nowNs, answer));
        }
      }
    }
  }
}
