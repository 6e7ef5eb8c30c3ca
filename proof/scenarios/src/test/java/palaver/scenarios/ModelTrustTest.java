// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.radio.RadioTrust;
import palaver.sim.Work;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

/// The models fail on what the real ones fail on: another key, another number, one altered byte.
class ModelTrustTest {
  private static final NodeId ANNA = new NodeId(1);
  private static final NodeId BEN = new NodeId(2);
  private static final NodeId EVE = new NodeId(3);
  private final ModelTrust.Members members = new ModelTrust.Members();
  private final ModelTrust anna = new ModelTrust(ANNA, members, new Work());
  private final ModelTrust ben = new ModelTrust(BEN, members, new Work());
  private final ModelTrust eve = new ModelTrust(EVE, new ModelTrust.Members(), new Work());

  ModelTrustTest() {
    members.add(ANNA, 77, RadioTrust.Rights.TALKER);
    members.add(BEN, 78, RadioTrust.Rights.LISTENER);
  }

  @Test
  void aSignatureHoldsForItsSignerAndItsBytesOnly() {
    byte[] statement = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    byte[] signature = new byte[64];
    anna.sign(statement, signature, 0);
    assertThat(ben.verify(ANNA, statement, signature, 0)).isTrue();
    assertThat(ben.verify(BEN, statement, signature, 0)).isFalse();
    statement[8]++;
    assertThat(ben.verify(ANNA, statement, signature, 0)).isFalse();
    eve.sign(statement, signature, 0);
    assertThat(ben.verify(EVE, statement, signature, 0)).isFalse();
    assertThat(ben.rights(EVE).member()).isFalse();
  }

  @Test
  void aMacHoldsOnItsLinkOnly() {
    byte[] packet = new byte[40];
    assertThat(anna.mac(BEN, packet, 0, 20, packet, 20)).isTrue();
    assertThat(ben.checkMac(ANNA, packet, 0, 20, 20)).isTrue();
    assertThat(ben.checkMac(EVE, packet, 0, 20, 20)).isFalse();
    packet[3]++;
    assertThat(ben.checkMac(ANNA, packet, 0, 20, 20)).isFalse();
  }

  @Test
  void aSealHoldsForItsNonceAndItsBytesOnly() {
    ModelSeal seal = new ModelSeal(5, (_, _, _, _, _) -> {}, new Work());
    LeaseId lease = new LeaseId(new Term(1, 1, ANNA, 1), 1);
    byte[] bytes = new byte[64];
    seal.seal(seal.current(), ANNA, 1, lease, 7, bytes, 0, 10, 10, 20);
    assertThat(open(seal, 1, 7, bytes)).isEqualTo(20);
    assertThat(open(seal, 2, 7, bytes)).isEqualTo(-1);
    assertThat(open(seal, 1, 8, bytes)).isEqualTo(-1);
    assertThat(open(new ModelSeal(6, (_, _, _, _, _) -> {}, new Work()), 1, 7, bytes))
        .isEqualTo(-1);
    bytes[0]++;
    assertThat(open(seal, 1, 7, bytes)).isEqualTo(-1);
  }

  private static int open(ModelSeal seal, long boot, long sequence, byte[] bytes) {
    LeaseId lease = new LeaseId(new Term(1, 1, ANNA, 1), 1);
    return seal.open(0, 0, 1, ANNA, boot, lease, sequence, bytes, 0, 10, 10, 36);
  }
}
