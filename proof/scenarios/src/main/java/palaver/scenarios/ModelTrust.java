// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.HashMap;
import java.util.Map;
import palaver.radio.RadioTrust;
import palaver.sim.Work;
import palaver.wire.radio.NodeId;

/// A model of signatures, link keys and membership: keyed tags under the secrets of a table that
/// all members share. Strangers are not in the table. Each call reports what the real one costs.
final class ModelTrust implements RadioTrust {
  /// Ed25519 by BouncyCastle's low-level class and HMAC-SHA-256 over a datagram, as we measured.
  private static final long SIGN_NS = 30_000;

  private static final long VERIFY_NS = 80_000;
  private static final long MAC_NS = 1_000;
  private static final int SIGNATURE_BYTES = 64;

  /// The secrets and rights of a channel's members.
  static final class Members {
    private final Map<Long, Long> secrets = new HashMap<>();
    private final Map<Long, Rights> rights = new HashMap<>();

    void add(NodeId node, long secret, Rights allowed) {
      secrets.put(node.value(), secret);
      rights.put(node.value(), allowed);
    }

    long secret(NodeId node) {
      return secrets.getOrDefault(node.value(), 0L);
    }
  }

  private final NodeId self;
  private final Members members;
  private final Work work;

  ModelTrust(NodeId self, Members members, Work work) {
    this.self = self;
    this.members = members;
    this.work = work;
  }

  @Override
  public void sign(byte[] statement, byte[] out, int at) {
    work.spend(SIGN_NS);
    long tag = ModelTag.of(members.secret(self), statement, 0, statement.length);
    ModelTag.put(tag, out, at, SIGNATURE_BYTES);
  }

  @Override
  public boolean verify(NodeId signer, byte[] statement, byte[] in, int at) {
    work.spend(VERIFY_NS);
    long tag = ModelTag.of(members.secret(signer), statement, 0, statement.length);
    return members.secret(signer) != 0 && ModelTag.matches(tag, in, at, SIGNATURE_BYTES);
  }

  @Override
  public boolean mac(NodeId peer, byte[] bytes, int from, int length, byte[] out, int at) {
    work.spend(MAC_NS);
    ModelTag.put(ModelTag.of(linkKey(peer), bytes, from, length), out, at, MAC_BYTES);
    return true;
  }

  @Override
  public boolean checkMac(NodeId peer, byte[] bytes, int from, int length, int macAt) {
    work.spend(MAC_NS);
    return ModelTag.matches(
        ModelTag.of(linkKey(peer), bytes, from, length), bytes, macAt, MAC_BYTES);
  }

  private long linkKey(NodeId peer) {
    long mine = members.secret(self);
    long theirs = members.secret(peer);
    return ModelTag.mix(Math.min(mine, theirs), Math.max(mine, theirs));
  }

  @Override
  public Rights rights(NodeId node) {
    return members.rights.getOrDefault(node.value(), Rights.NONE);
  }
}
