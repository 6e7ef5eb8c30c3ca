// SPDX-License-Identifier: Apache-2.0
package palaver.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatagramTest {

  @Test
  void aViewCountsBytesFromItsOwnStart() {
    Datagram view = new Datagram().set(new byte[] {0, 0, (byte) 0x80, 1}, 2, 2, 5);
    assertThat(view.byteAt(0)).isEqualTo(0x80);
    assertThat(view.byteAt(1)).isEqualTo(1);
    assertThat(view.length()).isEqualTo(2);
    assertThat(view.source()).isEqualTo(5);
  }

  @Test
  void aViewCannotLeaveItsArray() {
    Datagram view = new Datagram();
    assertThatThrownBy(() -> view.set(new byte[4], 2, 3, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> view.set(new byte[4], -1, 3, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countersOnlyGrow() {
    Counter counter = new Counter();
    counter.increment();
    counter.add(4);
    assertThat(counter.count()).isEqualTo(5);
  }

  @Test
  void aSecretSourceGivesAsManyBytesAsAsked() {
    SecretSource ones = bytes -> java.util.Arrays.fill(bytes, (byte) 1);
    assertThat(ones.bytes(3)).containsExactly(1, 1, 1);
  }
}
