// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import palaver.radio.VoiceSeal;
import palaver.sim.Work;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

/// A model of sealed voice: the sound stays readable, its tag depends on everything that the real
/// one depends on. Watches that no nonce is used twice under one key.
final class ModelSeal implements VoiceSeal {
  private static final long SEAL_NS = 2_000;
  private static final KeyId KEY = new KeyId(Term.NONE, 1);

  /// Notes each use of a nonce.
  interface Nonces {
    void used(NodeId sender, long boot, LeaseId lease, long sequence, long tag);
  }

  private final long groupKey;
  private final Nonces nonces;
  private final Work work;

  ModelSeal(long groupKey, Nonces nonces, Work work) {
    this.groupKey = groupKey;
    this.nonces = nonces;
    this.work = work;
  }

  @Override
  public KeyId current() {
    return KEY;
  }

  @Override
  public void seal(
      KeyId key,
      NodeId sender,
      long boot,
      LeaseId lease,
      long sequence,
      byte[] bytes,
      int aadAt,
      int aadLength,
      int at,
      int length) {
    work.spend(SEAL_NS);
    long tag = tag(sender, boot, lease, sequence, bytes, aadAt, aadLength, at, length);
    nonces.used(sender, boot, lease, sequence, tag);
    ModelTag.put(tag, bytes, at + length, TAG_BYTES);
  }

  @Override
  public int open(
      int keyTermCounter,
      long keyTermNode,
      long keyNumber,
      NodeId sender,
      long boot,
      LeaseId lease,
      long sequence,
      byte[] bytes,
      int aadAt,
      int aadLength,
      int at,
      int length) {
    work.spend(SEAL_NS);
    int plainBytes = length - TAG_BYTES;
    if (plainBytes < 0) {
      return -1;
    }
    long tag = tag(sender, boot, lease, sequence, bytes, aadAt, aadLength, at, plainBytes);
    return ModelTag.matches(tag, bytes, at + plainBytes, TAG_BYTES) ? plainBytes : -1;
  }

  private long tag(
      NodeId sender,
      long boot,
      LeaseId lease,
      long sequence,
      byte[] bytes,
      int aadAt,
      int aadLength,
      int at,
      int length) {
    long key = ModelTag.mix(ModelTag.mix(groupKey, sender.value()), boot);
    key = ModelTag.mix(ModelTag.mix(key, lease.number()), lease.term().counter());
    long aad = ModelTag.of(ModelTag.mix(key, sequence), bytes, aadAt, aadLength);
    return ModelTag.of(aad, bytes, at, length);
  }
}
