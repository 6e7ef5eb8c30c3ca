// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.KeyAgreement;
import palaver.trust.crypto.Mac;
import palaver.trust.crypto.Seal;
import palaver.trust.crypto.Signatures;
import palaver.wire.BigEndian;

/// A model of the radio's cryptography that costs nanoseconds: tags over keys and bytes that fail
/// on another key, another nonce or an altered byte, as the real ones do, and hide nothing from
/// anybody who looks at the code. It is held to the same contract tests as the real one.
///
/// A public key is the secret one under a fixed mask, so a signature is a tag under the public key;
/// the shared secret of an agreement is the sum of both public keys.
public final class ModelCrypto implements Crypto {
  private static final byte MASK = 0x5A;

  private final Signatures signatures = new ModelSignatures();
  private final KeyAgreement agreement = new ModelAgreement();

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
    return new ModelSeal(tagOf(1, key.toArray(), 0, key.length()));
  }

  @Override
  public Mac mac(Bytes key) {
    return new ModelMac(tagOf(2, key.toArray(), 0, key.length()));
  }

  private static Bytes masked(Bytes secretKey) {
    byte[] key = secretKey.toArray();
    for (int i = 0; i < key.length; i++) {
      key[i] ^= MASK;
    }
    return Bytes.of(key);
  }

  /// A 64-bit hash that every byte and its place go into.
  private static long tagOf(long seed, byte[] bytes, int from, int length) {
    long hash = seed * 0x9E37_79B9_7F4A_7C15L + length;
    int at = from;
    for (int end = from + (length & ~7); at < end; at += 8) {
      hash = mix(hash ^ BigEndian.i64(bytes, at));
    }
    for (; at < from + length; at++) {
      hash = mix(hash ^ (bytes[at] & 0xff));
    }
    return mix(hash);
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 32) * 0xD6E8_FEB8_6659_FD93L;
    return mixed ^ mixed >>> 29;
  }

  private static final class ModelSignatures implements Signatures {

    @Override
    public Bytes publicKey(Bytes secretKey) {
      return masked(secretKey);
    }

    @Override
    public void sign(Bytes secretKey, byte[] message, byte[] out, int at) {
      put(masked(secretKey), message, out, at);
    }

    private static void put(Bytes publicKey, byte[] message, byte[] out, int at) {
      long key = tagOf(3, publicKey.toArray(), 0, publicKey.length());
      long tag = tagOf(key, message, 0, message.length);
      for (int i = 0; i < SIGNATURE_BYTES; i += 8) {
        BigEndian.put64(out, at + i, tag + i);
      }
    }

    @Override
    public boolean verify(Bytes publicKey, byte[] message, byte[] in, int at) {
      if (publicKey.length() != KEY_BYTES || in.length - at < SIGNATURE_BYTES) {
        return false;
      }
      byte[] expected = new byte[SIGNATURE_BYTES];
      put(publicKey, message, expected, 0);
      return Arrays.equals(expected, 0, SIGNATURE_BYTES, in, at, at + SIGNATURE_BYTES);
    }
  }

  private static final class ModelAgreement implements KeyAgreement {

    @Override
    public Bytes publicKey(Bytes secretKey) {
      return masked(secretKey);
    }

    @Override
    public @Nullable Bytes agree(Bytes secretKey, Bytes otherPublicKey) {
      if (otherPublicKey.length() != KEY_BYTES
          || otherPublicKey.equals(Bytes.of(new byte[KEY_BYTES]))) {
        return null;
      }
      byte[] shared = masked(secretKey).toArray();
      for (int i = 0; i < KEY_BYTES; i++) {
        shared[i] += (byte) otherPublicKey.at(i);
      }
      return Bytes.of(shared);
    }
  }

  private record ModelMac(long key) implements Mac {

    @Override
    public void tag(byte[] bytes, int from, int length, byte[] out, int at) {
      long tag = tagOf(key, bytes, from, length);
      BigEndian.put64(out, at, tag);
      BigEndian.put64(out, at + 8, mix(tag));
    }

    @Override
    public boolean check(byte[] bytes, int from, int length, int tagAt) {
      long tag = tagOf(key, bytes, from, length);
      return BigEndian.i64(bytes, tagAt) == tag && BigEndian.i64(bytes, tagAt + 8) == mix(tag);
    }
  }

  private record ModelSeal(long key) implements Seal {

    @Override
    public void seal(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
      long tag = tag(nonce, bytes, aadAt, aadLength, at, length);
      mask(nonce, bytes, at, length);
      BigEndian.put64(bytes, at + length, tag);
      BigEndian.put64(bytes, at + length + 8, mix(tag));
    }

    @Override
    public int open(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
      int plainBytes = length - TAG_BYTES;
      if (plainBytes < 0) {
        return -1;
      }
      mask(nonce, bytes, at, plainBytes);
      long tag = tag(nonce, bytes, aadAt, aadLength, at, plainBytes);
      boolean holds =
          BigEndian.i64(bytes, at + plainBytes) == tag
              && BigEndian.i64(bytes, at + plainBytes + 8) == mix(tag);
      return holds ? plainBytes : -1;
    }

    private long tag(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
      long nonceTag = tagOf(key, nonce, 0, nonce.length);
      return tagOf(tagOf(nonceTag, bytes, aadAt, aadLength), bytes, at, length);
    }

    private void mask(byte[] nonce, byte[] bytes, int at, int length) {
      byte mask = (byte) tagOf(key + 1, nonce, 0, nonce.length);
      for (int i = at; i < at + length; i++) {
        bytes[i] ^= mask;
      }
    }
  }
}
