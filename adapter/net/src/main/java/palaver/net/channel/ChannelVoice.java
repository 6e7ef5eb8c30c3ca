// SPDX-License-Identifier: Apache-2.0
package palaver.net.channel;

import org.jspecify.annotations.Nullable;
import palaver.audio.session.VoiceCommand;
import palaver.audio.session.VoiceEvent;
import palaver.audio.session.VoiceSession;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.base.SecretSource;
import palaver.net.dtls.DtlsRole;
import palaver.net.dtls.SecureLink;
import palaver.rtc.channel.ChannelCommand;
import palaver.rtc.channel.ChannelEvent;
import palaver.rtc.channel.ChannelLimits;
import palaver.rtc.channel.ChannelOptions;
import palaver.rtc.channel.DataChannels;
import palaver.rtc.sctp.SctpFigures;

/// Drives one voice session over a data channel named `voice`: unordered, nothing sent again, each
/// message one RTP packet of the session. It starts the session when the channel opens.
///
/// When the path stands still, the three newest packets wait (60 ms of 20 ms frames); older ones
/// are dropped, because sound that comes later than that is not played any more.
///
/// It has no clock and no thread: whoever owns the socket, the microphone and the speaker calls it,
/// one at a time.
public final class ChannelVoice {

  /// The channel's label; channels of other names are none of ours.
  public static final String LABEL = "voice";

  private static final int PEER = 0;
  private static final int DATAGRAMS_MAX = 64;

  private final VoiceSession session;
  private final SecureLink link;
  private final boolean opens;
  private final DataChannels channels;
  private final Outbox<ChannelEvent> packets =
      new Outbox<>(DATAGRAMS_MAX, DATAGRAMS_MAX * (Outbox.DATAGRAM_BYTES_MAX + 64));
  private final Outbox<VoiceEvent> frames =
      new Outbox<>(DATAGRAMS_MAX, DATAGRAMS_MAX * (Outbox.DATAGRAM_BYTES_MAX + 64));
  private final Datagram packet = new Datagram();
  private final Datagram frame = new Datagram();
  private int channel = -1;
  private long nowNs;
  private boolean lost;
  private @Nullable ChannelOptions options;

  /// Voice over an open link.
  ///
  /// @param session that has not started
  /// @param role ours in the DTLS connection; the client opens the channel
  public ChannelVoice(VoiceSession session, SecureLink link, DtlsRole role, SecretSource secrets) {
    this.session = session;
    this.link = link;
    opens = role == DtlsRole.CLIENT;
    channels = new DataChannels(ChannelLimits.DEFAULT, opens, secrets, this::onMessage);
  }

  /// Begins the association; the client asks for the channel.
  public void start(long atNs) {
    nowNs = atNs;
    channels.onCommand(atNs, new ChannelCommand.Connect(), packets);
    if (opens) {
      ChannelCommand open = new ChannelCommand.Open(LABEL, "", ChannelOptions.VOICE);
      channels.onCommand(atNs, open, packets);
    }
    drain();
  }

  /// Takes a datagram of the peer as it came from the socket.
  public void received(long atNs, byte[] datagram) {
    nowNs = atNs;
    if (link.received(datagram)) {
      link.read(this::onPacket);
      drain();
    }
  }

  private void onPacket(byte[] bytes, int offset, int lengthBytes) {
    packet.set(bytes, offset, lengthBytes, PEER);
    channels.onDatagram(nowNs, packet, packets);
  }

  private void onMessage(
      long atNs, int from, boolean text, byte[] bytes, int offset, int lengthBytes) {
    if (from == channel && !text) {
      frame.set(bytes, offset, lengthBytes, PEER);
      session.onDatagram(atNs, frame, frames);
    }
  }

  /// Speaks: `samples` samples per channel at 48 kHz.
  public void send(long atNs, short[] pcm, int offset, int samples) {
    nowNs = atNs;
    session.send(atNs, pcm, offset, samples, frames);
    for (int i = 0; i < frames.datagramCount(); i++) {
      channels.send(
          atNs, channel, false, frames.bytes(), frames.offset(i), frames.length(i), packets);
    }
    frames.clear();
    drain();
  }

  /// Hears: the next 10 ms.
  ///
  /// @return false when all of it is silence because nothing plays
  public boolean receive(long atNs, short[] pcm, int offset) {
    return session.receive(atNs, pcm, offset);
  }

  public void onDeadline(long atNs) {
    nowNs = atNs;
    channels.onDeadline(atNs, packets);
    drain();
  }

  /// When [#onDeadline] must be called next.
  public long nextDeadlineNs() {
    return channels.nextDeadlineNs();
  }

  /// Ends session, channel and association; the link stays its owner's.
  public void close(long atNs) {
    nowNs = atNs;
    channels.onCommand(atNs, new ChannelCommand.Close(), packets);
    drain();
  }

  private void drain() {
    for (ChannelEvent event : packets.events()) {
      switch (event) {
        case ChannelEvent.Opened opened -> onOpened(opened);
        case ChannelEvent.Lost() -> {
          lost = true;
          session.onCommand(nowNs, new VoiceCommand.Close(), frames);
        }
        case ChannelEvent.Connected(), ChannelEvent.Refused(_) -> {}
      }
    }
    for (int i = 0; i < packets.datagramCount(); i++) {
      link.send(packets.bytes(), packets.offset(i), packets.length(i));
    }
    packets.clear();
    frames.clear();
  }

  private void onOpened(ChannelEvent.Opened opened) {
    if (channel < 0 && opened.label().equals(LABEL)) {
      channel = opened.channel();
      options = opened.options();
      session.onCommand(nowNs, new VoiceCommand.Start(PEER), frames);
    }
  }

  /// Whether the channel is open.
  public boolean isOpen() {
    return channel >= 0 && !lost;
  }

  /// What the channel promises, as both ends know it; null before it opens.
  public @Nullable ChannelOptions options() {
    return options;
  }

  /// The association's figures.
  public SctpFigures figures() {
    return channels.association().figures();
  }

  /// Packets of ours that made place for newer ones because the path stood still.
  public long droppedUnsent() {
    return channel < 0 ? 0 : channels.association().droppedUnsent(channel);
  }

  /// Packets of ours that wait.
  public int queued() {
    return channel < 0 ? 0 : channels.association().queued(channel);
  }
}
