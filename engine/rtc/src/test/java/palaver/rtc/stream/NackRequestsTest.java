// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.Deadlines;
import palaver.wire.rtcp.RtcpCursor;
import palaver.wire.rtcp.RtcpWriter;

class NackRequestsTest {
  private static final long MS = 1_000_000;

  private final NackRequests requests = new NackRequests();
  private final byte[] bytes = new byte[1500];

  /// What is asked for at `nowNs`.
  private List<Integer> asked(long nowNs) {
    RtcpWriter writer = new RtcpWriter().begin(bytes, 0);
    boolean any = requests.write(nowNs, 30 * MS, 1, 2, writer);
    List<Integer> found = new ArrayList<>();
    RtcpCursor cursor = new RtcpCursor();
    if (any && cursor.open(bytes, 0, writer.length())) {
      while (cursor.next()) {
        assertThat(cursor.ssrc()).isEqualTo(2);
        found.add(cursor.nackedSequence());
      }
    }
    return found;
  }

  @Test
  void aGapIsAskedForAfterTheReorderAllowanceAndThenEachRoundTrip() {
    requests.onPacket(0, 65_534);
    requests.onPacket(10 * MS, 65_538);
    assertThat(requests.nextDeadlineNs()).isEqualTo(15 * MS);
    assertThat(asked(14 * MS)).isEmpty();
    assertThat(asked(15 * MS)).containsExactly(65_535, 0, 1);
    assertThat(asked(44 * MS)).isEmpty();
    assertThat(asked(45 * MS)).containsExactly(65_535, 0, 1);
    assertThat(asked(75 * MS)).containsExactly(65_535, 0, 1);
    assertThat(asked(105 * MS)).isEmpty();
    assertThat(requests.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
    assertThat(requests.requested()).isEqualTo(9);
  }

  @Test
  void whatArrivesIsNotAskedFor() {
    requests.onPacket(0, 10);
    requests.onPacket(1 * MS, 14);
    requests.onPacket(2 * MS, 12);
    assertThat(asked(6 * MS)).containsExactly(11, 13);
    requests.onPacket(7 * MS, 11);
    requests.onPacket(7 * MS, 13);
    assertThat(requests.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
  }

  @Test
  void nothingIsAskedForAHundredMillisecondsAfterTheGapWasSeen() {
    requests.onPacket(0, 10);
    requests.onPacket(0, 12);
    assertThat(asked(100 * MS)).isEmpty();
    assertThat(requests.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
  }

  @Test
  void anOutageIsNotAskedFor() {
    requests.onPacket(0, 10);
    requests.onPacket(700 * MS, 44);
    assertThat(requests.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
    requests.onPacket(720 * MS, 46);
    assertThat(asked(725 * MS)).containsExactly(45);
  }
}
