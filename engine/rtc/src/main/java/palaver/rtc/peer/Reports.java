// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.base.SecretSource;
import palaver.rtc.DropCounts;
import palaver.rtc.Dropped;
import palaver.rtc.srtp.SrtpReceiver;
import palaver.rtc.srtp.SrtpSender;
import palaver.rtc.stream.RtpReceiveStream;
import palaver.rtc.stream.RtpSendStream;
import palaver.rtc.stream.SendPath;
import palaver.wire.rtcp.NtpTime;
import palaver.wire.rtcp.RtcpCursor;
import palaver.wire.rtcp.RtcpWriter;

/// RTCP of one connection, the same at both ends: what we report, what the peer reports, and the
/// requests for lost packets in both directions.
final class Reports {

  /// How often we report: at least twice a second.
  static final long PERIOD_NS = 450_000_000;

  /// How many of our streams one compound packet reports on.
  private static final int SENDER_REPORTS_MAX = 24;

  private static final int BLOCKS_MAX = 16;
  private static final int CLOCKS_MAX = 4;

  /// What we received is looked up among these.
  interface Received {
    /// The figures of a source, or null when we know none by that number.
    @Nullable RtpReceiveStream bySsrc(int ssrc);

    /// All sources at present.
    int count();

    RtpReceiveStream at(int index);
  }

  private final int reporterSsrc;
  private final byte[] cname;
  private final List<RtpSendStream> sent;
  private final Received received;
  private final SendPath path;
  private final DropCounts drops;
  private final RtcpWriter writer = new RtcpWriter();
  private final RtcpCursor cursor = new RtcpCursor();
  private final byte[] plain = new byte[Outbox.DATAGRAM_BYTES_MAX];
  private final int[] clockSsrcs = new int[CLOCKS_MAX];
  private final int[] clocks = new int[CLOCKS_MAX];
  private final long[] clockNs = new long[CLOCKS_MAX];
  private int clockCount;
  private @Nullable SrtpSender seal;
  private @Nullable SrtpReceiver open;
  private long roundTripNs;

  Reports(
      int reporterSsrc,
      List<RtpSendStream> sent,
      Received received,
      SendPath path,
      DropCounts drops,
      SecretSource secrets) {
    this.reporterSsrc = reporterSsrc;
    this.sent = sent;
    this.received = received;
    this.path = path;
    this.drops = drops;
    cname = HexFormat.of().formatHex(secrets.bytes(8)).getBytes(StandardCharsets.US_ASCII);
  }

  void keys(SrtpSender sender, SrtpReceiver receiver) {
    seal = sender;
    open = receiver;
  }

  /// The latest round trip known from any report, 0 before the first.
  long roundTripNs() {
    return roundTripNs;
  }

  void receive(long nowNs, Datagram datagram, Outbox<?> outbox) {
    SrtpReceiver receiver = open;
    if (receiver == null) {
      drops.add(Dropped.RTCP_TOO_EARLY);
      return;
    }
    if (datagram.length() > plain.length) {
      drops.add(Dropped.RTCP_MALFORMED);
      return;
    }
    int length = receiver.openRtcp(datagram.bytes(), datagram.offset(), datagram.length(), plain);
    if (length < 0) {
      drops.add(reason(length));
    } else if (!cursor.open(plain, 0, length)) {
      drops.add(Dropped.RTCP_MALFORMED);
    } else {
      while (cursor.next()) {
        take(nowNs, outbox);
      }
    }
  }

  private static Dropped reason(int code) {
    return switch (code) {
      case SrtpReceiver.REPLAYED -> Dropped.RTCP_REPLAYED;
      case SrtpReceiver.FORGED -> Dropped.RTCP_FORGED;
      case SrtpReceiver.TOO_MANY_SOURCES -> Dropped.RTCP_TOO_MANY_SOURCES;
      default -> Dropped.RTCP_MALFORMED;
    };
  }

  private void take(long nowNs, Outbox<?> outbox) {
    switch (cursor.item()) {
      case SENDER_INFO -> {
        RtpReceiveStream source = received.bySsrc(cursor.ssrc());
        if (source != null) {
          source.onSenderInfo(nowNs, cursor);
        }
      }
      case REPORT_BLOCK -> takeReport(nowNs);
      case NACKED -> {
        RtpSendStream stream = sentBy(cursor.ssrc());
        if (stream != null) {
          drops.nacked(stream.resend(cursor.nackedSequence(), outbox));
        }
      }
      case REFERENCE_TIME -> noteClock(nowNs);
      case DLRR -> {
        if (cursor.ssrc() == reporterSsrc && cursor.dlrrLastRr() != 0) {
          int now = NtpTime.middle32(NtpTime.ofNs(nowNs));
          roundTripNs =
              NtpTime.roundTripNs(now, cursor.dlrrLastRr(), cursor.dlrrDelaySinceLastRr());
        }
      }
      case CNAME, BYE -> {}
    }
  }

  private void takeReport(long nowNs) {
    RtpSendStream stream = sentBy(cursor.ssrc());
    if (stream != null) {
      stream.onReportBlock(nowNs, cursor);
      roundTripNs = stream.roundTripNs() == 0 ? roundTripNs : stream.roundTripNs();
    }
  }

  private @Nullable RtpSendStream sentBy(int ssrc) {
    for (int i = 0; i < sent.size(); i++) {
      if (sent.get(i).ssrc() == ssrc) {
        return sent.get(i);
      }
    }
    return null;
  }

  /// Keeps a receiver's clock until it is answered; of the same receiver the latest.
  private void noteClock(long nowNs) {
    int place = 0;
    while (place < clockCount && clockSsrcs[place] != cursor.ssrc()) {
      place++;
    }
    if (place == CLOCKS_MAX) {
      return;
    }
    clockCount = Math.max(clockCount, place + 1);
    clockSsrcs[place] = cursor.ssrc();
    clocks[place] = NtpTime.middle32(cursor.referenceTimeNtp());
    clockNs[place] = nowNs;
  }

  /// Sends a compound report: our streams, the peer's, our name, our clock, answers to its clock.
  void report(long nowNs, Outbox<?> outbox) {
    writer.begin(plain, 0);
    RtpSendStream first = nextSender(0);
    if (first == null) {
      writer.receiverReport(reporterSsrc);
    } else {
      first.writeSenderReport(nowNs, writer);
    }
    writeBlocks(nowNs);
    writeFurtherSenderReports(nowNs);
    int sender = first == null ? reporterSsrc : first.ssrc();
    writer.cname(sender, cname);
    writer.extendedReport(reporterSsrc).referenceTime(NtpTime.ofNs(nowNs));
    for (int i = 0; i < clockCount; i++) {
      writer.dlrr(clockSsrcs[i], clocks[i], NtpTime.delayUnits(nowNs - clockNs[i]));
    }
    clockCount = 0;
    send(sender, outbox);
  }

  private @Nullable RtpSendStream nextSender(int from) {
    for (int i = from; i < sent.size(); i++) {
      if (sent.get(i).hasSent()) {
        return sent.get(i);
      }
    }
    return null;
  }

  private void writeBlocks(long nowNs) {
    int blocks = 0;
    for (int i = 0; i < received.count() && blocks < BLOCKS_MAX; i++) {
      RtpReceiveStream source = received.at(i);
      if (source.hasReceived()) {
        source.writeReportBlock(nowNs, writer);
        blocks++;
      }
    }
  }

  private void writeFurtherSenderReports(long nowNs) {
    boolean isFirst = true;
    for (int i = 0, reports = 0; i < sent.size() && reports < SENDER_REPORTS_MAX; i++) {
      if (sent.get(i).hasSent()) {
        if (!isFirst) {
          sent.get(i).writeSenderReport(nowNs, writer);
          reports++;
        }
        isFirst = false;
      }
    }
  }

  /// When a lost packet is to be asked for.
  long nextRequestNs() {
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < received.count(); i++) {
      earliest = Math.min(earliest, received.at(i).nextDeadlineNs());
    }
    return earliest;
  }

  /// Asks for the lost packets that are due.
  void request(long nowNs, Outbox<?> outbox) {
    writer.begin(plain, 0).receiverReport(reporterSsrc);
    boolean any = false;
    for (int i = 0; i < received.count(); i++) {
      RtpReceiveStream stream = received.at(i);
      long before = stream.requested();
      any |= stream.writeRequests(nowNs, roundTripNs, reporterSsrc, writer);
      drops.requested(stream.requested() - before);
    }
    if (any) {
      send(reporterSsrc, outbox);
    }
  }

  private void send(int sender, Outbox<?> outbox) {
    SrtpSender sealing = seal;
    if (sealing == null || !path.isOpen()) {
      return;
    }
    int at = outbox.reserve();
    if (at >= 0) {
      int length = sealing.sealRtcp(sender, plain, 0, writer.length(), outbox.bytes(), at);
      if (length > 0) {
        outbox.commit(path.address(), length);
      }
    }
  }
}
