// SPDX-License-Identifier: Apache-2.0
package palaver.trust.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;

/// Ed25519 and X25519 by BouncyCastle's low-level classes, AES-GCM and HMAC by the JDK. Not for
/// several threads at once.
public final class StandardCrypto implements Crypto {
  private final Signatures signatures = new Ed25519Signatures();
  private final KeyAgreement agreement = new X25519Agreement();

  @Override
  public Signatures signatures() {
    return signatures;
  }

  @Override
  public KeyAgreement agreement() {
    return agreement;
  }

  @Override
  public Seal seal(Bytes key) {
    return new GcmSeal(key);
  }

  @Override
  public Mac mac(Bytes key) {
    return new HmacSha256(key);
  }

  private static byte[] key(Bytes key) {
    if (key.length() != Signatures.KEY_BYTES) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    return key.toArray();
  }

  private static final class Ed25519Signatures implements Signatures {
    private Bytes lastSecret = Bytes.EMPTY;
    private byte[] lastPublic = new byte[0];

    @Override
    public Bytes publicKey(Bytes secretKey) {
      byte[] publicKey = new byte[KEY_BYTES];
      Ed25519.generatePublicKey(key(secretKey), 0, publicKey, 0);
      return Bytes.of(publicKey);
    }

    @Override
    public void sign(Bytes secretKey, byte[] message, byte[] out, int at) {
      byte[] secret = key(secretKey);
      Ed25519.sign(secret, 0, publicOf(secretKey), 0, message, 0, message.length, out, at);
    }

    /// A device signs with one key, and deriving its public half costs as much as signing. It is
    /// derived here and never taken from a caller: a wrong one would give the secret away.
    private byte[] publicOf(Bytes secretKey) {
      if (!secretKey.equals(lastSecret)) {
        lastPublic = publicKey(secretKey).toArray();
        lastSecret = secretKey;
      }
      return lastPublic;
    }

    @Override
    public boolean verify(Bytes publicKey, byte[] message, byte[] in, int at) {
      return publicKey.length() == KEY_BYTES
          && in.length - at >= SIGNATURE_BYTES
          && Ed25519.verify(in, at, publicKey.toArray(), 0, message, 0, message.length);
    }
  }

  private static final class X25519Agreement implements KeyAgreement {

    @Override
    public Bytes publicKey(Bytes secretKey) {
      byte[] publicKey = new byte[KEY_BYTES];
      X25519.generatePublicKey(key(secretKey), 0, publicKey, 0);
      return Bytes.of(publicKey);
    }

    @Override
    public @Nullable Bytes agree(Bytes secretKey, Bytes otherPublicKey) {
      if (otherPublicKey.length() != KEY_BYTES) {
        return null;
      }
      byte[] shared = new byte[KEY_BYTES];
      boolean secret =
          X25519.calculateAgreement(key(secretKey), 0, otherPublicKey.toArray(), 0, shared, 0);
      return secret ? Bytes.of(shared) : null;
    }
  }
}
