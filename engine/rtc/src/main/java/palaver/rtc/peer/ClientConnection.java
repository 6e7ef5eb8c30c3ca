// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.base.SecretSource;
import palaver.rtc.DropCounts;
import palaver.rtc.Dropped;
import palaver.rtc.SendSlot;
import palaver.rtc.SrtpKeys;
import palaver.rtc.srtp.SrtpReceiver;
import palaver.rtc.srtp.SrtpSender;
import palaver.rtc.stream.RtpReceiveStream;
import palaver.rtc.stream.RtpSendStream;
import palaver.rtc.stream.SendPath;
import palaver.wire.BigEndian;
import palaver.wire.PacketKind;
import palaver.wire.rtp.RtpHeaderFormat;

/// The client's end of one connection as an engine: it begins with checks at the first
/// [#onDeadline]. Whoever runs it brings the DTLS client.
public final class ClientConnection implements Engine<ClientCommand, ClientEvent> {

  private final ClientParameters parameters;
  private final DropCounts drops = new DropCounts();
  private final SendPath path = new SendPath();
  private final ClientChecks checks;
  private final ClientSlots slots;
  private final @Nullable RtpSendStream sending;
  private final Reports reports;
  private final Deadlines<PeerTimer> timers = new Deadlines<>(PeerTimer.class);
  private PeerState state = PeerState.NEW;
  private LossCause lossCause = LossCause.NONE;
  private boolean keyed;
  private long sequence;
  private int timestamp;
  private boolean paused = true;

  /// A connection that has not done anything yet.
  public ClientConnection(long nowNs, ClientParameters parameters, SecretSource secrets) {
    this.parameters = parameters;
    checks =
        new ClientChecks(
            nowNs,
            parameters.server(),
            IceGeneration.of(parameters.local(), parameters.remote()),
            secrets,
            drops);
    slots = new ClientSlots(parameters, drops);
    sending = sending(parameters, path);
    byte[] first = secrets.bytes(10);
    int firstSequence = BigEndian.u16(first, 0) >>> 1;
    sequence = firstSequence;
    timestamp = BigEndian.i32(first, 2);
    int reporter = sending == null ? BigEndian.i32(first, 6) : sending.ssrc();
    List<RtpSendStream> sent = sending == null ? List.of() : List.of(sending);
    reports = new Reports(reporter, sent, slots, path, drops, secrets);
    timers.set(PeerTimer.KEYS, nowNs + PeerConnection.KEYS_NS);
    timers.set(PeerTimer.LOSS, nowNs + PeerConnection.LOSS_NS);
  }

  private static @Nullable RtpSendStream sending(ClientParameters parameters, SendPath path) {
    SendSlot line = parameters.publish();
    if (line == null) {
      return null;
    }
    RtpHeaderFormat format =
        new RtpHeaderFormat(
            parameters.opusPayloadType(),
            line.ssrc(),
            false,
            parameters.midExtensionId(),
            line.mid(),
            parameters.audioLevelExtensionId());
    return new RtpSendStream(format, path, false, parameters.nack());
  }

  public PeerState state() {
    return state;
  }

  public LossCause lossCause() {
    return lossCause;
  }

  /// What was dropped.
  public DropCounts drops() {
    return drops;
  }

  /// The figures of what is sent, or null when nothing is published.
  public @Nullable RtpSendStream sending() {
    return sending;
  }

  /// The figures of what is received in a slot.
  public RtpReceiveStream received(int slot) {
    return slots.at(slot);
  }

  /// The latest known round trip, 0 before the first report.
  public long roundTripNs() {
    return reports.roundTripNs();
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<ClientEvent> outbox) {
    if (state == PeerState.LOST || datagram.source() != parameters.server()) {
      drops.add(state == PeerState.LOST ? Dropped.AFTER_LOSS : Dropped.UNKNOWN_ADDRESS);
      return;
    }
    byte[] bytes = datagram.bytes();
    int offset = datagram.offset();
    int length = datagram.length();
    switch (PacketKind.of(bytes, offset, length)) {
      case STUN -> {
        if (checks.onDatagram(nowNs, bytes, offset, length)) {
          onChecked(nowNs, outbox);
        }
      }
      case DTLS ->
          outbox.emit(
              new ClientEvent.DtlsReceived(Arrays.copyOfRange(bytes, offset, offset + length)));
      case RTP -> {
        ClientEvent.Heard heard = slots.receive(nowNs, datagram);
        if (heard != null) {
          outbox.emit(heard);
        }
      }
      case RTCP -> reports.receive(nowNs, datagram, outbox);
      case OTHER -> drops.add(Dropped.NOT_WEBRTC);
    }
  }

  private void onChecked(long nowNs, Outbox<ClientEvent> outbox) {
    path.moveTo(parameters.server());
    timers.set(PeerTimer.LOSS, nowNs + PeerConnection.LOSS_NS);
    if (keyed) {
      timers.set(PeerTimer.RECONNECTING, nowNs + PeerConnection.RECONNECTING_NS);
    }
    become(keyed ? PeerState.CONNECTED : PeerState.CHECKED, outbox);
  }

  private void become(PeerState next, Outbox<ClientEvent> outbox) {
    if (state != next) {
      state = next;
      outbox.emit(new ClientEvent.StateChanged(next));
    }
  }

  @Override
  public void onCommand(long nowNs, ClientCommand command, Outbox<ClientEvent> outbox) {
    if (state == PeerState.LOST) {
      return;
    }
    switch (command) {
      case ClientCommand.SendDtls(byte[] datagram) ->
          outbox.send(parameters.server(), datagram, 0, datagram.length);
      case ClientCommand.DtlsDone(SrtpKeys keys) -> keys(nowNs, keys, outbox);
      case ClientCommand.DtlsFailed() -> lose(LossCause.HANDSHAKE_FAILED, outbox);
      case ClientCommand.Publish publish -> publish(nowNs, publish, outbox);
      case ClientCommand.Pause(int ticks) -> {
        timestamp += ticks;
        paused = true;
      }
      case ClientCommand.RestartIce restart ->
          checks.restart(nowNs, restart.local(), restart.remote());
      case ClientCommand.CheckPath() -> checks.checkNow(nowNs);
    }
  }

  private void keys(long nowNs, SrtpKeys keys, Outbox<ClientEvent> outbox) {
    if (keyed) {
      return;
    }
    if (!keys.peerFingerprint().equals(parameters.remoteFingerprint())) {
      lose(LossCause.WRONG_FINGERPRINT, outbox);
      return;
    }
    int sources = Math.max(1, slots.count());
    Keying keying = new Keying(keys);
    SrtpSender sender = keying.sender(true);
    SrtpReceiver receiver = keying.receiver(false, sources, sources + 1);
    slots.keys(receiver);
    reports.keys(sender, receiver);
    if (sending != null) {
      sending.keys(sender);
    }
    keyed = true;
    timers.clear(PeerTimer.KEYS);
    timers.set(PeerTimer.RECONNECTING, nowNs + PeerConnection.RECONNECTING_NS);
    if (parameters.reports()) {
      timers.set(PeerTimer.REPORT, nowNs + Reports.PERIOD_NS);
    }
    become(PeerState.CONNECTED, outbox);
  }

  private void publish(long nowNs, ClientCommand.Publish publish, Outbox<ClientEvent> outbox) {
    int now = timestamp;
    timestamp += publish.ticks();
    if (sending == null || !sending.isReady()) {
      return;
    }
    int length = publish.opus().length;
    sending.send(
        nowNs,
        sequence++,
        now,
        paused,
        0,
        publish.levelDbov(),
        publish.voiced(),
        Arrays.copyOf(publish.opus(), length + RtpSendStream.PADDED_TO_BYTES),
        length,
        outbox);
    paused = false;
  }

  private void lose(LossCause cause, Outbox<ClientEvent> outbox) {
    lossCause = cause;
    path.close();
    become(PeerState.LOST, outbox);
  }

  @Override
  public void onDeadline(long nowNs, Outbox<ClientEvent> outbox) {
    if (state == PeerState.LOST) {
      return;
    }
    if (timers.expire(PeerTimer.LOSS, nowNs)) {
      lose(LossCause.NO_CHECKS, outbox);
    } else if (timers.expire(PeerTimer.KEYS, nowNs)) {
      lose(LossCause.NO_KEYS, outbox);
    } else if (timers.expire(PeerTimer.RECONNECTING, nowNs)) {
      become(PeerState.RECONNECTING, outbox);
    }
    if (state == PeerState.LOST) {
      return;
    }
    checks.onDeadline(nowNs, outbox);
    if (timers.expire(PeerTimer.REPORT, nowNs)) {
      timers.set(PeerTimer.REPORT, nowNs + Reports.PERIOD_NS);
      reports.report(nowNs, outbox);
    }
    if (reports.nextRequestNs() <= nowNs) {
      reports.request(nowNs, outbox);
    }
  }

  @Override
  public long nextDeadlineNs() {
    if (state == PeerState.LOST) {
      return Deadlines.NEVER;
    }
    long earliest = Math.min(timers.earliestNs(), checks.nextDeadlineNs());
    return Math.min(earliest, reports.nextRequestNs());
  }
}
