// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import palaver.wire.rtcp.NtpTime;
import palaver.wire.rtcp.RtcpCursor;
import palaver.wire.rtcp.RtcpWriter;

/// What we report about one received source (RFC 3550, section 6.4.1 and appendix A).
final class ReceptionStatistics {
  private static final long NONE = -1;

  private long first = NONE;
  private long newest = NONE;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private long jitter16;
  private int transit;
  private int lastSr;
  private long lastSrNs;

  /// Notes a packet.
  ///
  /// @param sequence with the wraps counted in front of its 16 bits
  void onPacket(long nowNs, long sequence, int timestamp) {
    int newTransit = (int) RtpTime.ticks(nowNs) - timestamp;
    if (first == NONE) {
      first = sequence;
    } else {
      jitter16 += Math.abs(newTransit - transit) - ((jitter16 + 8) >> 4);
    }
    transit = newTransit;
    first = Math.min(first, sequence);
    newest = Math.max(newest, sequence);
    received++;
  }

  void onSenderInfo(long nowNs, RtcpCursor info) {
    lastSr = NtpTime.middle32(info.sentNtp());
    lastSrNs = nowNs;
  }

  boolean hasReceived() {
    return received > 0;
  }

  long received() {
    return received;
  }

  /// How many packets are missing; negative never, as duplicates are not counted.
  long lost() {
    return hasReceived() ? Math.max(0, newest - first + 1 - received) : 0;
  }

  /// The interarrival jitter in ticks.
  long jitterTicks() {
    return jitter16 >> 4;
  }

  /// Adds a block about the time since the last one.
  void writeBlock(long nowNs, int ssrc, RtcpWriter writer) {
    long expected = newest - first + 1;
    long expectedLately = expected - expectedBefore;
    long lostLately = expectedLately - (received - receivedBefore);
    expectedBefore = expected;
    receivedBefore = received;
    boolean hasLost = expectedLately > 0 && lostLately > 0;
    int fraction = hasLost ? (int) Math.min(255, (lostLately << 8) / expectedLately) : 0;
    int delay = lastSr == 0 ? 0 : NtpTime.delayUnits(nowNs - lastSrNs);
    writer.reportBlock(ssrc, fraction, (int) lost(), (int) newest, jitterTicks(), lastSr, delay);
  }
}
