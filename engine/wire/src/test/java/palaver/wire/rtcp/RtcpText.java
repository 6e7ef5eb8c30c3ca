// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtcp;

import java.util.ArrayList;
import java.util.List;

/// What a compound packet says, one line a statement.
final class RtcpText {
  private RtcpText() {}

  static List<String> tell(RtcpCursor cursor) {
    List<String> lines = new ArrayList<>();
    while (cursor.next()) {
      lines.add(cursor.item() + " " + line(cursor));
    }
    return lines;
  }

  private static String line(RtcpCursor c) {
    return switch (c.item()) {
      case SENDER_INFO ->
          "%x %x %x %d %d"
              .formatted(
                  c.ssrc(),
                  c.sentNtp(),
                  c.sentRtpTimestamp(),
                  c.sentPackets(),
                  c.sentPayloadBytes());
      case REPORT_BLOCK ->
          "%x %x %d %d %x %d %x %x"
              .formatted(
                  c.sender(),
                  c.ssrc(),
                  c.reportFractionLost(),
                  c.reportCumulativeLost(),
                  c.reportHighestSequence(),
                  c.reportJitterTicks(),
                  c.reportLastSr(),
                  c.reportDelaySinceLastSr());
      case NACKED -> "%x %x %d".formatted(c.sender(), c.ssrc(), c.nackedSequence());
      case REFERENCE_TIME -> "%x %x".formatted(c.ssrc(), c.referenceTimeNtp());
      case DLRR ->
          "%x %x %x %x".formatted(c.sender(), c.ssrc(), c.dlrrLastRr(), c.dlrrDelaySinceLastRr());
      case CNAME -> "%x %s".formatted(c.ssrc(), c.cname());
      case BYE -> "%x".formatted(c.ssrc());
    };
  }
}
