// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import palaver.rtc.Fingerprint;

/// Two links and a path between them that a test may disturb.
@Timeout(30)
class SecureLinkTest {

  private static final DtlsCertificate ANNAS = DtlsCertificate.selfSigned();
  private static final DtlsCertificate BENS = DtlsCertificate.selfSigned();
  private static final int LIMIT_MILLIS = 5_000;

  private final List<byte[]> held = new ArrayList<>();
  private final List<String> got = new ArrayList<>();
  private SecureLink anna = annaWho(BENS.fingerprint());
  private final SecureLink ben =
      new SecureLink(DtlsRole.SERVER, BENS, ANNAS.fingerprint(), LIMIT_MILLIS, this::toAnna);

  private SecureLink annaWho(Fingerprint expects) {
    return new SecureLink(DtlsRole.CLIENT, ANNAS, expects, LIMIT_MILLIS, this::toBen);
  }

  private void toAnna(byte[] datagram) {
    anna.received(datagram);
  }

  private void toBen(byte[] datagram) {
    if (anna.isOpen()) {
      held.add(datagram);
    } else {
      ben.received(datagram);
    }
  }

  private CompletableFuture<Void> benShakesHands() {
    return CompletableFuture.runAsync(() -> {
      try {
        ben.handshake();
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
    });
  }

  private void connect() throws Exception {
    CompletableFuture<Void> done = benShakesHands();
    anna.handshake();
    done.get(10, TimeUnit.SECONDS);
  }

  private void annaSays(String words) {
    byte[] bytes = words.getBytes(UTF_8);
    anna.send(bytes, 0, bytes.length);
  }

  private void benReads(byte[] datagram) {
    ben.received(datagram);
    ben.read((bytes, offset, length) -> got.add(new String(bytes, offset, length, UTF_8)));
  }

  @Test
  void whatOvertakesIsTakenAndWhatIsRepeatedOrDamagedIsNot() throws Exception {
    connect();
    annaSays("one");
    annaSays("two");
    annaSays("three");
    benReads(held.get(2));
    benReads(held.get(0));
    benReads(held.get(0));
    byte[] damaged = held.get(1).clone();
    damaged[damaged.length - 1] ^= 1;
    benReads(damaged);
    benReads(new byte[] {23, 1, 2});
    benReads(held.get(1));
    assertThat(got).containsExactly("three", "one", "two");
    assertThat(new String(held.get(0), ISO_8859_1)).doesNotContain("one");
  }

  @Test
  void twoRecordsInOneDatagramAreBothRead() throws Exception {
    connect();
    annaSays("one");
    annaSays("two");
    byte[] first = held.get(0);
    byte[] both = Arrays.copyOf(first, first.length + held.get(1).length);
    System.arraycopy(held.get(1), 0, both, first.length, held.get(1).length);
    benReads(both);
    assertThat(got).containsExactly("one", "two");
  }

  @Test
  void aPeerWithAnotherCertificateIsRefused() throws Exception {
    anna = annaWho(ANNAS.fingerprint());
    CompletableFuture<Void> done = benShakesHands();
    assertThatThrownBy(anna::handshake).hasMessageContaining("another certificate");
    assertThat(anna.isOpen()).isFalse();
    annaSays("nobody hears this");
    assertThat(anna.dropped()).isEqualTo(1);
    try {
      done.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException _) {
      // Whether the server notices depends on when the alert comes.
    }
  }

  @Test
  void closingIsToldToThePeer() throws Exception {
    connect();
    ben.close();
    anna.read((_, _, _) -> {});
    assertThat(ben.isOpen()).isFalse();
    assertThat(anna.isOpen()).isFalse();
    ben.close();
    annaSays("late");
    assertThat(anna.dropped()).isEqualTo(1);
  }
}
