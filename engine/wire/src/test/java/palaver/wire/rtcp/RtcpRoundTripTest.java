// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import palaver.wire.rtcp.RtcpCursor.Item;

class RtcpRoundTripTest {
  private static final int OFFSET = 5;

  private final byte[] bytes = new byte[4000];
  private final RtcpWriter writer = new RtcpWriter();
  private final RtcpCursor cursor = new RtcpCursor();

  @Test
  void whatACompoundPacketSaysComesBackInOrder() {
    writer
        .begin(bytes, OFFSET)
        .senderReport(0xA1, 0x1122334455667788L, 0xDEADBEEF, 0xFFFFFFFFL, 7)
        .reportBlock(0xB1, 255, -3, 0x0001FFFF, 0x80000000L, 0x11, 0x22)
        .reportBlock(0xB2, 0, 0x7fffffff, 5, 0, 0, 0)
        .cname(0xA1, "palaver".getBytes(StandardCharsets.UTF_8))
        .extendedReport(0xA1)
        .referenceTime(0x0102030405060708L)
        .dlrr(0xC1, 0x33, 0x44)
        .dlrr(0xC2, 0x55, 0x66)
        .bye(0xA1);

    assertThat(told())
        .containsExactly(
            "SENDER_INFO a1 1122334455667788 deadbeef 4294967295 7",
            "REPORT_BLOCK a1 b1 255 -3 1ffff 2147483648 11 22",
            "REPORT_BLOCK a1 b2 0 8388607 5 0 0 0",
            "CNAME a1 palaver",
            "REFERENCE_TIME a1 102030405060708",
            "DLRR a1 c1 33 44",
            "DLRR a1 c2 55 66",
            "BYE a1");
  }

  @Test
  void everyNackedSequenceComesBack() {
    for (int seed = 0; seed < 2000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int first = random.nextInt(65536);
      TreeSet<Integer> distances = new TreeSet<>();
      for (int i = random.nextInt(1, 40); i > 0; i--) {
        distances.add(random.nextInt(200));
      }
      writer.begin(bytes, OFFSET).nack(1, 2);
      List<Integer> sequences = new ArrayList<>();
      for (int distance : distances) {
        sequences.add((first + distance) & 0xffff);
        writer.nacked((first + distance) & 0xffff);
      }

      assertThat(nacked()).as("seed %d", seed).isEqualTo(sequences);
    }
  }

  @Test
  void aRunOfSeventeenLostPacketsNeedsOneEntry() {
    writer.begin(bytes, OFFSET).nack(1, 2);
    for (int i = 0; i < 17; i++) {
      writer.nacked((65530 + i) & 0xffff).nacked((65530 + i) & 0xffff);
    }

    assertThat(writer.length()).isEqualTo(16);
    assertThat(nacked()).hasSize(17).endsWith(10);
  }

  @Test
  void namesOfEveryLengthArePaddedToWholeWords() {
    for (int length = 0; length <= 255; length++) {
      String name = "n".repeat(length);
      writer.begin(bytes, OFFSET).cname(9, name.getBytes(StandardCharsets.UTF_8)).bye(9);

      assertThat(writer.length() % 4).isZero();
      assertThat(told()).containsExactly("CNAME 9 " + name, "BYE 9");
    }
  }

  @Test
  void randomReportsComeBack() {
    for (int seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<String> expected = new ArrayList<>();
      writer.begin(bytes, OFFSET);
      for (int packets = random.nextInt(1, 4); packets > 0; packets--) {
        expected.addAll(writeRandomReport(random));
      }

      assertThat(told()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private List<String> writeRandomReport(SplittableRandom random) {
    List<String> expected = new ArrayList<>();
    int sender = random.nextInt();
    String who = Integer.toHexString(sender);
    writer.receiverReport(sender);
    for (int blocks = random.nextInt(32); blocks > 0; blocks--) {
      int[] r = random.ints(4).toArray();
      int fraction = random.nextInt(256);
      int lost = random.nextInt(-0x800000, 0x800000);
      long jitter = random.nextLong(1L << 32);
      writer.reportBlock(r[0], fraction, lost, r[1], jitter, r[2], r[3]);
      expected.add(
          "REPORT_BLOCK %s %x %d %d %x %d %x %x"
              .formatted(who, r[0], fraction, lost, r[1], jitter, r[2], r[3]));
    }
    return expected;
  }

  @Test
  void aReportHoldsNoMoreThanThirtyOneBlocks() {
    writer.begin(bytes, OFFSET).receiverReport(1);
    for (int i = 0; i < 31; i++) {
      writer.reportBlock(i, 0, 0, 0, 0, 0, 0);
    }

    assertThatThrownBy(() -> writer.reportBlock(31, 0, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThat(told()).hasSize(31);
  }

  @Test
  void aBlockOutsideItsPacketIsAProgrammingError() {
    assertThatThrownBy(() -> writer.begin(bytes, 0).reportBlock(1, 0, 0, 0, 0, 0, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> writer.begin(bytes, 0).bye(1).nacked(2))
        .isInstanceOf(IllegalStateException.class);
  }

  private List<Integer> nacked() {
    List<Integer> sequences = new ArrayList<>();
    assertThat(cursor.open(bytes, OFFSET, writer.length())).isTrue();
    while (cursor.next()) {
      assertThat(cursor.item()).isEqualTo(Item.NACKED);
      assertThat(cursor.sender()).isEqualTo(1);
      assertThat(cursor.ssrc()).isEqualTo(2);
      sequences.add(cursor.nackedSequence());
    }
    return sequences;
  }

  private List<String> told() {
    assertThat(cursor.open(bytes, OFFSET, writer.length())).isTrue();
    return RtcpText.tell(cursor);
  }
}
