// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.rtc.DropCounts;
import palaver.rtc.Dropped;
import palaver.rtc.SendSlot;
import palaver.rtc.srtp.SrtpReceiveStream;
import palaver.rtc.srtp.SrtpReceiver;
import palaver.rtc.stream.RtpReceiveStream;
import palaver.wire.rtp.RtpPacketView;

/// What a client receives: one stream per slot of the server, told apart by their sources.
final class ClientSlots implements Reports.Received {
  private static final int LEVEL_SILENT = 127;

  private final List<RtpReceiveStream> streams = new ArrayList<>();
  private final int payloadType;
  private final int levelId;
  private final DropCounts drops;
  private final RtpPacketView view = new RtpPacketView();
  private final byte[] plain = new byte[Outbox.DATAGRAM_BYTES_MAX];
  private @Nullable SrtpReceiver keys;

  ClientSlots(ClientParameters parameters, DropCounts drops) {
    payloadType = parameters.opusPayloadType();
    levelId = parameters.audioLevelExtensionId();
    this.drops = drops;
    boolean asks = parameters.nack() && parameters.reports();
    for (SendSlot slot : parameters.slots()) {
      streams.add(new RtpReceiveStream(slot.ssrc(), asks));
    }
  }

  void keys(SrtpReceiver receiver) {
    keys = receiver;
  }

  @Override
  public @Nullable RtpReceiveStream bySsrc(int ssrc) {
    int index = indexOf(ssrc);
    return index < 0 ? null : streams.get(index);
  }

  private int indexOf(int ssrc) {
    for (int i = 0; i < streams.size(); i++) {
      if (streams.get(i).ssrc() == ssrc) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int count() {
    return streams.size();
  }

  @Override
  public RtpReceiveStream at(int index) {
    return streams.get(index);
  }

  /// What was heard, or null when the packet was dropped, and counted.
  ClientEvent.@Nullable Heard receive(long nowNs, Datagram datagram) {
    int length = datagram.length();
    SrtpReceiver receiver = keys;
    if (receiver == null) {
      return dropped(Dropped.RTP_TOO_EARLY);
    }
    if (length > plain.length || !view.parseHeader(datagram.bytes(), datagram.offset(), length)) {
      return dropped(Dropped.RTP_MALFORMED);
    }
    int slot = indexOf(view.ssrc());
    SrtpReceiveStream source = slot < 0 ? null : receiver.stream(view.ssrc());
    if (source == null) {
      return dropped(Dropped.RTP_TOO_MANY_SOURCES);
    }
    int payloadBytes =
        source.open(
            datagram.bytes(),
            datagram.offset(),
            length,
            view.headerBytes(),
            view.sequence(),
            plain,
            0);
    if (payloadBytes < 0) {
      return dropped(
          payloadBytes == SrtpReceiver.REPLAYED ? Dropped.RTP_REPLAYED : Dropped.RTP_FORGED);
    }
    return heard(nowNs, slot, source.index(), payloadBytes);
  }

  private ClientEvent.@Nullable Heard heard(long nowNs, int slot, long sequence, int payloadBytes) {
    if (view.payloadType() != payloadType) {
      return dropped(Dropped.RTP_WRONG_PAYLOAD_TYPE);
    }
    int padding = view.hasPadding() && payloadBytes > 0 ? plain[payloadBytes - 1] & 0xff : 0;
    if (padding > payloadBytes) {
      return dropped(Dropped.RTP_MALFORMED);
    }
    streams.get(slot).onPacket(nowNs, sequence, view.timestamp());
    int level = levelId == 0 ? -1 : view.audioLevelDbov(levelId);
    return new ClientEvent.Heard(
        slot,
        view.csrcCount() == 0 ? 0 : view.csrc(0),
        sequence,
        view.timestamp(),
        view.marker(),
        level < 0 ? LEVEL_SILENT : level,
        Arrays.copyOf(plain, payloadBytes - padding));
  }

  private ClientEvent.@Nullable Heard dropped(Dropped reason) {
    drops.add(reason);
    return null;
  }
}
