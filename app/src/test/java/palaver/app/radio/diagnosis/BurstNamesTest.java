// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.radio.RadioEvent;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

final class BurstNamesTest {

  private static LeaseId lease(long counter, long node, long number) {
    return new LeaseId(new Term(counter, 1, new NodeId(node), 1), number);
  }

  @Test
  void aBurstKeepsItsNameOverTwoHandOvers() {
    BurstNames names = new BurstNames();
    LeaseId first = lease(4, 0xa, 7);
    LeaseId second = lease(5, 0xb, 1);
    LeaseId third = lease(6, 0xc, 1);
    assertThat(names.of(first)).isEqualTo("4-000000000000000a-7");
    names.on(new RadioEvent.GoesOn(second, first));
    names.on(new RadioEvent.GoesOn(third, second));
    assertThat(names.of(third)).isEqualTo(names.of(first));
    assertThat(names.of(lease(6, 0xc, 2))).isNotEqualTo(names.of(first));
  }

  @Test
  void theLeaderThatAdoptsABurstNamesItAsTheOthersDo() {
    BurstNames names = new BurstNames();
    LeaseId before = lease(4, 0xa, 7);
    LeaseId adopted = lease(5, 0xb, 1);
    names.on(new RadioEvent.Granted(adopted, new NodeId(9), before));
    assertThat(names.of(adopted)).isEqualTo(names.of(before));
  }
}
