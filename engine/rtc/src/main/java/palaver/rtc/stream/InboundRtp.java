// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.stream;

import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;
import palaver.rtc.DropCounts;
import palaver.rtc.Dropped;
import palaver.rtc.srtp.SrtpReceiveStream;
import palaver.rtc.srtp.SrtpReceiver;
import palaver.wire.rtp.RtpPacketView;

/// The one publication of a peer. A new source follows the one before, whose late packets are then
/// dropped; the peer may change its source a few times in the life of a connection.
public final class InboundRtp {
  private static final int LEVEL_SILENT = 127;

  private final InboundFormat format;
  private final byte[] mid;
  private final DropCounts drops;
  private final RtpPacketView view = new RtpPacketView();
  private final int[] formerSources;
  private int formerCount;
  private @Nullable SrtpReceiver keys;
  private @Nullable RtpReceiveStream current;

  /// A publication of which nothing has come yet.
  ///
  /// @param sourcesMax how many sources the connection may have
  public InboundRtp(InboundFormat format, int sourcesMax, DropCounts drops) {
    this.format = format;
    this.drops = drops;
    mid = format.midBytes();
    formerSources = new int[sourcesMax];
  }

  public void keys(SrtpReceiver receiver) {
    keys = receiver;
  }

  /// The figures of the present source, or null before the first packet.
  public @Nullable RtpReceiveStream current() {
    return current;
  }

  /// When a lost packet is to be asked for.
  public long nextDeadlineNs() {
    return current == null ? Deadlines.NEVER : current.nextDeadlineNs();
  }

  /// Opens and checks one SRTP packet; false when it was dropped, and counted.
  public boolean receive(long nowNs, byte[] bytes, int offset, int length, ReceivedRtp into) {
    SrtpReceiver receiver = keys;
    if (receiver == null) {
      return dropped(Dropped.RTP_TOO_EARLY);
    }
    if (length > into.bytes().length || !view.parseHeader(bytes, offset, length)) {
      return dropped(Dropped.RTP_MALFORMED);
    }
    SrtpReceiveStream source = receiver.stream(view.ssrc());
    if (source == null) {
      return dropped(Dropped.RTP_TOO_MANY_SOURCES);
    }
    int payloadBytes =
        source.open(bytes, offset, length, view.headerBytes(), view.sequence(), into.bytes(), 0);
    if (payloadBytes < 0) {
      return dropped(reason(payloadBytes));
    }
    payloadBytes -= paddingBytes(into.bytes(), payloadBytes);
    return isWanted(payloadBytes) && accept(nowNs, source.index(), payloadBytes, into);
  }

  private boolean dropped(Dropped reason) {
    drops.add(reason);
    return false;
  }

  private static Dropped reason(int code) {
    return switch (code) {
      case SrtpReceiver.REPLAYED -> Dropped.RTP_REPLAYED;
      case SrtpReceiver.FORGED -> Dropped.RTP_FORGED;
      default -> Dropped.RTP_MALFORMED;
    };
  }

  /// The padding that the last byte of the payload counts; the whole payload when it counts wrong.
  private int paddingBytes(byte[] payload, int payloadBytes) {
    if (!view.hasPadding()) {
      return 0;
    }
    int count = payloadBytes == 0 ? 0 : payload[payloadBytes - 1] & 0xff;
    return count == 0 || count > payloadBytes ? payloadBytes : count;
  }

  /// Whether the authentic packet belongs to the publication.
  private boolean isWanted(int payloadBytes) {
    if (payloadBytes == 0) {
      return dropped(Dropped.RTP_MALFORMED);
    }
    if (format.mid() == null || !isOnLine()) {
      return dropped(Dropped.RTP_NOT_PUBLISHED);
    }
    if (view.payloadType() != format.payloadType()) {
      return dropped(Dropped.RTP_WRONG_PAYLOAD_TYPE);
    }
    for (int i = 0; i < formerCount; i++) {
      if (formerSources[i] == view.ssrc()) {
        return dropped(Dropped.RTP_FORMER_SOURCE);
      }
    }
    return true;
  }

  private boolean isOnLine() {
    int id = format.midExtensionId();
    return id == 0 || view.extensionAt(id) < 0 || view.extensionEquals(id, mid);
  }

  private boolean accept(long nowNs, long sequence, int payloadBytes, ReceivedRtp into) {
    RtpReceiveStream stream = current;
    if (stream == null || stream.ssrc() != view.ssrc()) {
      stream = follow(stream);
    }
    stream.onPacket(nowNs, sequence, view.timestamp());
    int levelId = format.audioLevelExtensionId();
    int level = levelId == 0 ? -1 : view.audioLevelDbov(levelId);
    into.arrivalNs = nowNs;
    into.payloadBytes = payloadBytes;
    into.sequence = sequence;
    into.timestamp = view.timestamp();
    into.ssrc = view.ssrc();
    into.payloadType = view.payloadType();
    into.marker = view.marker();
    into.levelDbov = level < 0 ? LEVEL_SILENT : level;
    into.voiced = level >= 0 && view.audioLevelVoiced(levelId);
    return true;
  }

  private RtpReceiveStream follow(@Nullable RtpReceiveStream former) {
    if (former != null) {
      formerSources[formerCount++] = former.ssrc();
    }
    RtpReceiveStream next = new RtpReceiveStream(view.ssrc(), format.nack());
    current = next;
    return next;
  }
}
