// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.sim.Work;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.KeyAgreement;
import palaver.trust.crypto.Mac;
import palaver.trust.crypto.Seal;
import palaver.trust.crypto.Signatures;

/// Cryptography, real or a model, of one machine: each operation costs the machine what the real
/// one costs (docs/reports/radio-crypto.md), and each nonce is noted.
final class MeteredCrypto implements Crypto {
  private static final long SIGN_NS = 80_000;
  private static final long VERIFY_NS = 150_000;
  private static final long AGREE_NS = 110_000;
  private static final long MAC_NS = 1_000;
  private static final long SEAL_NS = 2_000;

  /// Sees each use of a key and a nonce to seal.
  interface Nonces {
    void used(Bytes key, byte[] nonce);
  }

  private final Crypto inner;
  private final Work work;
  private final Nonces nonces;

  MeteredCrypto(Crypto inner, Work work, Nonces nonces) {
    this.inner = inner;
    this.work = work;
    this.nonces = nonces;
  }

  @Override
  public Signatures signatures() {
    Signatures signatures = inner.signatures();
    return new Signatures() {
      @Override
      public Bytes publicKey(Bytes secretKey) {
        return signatures.publicKey(secretKey);
      }

      @Override
      public void sign(Bytes secretKey, byte[] message, byte[] out, int at) {
        work.spend(SIGN_NS);
        signatures.sign(secretKey, message, out, at);
      }

      @Override
      public boolean verify(Bytes publicKey, byte[] message, byte[] in, int at) {
        work.spend(VERIFY_NS);
        return signatures.verify(publicKey, message, in, at);
      }
    };
  }

  @Override
  public KeyAgreement agreement() {
    KeyAgreement agreement = inner.agreement();
    return new KeyAgreement() {
      @Override
      public Bytes publicKey(Bytes secretKey) {
        work.spend(AGREE_NS);
        return agreement.publicKey(secretKey);
      }

      @Override
      public @Nullable Bytes agree(Bytes secretKey, Bytes otherPublicKey) {
        work.spend(AGREE_NS);
        return agreement.agree(secretKey, otherPublicKey);
      }
    };
  }

  @Override
  public Seal seal(Bytes key) {
    Seal seal = inner.seal(key);
    return new Seal() {
      @Override
      public void seal(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
        work.spend(SEAL_NS);
        nonces.used(key, nonce);
        seal.seal(nonce, bytes, aadAt, aadLength, at, length);
      }

      @Override
      public int open(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
        work.spend(SEAL_NS);
        return seal.open(nonce, bytes, aadAt, aadLength, at, length);
      }
    };
  }

  @Override
  public Mac mac(Bytes key) {
    Mac mac = inner.mac(key);
    return new Mac() {
      @Override
      public void tag(byte[] bytes, int from, int length, byte[] out, int at) {
        work.spend(MAC_NS);
        mac.tag(bytes, from, length, out, at);
      }

      @Override
      public boolean check(byte[] bytes, int from, int length, int tagAt) {
        work.spend(MAC_NS);
        return mac.check(bytes, from, length, tagAt);
      }
    };
  }
}
