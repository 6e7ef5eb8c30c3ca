// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import palaver.wire.rtcp.RtcpCursor;
import palaver.wire.rtcp.RtcpWriter;

/// The figures of one received source: what is reported about it, and what of it is asked for
/// again.
public final class RtpReceiveStream {
  private final int ssrc;
  private final boolean nack;
  private final ReceptionStatistics statistics = new ReceptionStatistics();
  private final NackRequests requests = new NackRequests();

  /// Figures of a source of which nothing has come yet.
  ///
  /// @param nack whether lost packets may be asked for
  public RtpReceiveStream(int ssrc, boolean nack) {
    this.ssrc = ssrc;
    this.nack = nack;
  }

  public int ssrc() {
    return ssrc;
  }

  /// Notes an authentic packet.
  ///
  /// @param sequence with the wraps counted in front of its 16 bits
  public void onPacket(long nowNs, long sequence, int timestamp) {
    statistics.onPacket(nowNs, sequence, timestamp);
    if (nack) {
      requests.onPacket(nowNs, sequence);
    }
  }

  public void onSenderInfo(long nowNs, RtcpCursor info) {
    statistics.onSenderInfo(nowNs, info);
  }

  /// Whether there is anything to report.
  public boolean hasReceived() {
    return statistics.hasReceived();
  }

  /// Adds a block to the report just started.
  public void writeReportBlock(long nowNs, RtcpWriter writer) {
    statistics.writeBlock(nowNs, ssrc, writer);
  }

  /// When a lost packet is to be asked for.
  public long nextDeadlineNs() {
    return requests.nextDeadlineNs();
  }

  /// Adds the requests that are due, if any, and tells whether there were any.
  public boolean writeRequests(long nowNs, long roundTripNs, int sender, RtcpWriter writer) {
    return requests.write(nowNs, roundTripNs, sender, ssrc, writer);
  }

  public long packets() {
    return statistics.received();
  }

  /// Packets that never came, or not yet.
  public long lost() {
    return statistics.lost();
  }

  public long jitterTicks() {
    return statistics.jitterTicks();
  }

  /// Requests for lost packets, repeats included.
  public long requested() {
    return requests.requested();
  }
}
