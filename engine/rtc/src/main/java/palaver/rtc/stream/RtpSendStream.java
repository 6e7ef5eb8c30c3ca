// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import org.jspecify.annotations.Nullable;
import palaver.base.Outbox;
import palaver.rtc.srtp.SrtpSendStream;
import palaver.rtc.srtp.SrtpSender;
import palaver.wire.rtcp.NtpTime;
import palaver.wire.rtcp.RtcpCursor;
import palaver.wire.rtcp.RtcpWriter;
import palaver.wire.rtp.RtpHeaderFormat;
import palaver.wire.rtp.RtpHeaderWriter;

/// One stream that we send: headers, sealing, retransmission, and the figures for its reports.
public final class RtpSendStream {
  /// Voice at a usual bit rate varies by some ten bytes from packet to packet. With coarse steps
  /// most packets of one moment are equal in size, and those for one peer can leave together.
  public static final int PADDED_TO_BYTES = 32;

  private static final int PADDING_BIT = 0x20;

  private final RtpHeaderWriter header;
  private final int ssrc;
  private final SendPath path;
  private final boolean pads;
  private final @Nullable RetransmissionBuffer buffer;
  private @Nullable SrtpSendStream seal;

  private long packets;
  private long payloadBytes;
  private long resentPackets;
  private long newest = -1;
  private int newestTimestamp;
  private long newestNs;
  private int remoteFractionLost;
  private long remoteLost;
  private long remoteJitterTicks;
  private long roundTripNs;

  /// A stream without keys yet.
  ///
  /// @param pads whether payloads are padded to the next multiple of [#PADDED_TO_BYTES]
  /// @param nack whether the peer may ask for lost packets
  public RtpSendStream(RtpHeaderFormat format, SendPath path, boolean pads, boolean nack) {
    header = new RtpHeaderWriter(format);
    ssrc = format.ssrc();
    this.path = path;
    this.pads = pads;
    buffer = nack ? new RetransmissionBuffer() : null;
  }

  public void keys(SrtpSender sender) {
    seal = sender.stream(ssrc);
  }

  public int ssrc() {
    return ssrc;
  }

  /// Whether there are keys and somewhere to send to.
  public boolean isReady() {
    return seal != null && path.isOpen();
  }

  /// Sends one packet. The array of the payload has room for the padding behind it.
  ///
  /// @param sequence with the wraps counted in front of its 16 bits
  /// @param csrc is ignored when the stream's format has none
  /// @return whether it was sent: not without keys or path, not when it is too large or the outbox
  ///   is full, and no sequence number twice
  public boolean send(
      long nowNs,
      long sequence,
      int timestamp,
      boolean marker,
      int csrc,
      int levelDbov,
      boolean voiced,
      byte[] payload,
      int payloadLength,
      Outbox<?> outbox) {
    SrtpSendStream sealing = seal;
    if (sealing == null || !path.isOpen()) {
      return false;
    }
    int padding = pads ? -payloadLength & (PADDED_TO_BYTES - 1) : 0;
    int plainBytes = payloadLength + padding;
    int headerBytes = header.headerBytes();
    if (headerBytes + plainBytes + sealing.overheadBytes() > Outbox.DATAGRAM_BYTES_MAX) {
      return false;
    }
    int at = outbox.reserve();
    if (at < 0) {
      return false;
    }
    byte[] out = outbox.bytes();
    header.write(out, at, marker, (int) sequence, timestamp, csrc, levelDbov, voiced);
    if (padding > 0) {
      out[at] |= PADDING_BIT;
      pad(payload, payloadLength, padding);
    }
    int length = sealing.seal(sequence, payload, 0, plainBytes, out, at, headerBytes);
    if (length < 0) {
      return false;
    }
    if (buffer != null) {
      buffer.keep((int) sequence, out, at, length);
    }
    outbox.commit(path.address(), length);
    note(nowNs, sequence, timestamp, payloadLength);
    return true;
  }

  private static void pad(byte[] payload, int from, int count) {
    for (int i = 0; i < count - 1; i++) {
      payload[from + i] = 0;
    }
    payload[from + count - 1] = (byte) count;
  }

  private void note(long nowNs, long sequence, int timestamp, int payloadLength) {
    packets++;
    payloadBytes += payloadLength;
    if (sequence > newest) {
      newest = sequence;
      newestTimestamp = timestamp;
      newestNs = nowNs;
    }
  }

  /// The highest sequence number sent, or -1 before the first.
  public long newest() {
    return newest;
  }

  /// The timestamp of the newest packet.
  public int newestTimestamp() {
    return newestTimestamp;
  }

  /// When the newest packet was sent.
  public long newestNs() {
    return newestNs;
  }

  /// The stream's own clock: the newest timestamp and the time since, in ticks.
  int timestampAt(long nowNs) {
    return newestTimestamp + (int) RtpTime.ticks(nowNs - newestNs);
  }

  /// Sends a lost packet again, as it was.
  ///
  /// @param sequence 0 to 65535
  public void resend(int sequence, Outbox<?> outbox) {
    if (buffer != null && path.isOpen() && buffer.resend(sequence, path.address(), outbox)) {
      resentPackets++;
    }
  }

  /// Whether there is anything to report.
  public boolean hasSent() {
    return packets > 0;
  }

  /// Starts a sender report about this stream.
  public void writeSenderReport(long nowNs, RtcpWriter writer) {
    writer.senderReport(ssrc, NtpTime.ofNs(nowNs), timestampAt(nowNs), packets, payloadBytes);
  }

  /// Takes the peer's report about this stream.
  public void onReportBlock(long nowNs, RtcpCursor report) {
    remoteFractionLost = report.reportFractionLost();
    remoteLost = report.reportCumulativeLost();
    remoteJitterTicks = report.reportJitterTicks();
    if (report.reportLastSr() != 0) {
      roundTripNs =
          NtpTime.roundTripNs(
              NtpTime.middle32(NtpTime.ofNs(nowNs)),
              report.reportLastSr(),
              report.reportDelaySinceLastSr());
    }
  }

  public long packets() {
    return packets;
  }

  public long payloadBytes() {
    return payloadBytes;
  }

  public long resentPackets() {
    return resentPackets;
  }

  /// The share that the peer missed lately, in 1/256.
  public int remoteFractionLost() {
    return remoteFractionLost;
  }

  /// How many packets the peer misses in all.
  public long remoteLost() {
    return remoteLost;
  }

  /// The interarrival jitter that the peer reported last.
  public long remoteJitterTicks() {
    return remoteJitterTicks;
  }

  /// The round trip that the peer's last report gave, 0 before the first.
  public long roundTripNs() {
    return roundTripNs;
  }
}
