// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Outbox;
import palaver.base.SecretSource;
import palaver.rtc.ConnectionParameters;
import palaver.rtc.ConnectionQuality;
import palaver.rtc.DropCounts;
import palaver.rtc.Dropped;
import palaver.rtc.IceCredentials;
import palaver.rtc.SendSlot;
import palaver.rtc.SrtpKeys;
import palaver.rtc.srtp.SrtpReceiver;
import palaver.rtc.srtp.SrtpSender;
import palaver.rtc.stream.InboundFormat;
import palaver.rtc.stream.InboundRtp;
import palaver.rtc.stream.OutboundRtp;
import palaver.rtc.stream.ReceivedRtp;
import palaver.rtc.stream.RtpReceiveStream;
import palaver.rtc.stream.RtpSendStream;
import palaver.rtc.stream.RtpTime;
import palaver.rtc.stream.SendPath;
import palaver.wire.BigEndian;
import palaver.wire.rtp.RtpHeaderFormat;
import palaver.wire.stun.StunMessage;

/// The server's end of one connection. Its owner looks at [#state] after each call that may change
/// it: a STUN datagram, [#keys], [#handshakeFailed] and [#onDeadline].
public final class PeerConnection {
  static final long KEYS_NS = 15_000_000_000L;
  static final long RECONNECTING_NS = 6_000_000_000L;
  static final long LOSS_NS = 30_000_000_000L;

  private final int number;
  private final ConnectionParameters parameters;
  private final PeerSettings.Limits limits;
  private final DropCounts drops;
  private final SendPath path = new SendPath();
  private final IceLite ice;
  private final InboundRtp inbound;
  private final List<OutboundRtp> slots;
  private final Reports reports;
  private final EarlyPackets early;
  private final Deadlines<PeerTimer> timers = new Deadlines<>(PeerTimer.class);
  private PeerState state = PeerState.NEW;
  private LossCause lossCause = LossCause.NONE;
  private boolean keyed;
  private long lastCheckNs;

  PeerConnection(long nowNs, int number, ConnectionParameters parameters, PeerTable table) {
    this.number = number;
    this.parameters = parameters;
    limits = table.settings().limits();
    drops = table.drops();
    early = new EarlyPackets(limits.earlyPacketsMax());
    ice =
        new IceLite(
            this,
            table,
            path,
            limits.addressesMax(),
            IceGeneration.of(parameters.local(), parameters.remote()));
    inbound = new InboundRtp(inboundFormat(parameters), limits.publisherSsrcsMax(), drops);
    slots = slots(parameters, path, table);
    reports =
        new Reports(
            reporterSsrc(parameters, table.secrets()),
            slots.stream().map(OutboundRtp::stream).toList(),
            new Published(inbound),
            path,
            drops,
            table.secrets());
    lastCheckNs = nowNs;
    timers.set(PeerTimer.KEYS, nowNs + KEYS_NS);
    timers.set(PeerTimer.LOSS, nowNs + LOSS_NS);
    ice.open();
  }

  private static InboundFormat inboundFormat(ConnectionParameters parameters) {
    return new InboundFormat(
        parameters.publishMid(),
        parameters.opusPayloadType(),
        parameters.midExtensionId(),
        parameters.audioLevelExtensionId(),
        parameters.nack());
  }

  private static List<OutboundRtp> slots(
      ConnectionParameters parameters, SendPath path, PeerTable table) {
    List<OutboundRtp> slots = new ArrayList<>();
    for (SendSlot slot : parameters.slots()) {
      RtpHeaderFormat format =
          new RtpHeaderFormat(
              parameters.opusPayloadType(),
              slot.ssrc(),
              true,
              parameters.midExtensionId(),
              slot.mid(),
              parameters.audioLevelExtensionId());
      byte[] first = table.secrets().bytes(6);
      slots.add(
          new OutboundRtp(
              new RtpSendStream(format, path, table.settings().padPayloads(), parameters.nack()),
              path,
              BigEndian.u16(first, 0) >>> 1,
              BigEndian.i32(first, 2)));
    }
    return List.copyOf(slots);
  }

  private static int reporterSsrc(ConnectionParameters parameters, SecretSource secrets) {
    return parameters.slots().isEmpty()
        ? BigEndian.i32(secrets.bytes(4), 0)
        : parameters.slots().getFirst().ssrc();
  }

  /// The sources of the one publication: its present one.
  private record Published(InboundRtp inbound) implements Reports.Received {
    @Override
    public @Nullable RtpReceiveStream bySsrc(int ssrc) {
      RtpReceiveStream current = inbound.current();
      return current != null && current.ssrc() == ssrc ? current : null;
    }

    @Override
    public int count() {
      return inbound.current() == null ? 0 : 1;
    }

    @Override
    public RtpReceiveStream at(int index) {
      RtpReceiveStream current = inbound.current();
      if (current == null || index != 0) {
        throw new IndexOutOfBoundsException(index);
      }
      return current;
    }
  }

  /// The owner's number for it.
  public int number() {
    return number;
  }

  public PeerState state() {
    return state;
  }

  public LossCause lossCause() {
    return lossCause;
  }

  /// When the last check was verified; the start when none was.
  public long lastCheckNs() {
    return lastCheckNs;
  }

  /// The latest known round trip, 0 before the first report.
  public long roundTripNs() {
    return reports.roundTripNs();
  }

  /// How well packets travelled since the connection began.
  public ConnectionQuality quality() {
    RtpReceiveStream in = inbound.current();
    long packetsOut = 0;
    long lostOut = 0;
    long jitterOutTicks = 0;
    for (int i = 0; i < slots.size(); i++) {
      RtpSendStream out = slots.get(i).stream();
      packetsOut += out.packets();
      lostOut += Math.max(0, out.remoteLost());
      jitterOutTicks = Math.max(jitterOutTicks, out.remoteJitterTicks());
    }
    return new ConnectionQuality(
        in == null ? 0 : in.packets(),
        in == null ? 0 : in.lost(),
        in == null ? 0 : RtpTime.spanNs(in.jitterTicks()),
        packetsOut,
        lostOut,
        RtpTime.spanNs(jitterOutTicks),
        reports.roundTripNs());
  }

  /// The publication and its figures.
  public InboundRtp inbound() {
    return inbound;
  }

  /// Begins a new ICE generation; the old one stays valid until a check with the new is verified.
  public void restartIce(IceCredentials local, IceCredentials remote) {
    if (state != PeerState.LOST) {
      ice.restart(local, remote);
    }
  }

  boolean onCheck(long nowNs, StunMessage request, int source, Outbox<?> outbox) {
    if (state == PeerState.LOST) {
      drops.add(Dropped.AFTER_LOSS);
      return false;
    }
    if (!ice.onRequest(nowNs, request, source, outbox)) {
      return false;
    }
    lastCheckNs = nowNs;
    timers.set(PeerTimer.LOSS, nowNs + LOSS_NS);
    if (keyed) {
      state = PeerState.CONNECTED;
      timers.set(PeerTimer.RECONNECTING, nowNs + RECONNECTING_NS);
    } else {
      state = PeerState.CHECKED;
    }
    return true;
  }

  void forget(int address) {
    ice.forget(address);
  }

  /// Whether a DTLS datagram found by [PeerTable#of] is to be given to the handshake.
  public boolean acceptsDtls() {
    if (state == PeerState.NEW || state == PeerState.LOST) {
      drops.add(Dropped.DTLS_UNEXPECTED);
      return false;
    }
    return true;
  }

  /// Sends one DTLS datagram to the peer; dropped when there is no path or it is too large.
  public void sendDtls(byte[] datagram, Outbox<?> outbox) {
    boolean fits = datagram.length > 0 && datagram.length <= Outbox.DATAGRAM_BYTES_MAX;
    if (path.isOpen() && fits && outbox.send(path.address(), datagram, 0, datagram.length)) {
      return;
    }
    drops.add(Dropped.DTLS_UNEXPECTED);
  }

  /// The handshake is done. A certificate other than the SDP's loses the connection. Packets that
  /// came before are then given by [#nextEarlyRtp]. Only the first keys count.
  public void keys(long nowNs, SrtpKeys keys) {
    if (keyed || state == PeerState.LOST) {
      return;
    }
    if (!keys.peerFingerprint().equals(parameters.remoteFingerprint())) {
      lose(LossCause.WRONG_FINGERPRINT);
      return;
    }
    Keying keying = new Keying(keys);
    SrtpSender sender = keying.sender(false);
    SrtpReceiver receiver =
        keying.receiver(true, limits.publisherSsrcsMax(), limits.rtcpSsrcsMax());
    inbound.keys(receiver);
    reports.keys(sender, receiver);
    slots.forEach(slot -> slot.stream().keys(sender));
    keyed = true;
    timers.clear(PeerTimer.KEYS);
    timers.set(PeerTimer.REPORT, nowNs + Reports.PERIOD_NS);
    timers.set(PeerTimer.RECONNECTING, lastCheckNs + RECONNECTING_NS);
    state = PeerState.CONNECTED;
  }

  public void handshakeFailed() {
    if (!keyed) {
      lose(LossCause.HANDSHAKE_FAILED);
    }
  }

  private void lose(LossCause cause) {
    if (state != PeerState.LOST) {
      state = PeerState.LOST;
      lossCause = cause;
      path.close();
      early.clear();
      for (PeerTimer timer : PeerTimer.values()) {
        timers.clear(timer);
      }
    }
  }

  /// Takes an SRTP datagram. True when `into` now holds a packet that is new and authentic, of the
  /// one publication, and Opus.
  public boolean receiveRtp(long nowNs, Datagram datagram, ReceivedRtp into) {
    if (state == PeerState.LOST) {
      drops.add(Dropped.AFTER_LOSS);
      return false;
    }
    if (!keyed) {
      if (!early.add(datagram)) {
        drops.add(Dropped.RTP_TOO_EARLY);
      }
      return false;
    }
    return inbound.receive(nowNs, datagram.bytes(), datagram.offset(), datagram.length(), into);
  }

  /// Gives the next of the packets that came before the keys; false when there is none (left).
  public boolean nextEarlyRtp(long nowNs, ReceivedRtp into) {
    while (keyed && early.hasNext()) {
      byte[] packet = early.next();
      if (inbound.receive(nowNs, packet, 0, packet.length, into)) {
        return true;
      }
    }
    return false;
  }

  /// Takes an SRTCP datagram: reports are noted, lost packets are sent again.
  public void receiveRtcp(long nowNs, Datagram datagram, Outbox<?> outbox) {
    if (state == PeerState.LOST) {
      drops.add(Dropped.AFTER_LOSS);
    } else {
      reports.receive(nowNs, datagram, outbox);
    }
  }

  public int slotCount() {
    return slots.size();
  }

  /// One slot, in the order of [ConnectionParameters#slots].
  public OutboundRtp slot(int index) {
    return slots.get(index);
  }

  /// Does what is due: reports, requests for lost packets, silence frames, timeouts.
  public void onDeadline(long nowNs, Outbox<?> outbox) {
    if (timers.expire(PeerTimer.LOSS, nowNs)) {
      lose(LossCause.NO_CHECKS);
    }
    if (timers.expire(PeerTimer.KEYS, nowNs)) {
      lose(LossCause.NO_KEYS);
    }
    if (timers.expire(PeerTimer.RECONNECTING, nowNs)) {
      state = PeerState.RECONNECTING;
    }
    if (state == PeerState.LOST) {
      return;
    }
    if (timers.expire(PeerTimer.REPORT, nowNs)) {
      timers.set(PeerTimer.REPORT, nowNs + Reports.PERIOD_NS);
      reports.report(nowNs, outbox);
    }
    if (reports.nextRequestNs() <= nowNs) {
      reports.request(nowNs, outbox);
    }
    if (path.isFading()) {
      for (int i = 0; i < slots.size(); i++) {
        slots.get(i).onDeadline(nowNs, outbox);
      }
    }
  }

  /// When [#onDeadline] has something to do; [Deadlines#NEVER] when lost.
  public long nextDeadlineNs() {
    if (state == PeerState.LOST) {
      return Deadlines.NEVER;
    }
    long earliest = Math.min(timers.earliestNs(), inbound.nextDeadlineNs());
    if (path.isFading()) {
      for (int i = 0; i < slots.size(); i++) {
        earliest = Math.min(earliest, slots.get(i).nextDeadlineNs());
      }
    }
    return earliest;
  }

  /// Ends it: its addresses and user name fragments are free again.
  public void close(Outbox<?> outbox) {
    lose(LossCause.CLOSED);
    ice.close(outbox);
  }
}
