// SPDX-License-Identifier: Apache-2.0
package palaver.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesTest {

  @Test
  void theValueDoesNotChangeWithTheArrayItCameFrom() {
    byte[] source = {1, 2, 3};
    Bytes bytes = Bytes.of(source);
    source[0] = 9;
    bytes.toArray()[1] = 9;

    assertThat(bytes).isEqualTo(Bytes.of(new byte[] {0, 1, 2, 3}, 1, 3));
    assertThat(bytes.at(0)).isEqualTo(1);
    assertThat(bytes.hex()).isEqualTo("010203");
  }

  @Test
  void equalBytesAreEqualAndHashAlike() {
    assertThat(Bytes.of((byte) 1)).hasSameHashCodeAs(Bytes.of((byte) 1));
    assertThat(Bytes.of((byte) 1)).isNotEqualTo(Bytes.of((byte) 2));
    assertThat(Bytes.EMPTY.isEmpty()).isTrue();
    assertThat(Bytes.EMPTY).isEqualTo(Bytes.of());
  }

  @Test
  void aLongValueIsCutInLogs() {
    assertThat(Bytes.of(new byte[20]).toString()).endsWith("..(20)");
    assertThat(Bytes.of(new byte[2]).toString()).isEqualTo("0000");
    byte[] target = new byte[3];
    Bytes.of((byte) 7).copyTo(target, 2);
    assertThat(target).containsExactly(0, 0, 7);
  }
}
