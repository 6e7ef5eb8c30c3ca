// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import palaver.base.Bytes;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.KeyAgreement;
import palaver.trust.crypto.Mac;
import palaver.trust.crypto.Seal;
import palaver.trust.crypto.Signatures;
import palaver.trust.crypto.StandardCrypto;

/// What the radio expects of its cryptography, asked of the real one and of the simulator's model.
class CryptoContractTest {
  private static final int AAD_BYTES = 9;
  private static final int PLAIN_BYTES = 21;

  private final SplittableRandom random = new SplittableRandom(11);

  static Stream<Crypto> both() {
    return Stream.of(new StandardCrypto(), new ModelCrypto());
  }

  private Bytes drawn(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  @ParameterizedTest
  @MethodSource("both")
  void aSignatureHoldsForItsKeyAndMessageOnly(Crypto crypto) {
    Signatures signatures = crypto.signatures();
    Bytes secret = drawn(32);
    Bytes publicKey = signatures.publicKey(secret);
    byte[] message = drawn(50).toArray();
    Bytes signature = signatures.sign(secret, message);

    assertThat(signatures.verify(publicKey, message, signature)).isTrue();
    assertThat(signatures.sign(secret, message)).isEqualTo(signature);
    assertThat(signatures.verify(signatures.publicKey(drawn(32)), message, signature)).isFalse();
    assertThat(signatures.verify(Bytes.EMPTY, message, signature)).isFalse();
    assertThat(signatures.verify(publicKey, message, Bytes.of(new byte[63]))).isFalse();
    for (int i = 0; i < message.length; i++) {
      byte[] altered = message.clone();
      altered[i] ^= 1;
      assertThat(signatures.verify(publicKey, altered, signature)).isFalse();
    }
    for (int i = 0; i < Signatures.SIGNATURE_BYTES; i++) {
      byte[] altered = signature.toArray();
      altered[i] ^= 1;
      assertThat(signatures.verify(publicKey, message, altered, 0)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("both")
  void bothSidesOfAnAgreementShareASecretThatAThirdDoesNot(Crypto crypto) {
    KeyAgreement agreement = crypto.agreement();
    Bytes a = drawn(32);
    Bytes b = drawn(32);
    Bytes c = drawn(32);
    Bytes shared = agreement.agree(a, agreement.publicKey(b));

    assertThat(shared).isNotNull().isEqualTo(agreement.agree(b, agreement.publicKey(a)));
    assertThat(agreement.agree(c, agreement.publicKey(b))).isNotEqualTo(shared);
    assertThat(agreement.agree(a, Bytes.of(new byte[32]))).isNull();
    assertThat(agreement.agree(a, Bytes.EMPTY)).isNull();
  }

  @ParameterizedTest
  @MethodSource("both")
  void aMacHoldsForItsKeyAndBytesOnly(Crypto crypto) {
    Bytes key = drawn(Mac.KEY_BYTES);
    byte[] packet = drawn(60 + Mac.TAG_BYTES).toArray();
    crypto.mac(key).tag(packet, 3, 57, packet, 60);

    assertThat(crypto.mac(key).check(packet, 3, 57, 60)).isTrue();
    assertThat(crypto.mac(drawn(Mac.KEY_BYTES)).check(packet, 3, 57, 60)).isFalse();
    assertThat(crypto.mac(key).check(packet, 3, 56, 60)).isFalse();
    for (int i = 3; i < packet.length; i++) {
      packet[i] ^= 1;
      assertThat(crypto.mac(key).check(packet, 3, 57, 60)).as("byte %d", i).isFalse();
      packet[i] ^= 1;
    }
  }

  @ParameterizedTest
  @MethodSource("both")
  void whatIsSealedOpensUnderTheSameKeyAndNonceOnly(Crypto crypto) {
    Bytes key = drawn(Seal.KEY_BYTES);
    byte[] nonce = drawn(Seal.NONCE_BYTES).toArray();
    byte[] plain = drawn(AAD_BYTES + PLAIN_BYTES).toArray();
    byte[] sealed = Arrays.copyOf(plain, plain.length + Seal.TAG_BYTES);
    crypto.seal(key).seal(nonce, sealed, 0, AAD_BYTES, AAD_BYTES, PLAIN_BYTES);

    assertThat(Arrays.mismatch(sealed, plain)).isBetween(AAD_BYTES, AAD_BYTES + 2);
    byte[] opened = sealed.clone();
    assertThat(open(crypto, key, nonce, opened)).isEqualTo(PLAIN_BYTES);
    assertThat(Arrays.copyOf(opened, plain.length)).isEqualTo(plain);
    assertThat(open(crypto, drawn(Seal.KEY_BYTES), nonce, sealed.clone())).isEqualTo(-1);
    byte[] otherNonce = nonce.clone();
    otherNonce[11] ^= 1;
    assertThat(open(crypto, key, otherNonce, sealed.clone())).isEqualTo(-1);
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertThat(open(crypto, key, nonce, altered)).as("byte %d", i).isEqualTo(-1);
    }
    assertThat(crypto.seal(key).open(nonce, sealed, 0, AAD_BYTES, AAD_BYTES, 15)).isEqualTo(-1);
  }

  private static int open(Crypto crypto, Bytes key, byte[] nonce, byte[] bytes) {
    int length = bytes.length - AAD_BYTES;
    return crypto.seal(key).open(nonce, bytes, 0, AAD_BYTES, AAD_BYTES, length);
  }

  @ParameterizedTest
  @MethodSource("both")
  void aMessageMayBeEmpty(Crypto crypto) {
    Bytes secret = drawn(32);
    Bytes signature = crypto.signatures().sign(secret, new byte[0]);
    if (!crypto
        .signatures()
        .verify(crypto.signatures().publicKey(secret), new byte[0], signature)) {
      fail("nothing can be signed too");
    }
  }
}
