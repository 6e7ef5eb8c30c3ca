// SPDX-License-Identifier: Apache-2.0
package palaver.trust.group;

import palaver.base.Bytes;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.Digests;
import palaver.trust.crypto.Seal;
import palaver.wire.BigEndian;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.LeaseId;

/// The key that one sender uses under one lease: HKDF of the group key, bound to node, boot and
/// lease. A sender that restarts has another boot, hence another key, and may count from 0 again.
final class SenderKey {
  private static final int CONTEXT_BYTES = 32;

  private final KeyId key;
  private final Burst burst;
  private final Seal seal;
  private final byte[] salt;
  private final byte[] nonce = new byte[Seal.NONCE_BYTES];

  SenderKey(Crypto crypto, KeyId key, Bytes groupKey, Burst burst) {
    this.key = key;
    this.burst = burst;
    LeaseId lease = burst.lease();
    byte[] context = new byte[CONTEXT_BYTES + 4];
    BigEndian.put64(context, 0, burst.talker().value());
    BigEndian.put64(context, 8, burst.boot());
    BigEndian.put64(context, 16, lease.term().counter());
    BigEndian.put64(context, 24, lease.term().node().value());
    BigEndian.put32(context, CONTEXT_BYTES, (int) lease.number());
    byte[] material =
        Digests.hkdf(
            groupKey,
            Bytes.EMPTY,
            "palaver-voice",
            Bytes.of(context),
            Seal.KEY_BYTES + Seal.NONCE_BYTES);
    seal = crypto.voice(Bytes.of(material, 0, Seal.KEY_BYTES));
    salt = Bytes.of(material, Seal.KEY_BYTES, Seal.NONCE_BYTES).toArray();
  }

  boolean isFor(KeyId key, Burst burst) {
    return this.burst.equals(burst) && this.key.equals(key);
  }

  boolean isUnder(KeyId other) {
    return key.equals(other);
  }

  void seal(long sequence, byte[] bytes, int aadAt, int aadLength, int at, int length) {
    seal.seal(nonce(sequence), bytes, aadAt, aadLength, at, length);
  }

  int open(long sequence, byte[] bytes, int aadAt, int aadLength, int at, int length) {
    return seal.open(nonce(sequence), bytes, aadAt, aadLength, at, length);
  }

  private byte[] nonce(long sequence) {
    System.arraycopy(salt, 0, nonce, 0, Seal.NONCE_BYTES);
    BigEndian.put64(nonce, 4, BigEndian.i64(salt, 4) ^ sequence);
    return nonce;
  }
}
