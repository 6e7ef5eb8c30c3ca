// SPDX-License-Identifier: Apache-2.0
package palaver.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import palaver.wire.radio.EnvelopeView;
import palaver.wire.radio.EnvelopeWriter;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;
import palaver.wire.radio.VoiceFrameView;
import palaver.wire.radio.VoiceFrameWriter;
import palaver.wire.rtcp.RtcpCursor;
import palaver.wire.rtcp.RtcpWriter;
import palaver.wire.rtp.RtpHeaderFormat;
import palaver.wire.rtp.RtpHeaderWriter;
import palaver.wire.rtp.RtpPacketView;

class AllocationTest {
  private static final int ROUNDS = 20_000;

  private final byte[] bytes = new byte[1500];

  @Test
  void anRtpPacketIsWrittenAndReadWithoutAllocation() {
    RtpHeaderWriter writer = new RtpHeaderWriter(new RtpHeaderFormat(111, 5, true, 4, "0", 1));
    RtpPacketView view = new RtpPacketView();
    byte[] mid = {'0'};

    assertAllocatesNothing(round -> {
      int end = writer.write(bytes, 16, false, round, 960 * round, 77, 30, true);
      boolean parsed = view.parse(bytes, 16, end + 80 - 16);
      boolean same = view.extensionEquals(4, mid) && view.csrc(0) == 77;
      return parsed && same ? view.audioLevelDbov(1) + view.sequence() : -1;
    });
  }

  @Test
  void aCompoundRtcpPacketIsWrittenAndReadWithoutAllocation() {
    RtcpWriter writer = new RtcpWriter();
    RtcpCursor cursor = new RtcpCursor();

    assertAllocatesNothing(round -> {
      writer.begin(bytes, 0).senderReport(1, round, round, round, round);
      writer.reportBlock(2, 3, 4, round, 6, 7, 8).nack(1, 2).nacked(round & 0xffff);
      writer.extendedReport(1).referenceTime(round).dlrr(2, 3, 4);
      cursor.open(bytes, 0, writer.length());
      int statements = 0;
      while (cursor.next()) {
        statements += cursor.ssrc() == 0 ? 0 : 1;
      }
      return statements == 5 ? statements : -1;
    });
  }

  @Test
  void aVoiceFrameOfTheRadioIsWrittenAndReadWithoutAllocation() {
    EnvelopeWriter writer = new EnvelopeWriter();
    VoiceFrameWriter frames = new VoiceFrameWriter();
    EnvelopeView view = new EnvelopeView();
    VoiceFrameView voice = new VoiceFrameView();
    Term term = new Term(3, 2, new NodeId(9), 1);
    LeaseId lease = new LeaseId(term, 4);
    KeyId key = new KeyId(term, 5);

    assertAllocatesNothing(round -> {
      writer.begin(bytes, 0, MessageType.VOICE_FRAME, 1, 7, 8, round, round);
      frames.begin(bytes, writer.payloadAt(), 1, 20_000_000, 7, round).lease(lease).key(key);
      int macAt = writer.payload(frames.length(120)).macAt();
      boolean parsed = view.parse(bytes, 0, writer.finish()) && view.macAt() == macAt;
      boolean same = voice.parse(bytes, view.payloadAt(), view.payloadBytes());
      return parsed && same && voice.isUnder(lease) && voice.isSealedUnder(key)
          ? (int) (voice.sequence() + voice.sealedBytes())
          : -1;
    });
  }

  private static void assertAllocatesNothing(IntUnaryOperator work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertThat(run(work)).isTrue();
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean worked = run(work);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(worked).isTrue();
    assertThat(allocated).as("bytes in %d rounds", ROUNDS).isLessThan(ROUNDS);
  }

  private static boolean run(IntUnaryOperator work) {
    boolean worked = true;
    for (int round = 0; round < ROUNDS; round++) {
      worked &= work.applyAsInt(round) >= 0;
    }
    return worked;
  }
}
