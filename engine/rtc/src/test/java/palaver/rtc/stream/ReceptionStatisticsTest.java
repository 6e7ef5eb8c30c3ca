// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.wire.rtcp.RtcpCursor;
import palaver.wire.rtcp.RtcpWriter;

class ReceptionStatisticsTest {
  private static final long MS = 1_000_000;

  private final ReceptionStatistics statistics = new ReceptionStatistics();
  private final byte[] bytes = new byte[200];

  private RtcpCursor block(long nowNs) {
    RtcpWriter writer = new RtcpWriter().begin(bytes, 0).receiverReport(1);
    statistics.writeBlock(nowNs, 99, writer);
    RtcpCursor cursor = new RtcpCursor();
    assertThat(cursor.open(bytes, 0, writer.length())).isTrue();
    assertThat(cursor.next()).isTrue();
    return cursor;
  }

  @Test
  void lossIsReportedSinceTheLastReportAndInAll() {
    for (int i = 0; i < 100; i++) {
      if (i % 4 != 1) {
        statistics.onPacket(i * 20L * MS, 65_500 + i, i * 960);
      }
    }
    RtcpCursor first = block(2_000 * MS);
    assertThat(first.ssrc()).isEqualTo(99);
    assertThat(first.reportFractionLost()).isEqualTo(256 / 4);
    assertThat(first.reportCumulativeLost()).isEqualTo(25);
    assertThat(first.reportHighestSequence()).isEqualTo(65_599);
    assertThat(first.reportLastSr()).isZero();
    statistics.onPacket(2_000 * MS, 65_600, 100 * 960);
    RtcpCursor second = block(2_500 * MS);
    assertThat(second.reportFractionLost()).isZero();
    assertThat(second.reportCumulativeLost()).isEqualTo(25);
  }

  @Test
  void packetsThatComeLateAreNotLost() {
    statistics.onPacket(0, 10, 0);
    statistics.onPacket(1, 13, 0);
    assertThat(block(2).reportCumulativeLost()).isEqualTo(2);
    statistics.onPacket(3, 11, 0);
    statistics.onPacket(4, 12, 0);
    statistics.onPacket(5, 9, 0);
    RtcpCursor block = block(6);
    assertThat(block.reportCumulativeLost()).isZero();
    assertThat(block.reportFractionLost()).isZero();
  }

  /// RFC 3550, appendix A.8, computed step by step.
  @Test
  void jitterFollowsTheFormulaOfRfc3550() {
    int[] lateMs = {0, 8, 0, 20, 3};
    double expected = 0;
    for (int i = 0; i < lateMs.length; i++) {
      statistics.onPacket((i * 20L + lateMs[i]) * MS, i, i * 960);
      if (i > 0) {
        double difference = Math.abs(lateMs[i] - lateMs[i - 1]) * 48;
        expected += (difference - expected) / 16;
      }
    }
    assertThat((double) statistics.jitterTicks())
        .isCloseTo(expected, org.assertj.core.data.Offset.offset(2.0));
  }
}
