// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.channel;

import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.base.SecretSource;
import palaver.rtc.sctp.Delivery;
import palaver.rtc.sctp.SctpAssociation;
import palaver.rtc.sctp.SctpState;

/// The data channels of one peer: SCTP packets go in and out, the DTLS connection below carries and
/// protects them.
///
/// A channel is open once its opening was acknowledged, or at once at the end that was asked. The
/// DTLS client numbers its channels even, the server odd (RFC 8832, section 6). A channel ends with
/// its association. Not for several threads.
public final class DataChannels implements Engine<ChannelCommand, ChannelEvent> {

  private static final int CONTROL = 50;
  private static final int TEXT = 51;
  private static final int BYTES = 53;
  private static final int EMPTY_TEXT = 56;
  private static final int EMPTY_BYTES = 57;
  private static final byte[] ACK = {OpenMessage.ACK_TYPE};
  private static final byte[] FILLER = {0};

  /// A channel and whether it may be used yet.
  private record Channel(OpenMessage open, Delivery delivery, boolean usable) {}

  private final ChannelLimits limits;
  private final ChannelMessages messages;
  private final SctpAssociation association;
  private final @Nullable Channel[] channels;
  private final int firstChannel;
  private @Nullable Outbox<ChannelEvent> current;
  private boolean connected;
  private boolean over;
  private long refusedMessages;

  /// Channels that wait for [ChannelCommand.Connect] or for the peer.
  ///
  /// @param dtlsClient whether we are the client of the DTLS connection
  /// @param messages takes what arrives
  public DataChannels(
      ChannelLimits limits, boolean dtlsClient, SecretSource secrets, ChannelMessages messages) {
    this.limits = limits;
    this.messages = messages;
    association = new SctpAssociation(limits.sctp(), secrets, this::onMessage);
    channels = new Channel[limits.sctp().streams()];
    firstChannel = dtlsClient ? 0 : 1;
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<ChannelEvent> outbox) {
    current = outbox;
    association.onPacket(nowNs, datagram.bytes(), datagram.offset(), datagram.length(), outbox);
    current = null;
    tellState(outbox);
  }

  private void tellState(Outbox<ChannelEvent> outbox) {
    SctpState state = association.state();
    if (state == SctpState.ESTABLISHED && !connected) {
      connected = true;
      outbox.emit(new ChannelEvent.Connected());
    } else if (state == SctpState.LOST && !over) {
      over = true;
      outbox.emit(new ChannelEvent.Lost());
    }
  }

  private void onMessage(
      long nowNs, int stream, int protocol, byte[] bytes, int offset, int lengthBytes) {
    if (protocol == CONTROL) {
      onControl(nowNs, stream, bytes, offset, lengthBytes);
    } else if (channels[stream] == null) {
      refusedMessages++;
    } else {
      switch (protocol) {
        case TEXT -> messages.onMessage(nowNs, stream, true, bytes, offset, lengthBytes);
        case BYTES -> messages.onMessage(nowNs, stream, false, bytes, offset, lengthBytes);
        case EMPTY_TEXT -> messages.onMessage(nowNs, stream, true, bytes, offset, 0);
        case EMPTY_BYTES -> messages.onMessage(nowNs, stream, false, bytes, offset, 0);
        default -> refusedMessages++;
      }
    }
  }

  private void onControl(long nowNs, int stream, byte[] bytes, int offset, int lengthBytes) {
    Outbox<ChannelEvent> outbox = current;
    if (outbox == null) {
      return;
    }
    Channel known = channels[stream];
    if (bytes[offset] == OpenMessage.ACK_TYPE && known != null && !known.usable()) {
      use(stream, known.open(), outbox);
      return;
    }
    OpenMessage open = OpenMessage.parse(bytes, offset, lengthBytes);
    if (open == null || known != null || stream % 2 == firstChannel) {
      refusedMessages++;
      return;
    }
    prepare(stream, open.options());
    use(stream, open, outbox);
    association.send(nowNs, stream, CONTROL, Delivery.RELIABLE, ACK, 0, ACK.length, outbox);
  }

  private void prepare(int stream, ChannelOptions options) {
    boolean lossy = options.isLossy();
    int most = lossy ? limits.lossyQueueMessages() : limits.reliableQueueMessages();
    association.open(stream, most, lossy);
  }

  private void use(int stream, OpenMessage open, Outbox<ChannelEvent> outbox) {
    channels[stream] = new Channel(open, open.options().delivery(), true);
    outbox.emit(new ChannelEvent.Opened(stream, open.label(), open.protocol(), open.options()));
  }

  @Override
  public void onCommand(long nowNs, ChannelCommand command, Outbox<ChannelEvent> outbox) {
    switch (command) {
      case ChannelCommand.Connect() -> association.connect(nowNs, outbox);
      case ChannelCommand.Open(var label, var protocol, var options) ->
          open(nowNs, new OpenMessage(label, protocol, options), outbox);
      case ChannelCommand.Close() -> association.abort(outbox);
    }
    tellState(outbox);
  }

  private void open(long nowNs, OpenMessage open, Outbox<ChannelEvent> outbox) {
    byte[] bytes = open.encode();
    int stream = firstChannel;
    while (stream < channels.length && channels[stream] != null) {
      stream += 2;
    }
    if (bytes == null || stream >= channels.length) {
      outbox.emit(new ChannelEvent.Refused(open.label()));
      return;
    }
    channels[stream] = new Channel(open, open.options().delivery(), false);
    prepare(stream, open.options());
    association.send(nowNs, stream, CONTROL, Delivery.RELIABLE, bytes, 0, bytes.length, outbox);
  }

  /// Sends one message of a channel.
  ///
  /// @return false when it was refused: the channel is not open, too much waits in a reliable one,
  ///   or the message is too large. A channel that may lose takes it and drops its oldest instead.
  public boolean send(
      long nowNs,
      int channel,
      boolean text,
      byte[] bytes,
      int offset,
      int lengthBytes,
      Outbox<ChannelEvent> outbox) {
    Channel open = channel < 0 || channel >= channels.length ? null : channels[channel];
    if (open == null || !open.usable()) {
      return false;
    }
    if (lengthBytes == 0) {
      int empty = text ? EMPTY_TEXT : EMPTY_BYTES;
      return association.send(nowNs, channel, empty, open.delivery(), FILLER, 0, 1, outbox);
    }
    return association.send(
        nowNs, channel, text ? TEXT : BYTES, open.delivery(), bytes, offset, lengthBytes, outbox);
  }

  @Override
  public void onDeadline(long nowNs, Outbox<ChannelEvent> outbox) {
    association.onDeadline(nowNs, outbox);
    tellState(outbox);
  }

  @Override
  public long nextDeadlineNs() {
    return association.nextDeadlineNs();
  }

  /// The association below, to ask for its figures.
  public SctpAssociation association() {
    return association;
  }

  /// Messages on no open channel, of no known kind, or no proper opening.
  public long refusedMessages() {
    return refusedMessages;
  }
}
