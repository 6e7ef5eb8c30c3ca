// SPDX-License-Identifier: Apache-2.0
package palaver.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final Outbox<String> outbox = new Outbox<>(4, 4 * 1600);

  @Test
  void datagramsKeepTheirOrderDestinationAndBytes() {
    write(7, 3, (byte) 1);
    write(8, 100, (byte) 2);
    assertThat(outbox.datagramCount()).isEqualTo(2);
    assertThat(outbox.destination(0)).isEqualTo(7);
    assertThat(outbox.length(0)).isEqualTo(3);
    assertThat(outbox.destination(1)).isEqualTo(8);
    assertThat(outbox.bytes()[outbox.offset(0) + 2]).isEqualTo((byte) 1);
    assertThat(outbox.bytes()[outbox.offset(1) + 99]).isEqualTo((byte) 2);
  }

  @Test
  void aPlaceThatIsNotCommittedIsGivenAgain() {
    int first = outbox.reserve();
    assertThat(outbox.reserve()).isEqualTo(first);
    assertThat(outbox.datagramCount()).isZero();
  }

  @Test
  void aFullOutboxDropsTheNewestAndCountsIt() {
    for (int i = 0; i < 4; i++) {
      write(i, 10, (byte) i);
    }
    assertThat(outbox.reserve()).isEqualTo(-1);
    assertThat(outbox.droppedCount()).isEqualTo(1);
    assertThat(outbox.datagramCount()).isEqualTo(4);
    outbox.clear();
    assertThat(outbox.reserve()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void memoryEndsBeforeTheNumberOfDatagramsWhenTheyAreLarge() {
    Outbox<String> small = new Outbox<>(100, 3200);
    assertThat(small.roomForDatagrams()).isEqualTo(2);
    small.send(1, new byte[1500], 0, 1500);
    small.send(1, new byte[1500], 0, 1500);
    assertThat(small.roomForDatagrams()).isZero();
    assertThat(small.send(1, new byte[1], 0, 1)).isFalse();
  }

  @Test
  void committingWithoutAPlaceIsABug() {
    assertThatThrownBy(() -> outbox.commit(1, 10)).isInstanceOf(IllegalStateException.class);
    outbox.reserve();
    assertThatThrownBy(() -> outbox.commit(1, 1501)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void eventsAndAddressesLastUntilTheOutboxIsCleared() {
    outbox.emit("joined");
    outbox.emit("left");
    for (int i = 0; i < 40; i++) {
      outbox.retain(i);
      outbox.release(100 + i);
    }
    assertThat(outbox.events()).containsExactly("joined", "left");
    assertThat(outbox.retainedCount()).isEqualTo(40);
    assertThat(outbox.retained(39)).isEqualTo(39);
    assertThat(outbox.releasedCount()).isEqualTo(40);
    assertThat(outbox.released(0)).isEqualTo(100);
    outbox.clear();
    assertThat(outbox.events()).isEmpty();
    assertThat(outbox.retainedCount()).isZero();
    assertThat(outbox.releasedCount()).isZero();
  }

  private void write(int destination, int length, byte value) {
    int at = outbox.reserve();
    Arrays.fill(outbox.bytes(), at, at + length, value);
    outbox.commit(destination, length);
  }
}
