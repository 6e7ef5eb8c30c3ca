// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.base.AddressBook;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.base.SecretSource;
import palaver.base.Sheddable;
import palaver.rtc.DropCounts;
import palaver.rtc.peer.PeerConnection;
import palaver.rtc.peer.PeerSettings;
import palaver.rtc.peer.PeerTable;
import palaver.rtc.stream.ReceivedRtp;
import palaver.wire.PacketKind;

/// The rooms of media of one media thread: takes what comes to one UDP port and forwards it.
///
/// Datagrams may come in any order. A driver that has several at hand gives STUN, DTLS and RTCP
/// before RTP, so that a moved path or a finished handshake counts for the audio that came with it;
/// nothing but a few packets depends on that.
///
/// What is thrown while one participant's connection is worked on closes that one connection: it is
/// counted and told as [SfuEvent.PeerFailed]. An `Error` goes to the driver, as does an exception
/// that belongs to nobody.
public final class SfuEngine implements Engine<SfuCommand, SfuEvent>, Sheddable {

  /// How much room in the outbox one participant's deadline may need; with less, the rest of what
  /// is due waits until the driver has drained.
  private static final int DATAGRAMS_PER_DEADLINE = 16;

  /// A participant is looked after at most this often.
  private static final long DEADLINE_GRAIN_NS = 1_000_000;

  private final SfuCounters counters = new SfuCounters();
  private final ForwardPath path;
  private final ReceivedRtp packet = new ReceivedRtp();
  private final DeadlineHeap deadlines = new DeadlineHeap();
  private final PeerTable peers;
  private final Participants participants;

  public SfuEngine(
      Limits limits, PeerSettings settings, AddressBook addresses, SecretSource secrets) {
    this(limits, settings, addresses, secrets, VoiceTap.NONE);
  }

  /// An engine whose voices `tap` hears as well.
  public SfuEngine(
      Limits limits,
      PeerSettings settings,
      AddressBook addresses,
      SecretSource secrets,
      VoiceTap tap) {
    path = new ForwardPath(counters, tap);
    peers = new PeerTable(settings, addresses, secrets);
    participants = new Participants(limits, peers, deadlines);
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<SfuEvent> outbox) {
    path.working = null;
    try {
      switch (PacketKind.of(datagram.bytes(), datagram.offset(), datagram.length())) {
        case RTP -> onRtp(nowNs, datagram, outbox);
        case STUN -> onStun(nowNs, datagram, outbox);
        case DTLS -> onDtls(datagram, outbox);
        case RTCP -> onRtcp(nowNs, datagram, outbox);
        case OTHER -> counters.otherDatagrams++;
      }
    } catch (RuntimeException failure) {
      onFailure(nowNs, failure, outbox);
    }
  }

  private void onRtp(long nowNs, Datagram datagram, Outbox<SfuEvent> outbox) {
    counters.rtpDatagrams++;
    Participant from = sender(datagram);
    if (from != null) {
      if (from.connection.receiveRtp(nowNs, datagram, packet)) {
        path.forward(nowNs, from, packet, outbox);
      }
      deadlines.hasten(from, from.nextDeadlineNs());
    }
  }

  private void onStun(long nowNs, Datagram datagram, Outbox<SfuEvent> outbox) {
    counters.stunDatagrams++;
    PeerConnection checked = peers.onStun(nowNs, datagram, outbox);
    if (checked != null) {
      settle(nowNs, working(participants.byNumber(checked.number())), outbox);
    }
  }

  private void onDtls(Datagram datagram, Outbox<SfuEvent> outbox) {
    counters.dtlsDatagrams++;
    Participant from = sender(datagram);
    if (from != null && from.connection.acceptsDtls()) {
      int start = datagram.offset();
      byte[] copy = Arrays.copyOfRange(datagram.bytes(), start, start + datagram.length());
      outbox.emit(new SfuEvent.DtlsReceived(from.talker.session, copy));
    }
  }

  private void onRtcp(long nowNs, Datagram datagram, Outbox<SfuEvent> outbox) {
    counters.rtcpDatagrams++;
    Participant from = sender(datagram);
    if (from != null) {
      from.connection.receiveRtcp(nowNs, datagram, outbox);
      deadlines.hasten(from, from.nextDeadlineNs());
    }
  }

  private @Nullable Participant sender(Datagram datagram) {
    PeerConnection connection = peers.of(datagram);
    if (connection == null) {
      counters.unknownAddressDatagrams++;
      return null;
    }
    return working(participants.byNumber(connection.number()));
  }

  private Participant working(Participant participant) {
    path.working = participant;
    return participant;
  }

  @Override
  public void onCommand(long nowNs, SfuCommand command, Outbox<SfuEvent> outbox) {
    path.working = null;
    try {
      if (command instanceof SfuCommand.Connect connect) {
        connect(nowNs, connect, outbox);
        return;
      }
      Participant of = participants.bySession(command.session());
      if (of != null) {
        onCommand(nowNs, working(of), command, outbox);
      } else {
        onCommandForNobody(command);
      }
    } catch (RuntimeException failure) {
      onFailure(nowNs, failure, outbox);
    }
  }

  private void connect(long nowNs, SfuCommand.Connect connect, Outbox<SfuEvent> outbox) {
    Participant former = participants.bySession(connect.session());
    boolean silenced = participants.takeSilence(connect.session());
    if (former != null) {
      silenced |= former.talker.silenced;
      remove(nowNs, former, outbox);
    }
    if (!participants.hasRoomFor(connect)) {
      counters.refusedConnects++;
      outbox.emit(new SfuEvent.MediaStateChanged(connect.session(), MediaState.LOST));
      return;
    }
    Participant joining = open(nowNs, connect, outbox);
    if (joining == null) {
      return;
    }
    joining.talker.silenced = silenced;
    joining.measureAtNs = nowNs + Participant.FIRST_MEASURE_NS;
    joining.room.join(joining, outbox);
    settle(nowNs, joining, outbox);
  }

  private @Nullable Participant open(
      long nowNs, SfuCommand.Connect connect, Outbox<SfuEvent> outbox) {
    try {
      return working(participants.add(nowNs, connect));
    } catch (RuntimeException failure) {
      counters.failedPeers++;
      outbox.emit(new SfuEvent.PeerFailed(connect.session(), connect.room(), failure));
      return null;
    }
  }

  private void onCommand(long nowNs, Participant of, SfuCommand command, Outbox<SfuEvent> outbox) {
    switch (command) {
      case SfuCommand.SendDtls dtls -> of.connection.sendDtls(dtls.datagram(), outbox);
      case SfuCommand.DtlsDone done -> onKeys(nowNs, of, done, outbox);
      case SfuCommand.DtlsFailed _ -> of.connection.handshakeFailed();
      case SfuCommand.RestartIce restart ->
          of.connection.restartIce(restart.local(), restart.remote());
      case SfuCommand.Silence silence -> silence(nowNs, of, silence.silenced(), outbox);
      case SfuCommand.Play(_, LocalVoice voice) -> {
        play(nowNs, of, voice, outbox);
        return;
      }
      case SfuCommand.Disconnect _ -> {
        remove(nowNs, of, outbox);
        return;
      }
      case SfuCommand.Connect _ -> throw new IllegalArgumentException("handled before");
    }
    settle(nowNs, of, outbox);
  }

  private void onCommandForNobody(SfuCommand command) {
    counters.unknownSessions++;
    switch (command) {
      case SfuCommand.Silence(var session, boolean silenced) when silenced ->
          participants.keepSilence(session);
      case SfuCommand.Silence _, SfuCommand.Disconnect _ ->
          participants.takeSilence(command.session());
      default -> {}
    }
  }

  private void onKeys(
      long nowNs, Participant of, SfuCommand.DtlsDone done, Outbox<SfuEvent> outbox) {
    of.connection.keys(nowNs, done.keys());
    while (of.connection.nextEarlyRtp(nowNs, packet)) {
      path.forward(nowNs, of, packet, outbox);
    }
  }

  /// At most as much as the outbox has room for; the rest waits for the next command.
  private void play(long nowNs, Participant to, LocalVoice voice, Outbox<SfuEvent> outbox) {
    while (outbox.roomForDatagrams() >= DATAGRAMS_PER_DEADLINE) {
      int stream = voice.next(nowNs, packet);
      if (stream == LocalVoice.NONE) {
        return;
      }
      if (to.connection.slotCount() == 0) {
        continue;
      }
      if (stream == LocalVoice.END) {
        to.connection.slot(0).fadeOut(nowNs, outbox);
        deadlines.hasten(to, to.nextDeadlineNs());
      } else if (to.connection.slot(0).forward(nowNs, packet, stream, outbox)) {
        counters.forwardedPackets++;
        counters.forwardedBytes += packet.payloadBytes();
      }
    }
  }

  private void silence(long nowNs, Participant of, boolean silenced, Outbox<SfuEvent> outbox) {
    of.talker.silenced = silenced;
    if (silenced) {
      of.room.silence(nowNs, of, outbox);
      endSpeaking(of, outbox);
    }
  }

  @Override
  public void onDeadline(long nowNs, Outbox<SfuEvent> outbox) {
    while (outbox.roomForDatagrams() >= DATAGRAMS_PER_DEADLINE
        && deadlines.first() instanceof Participant due
        && due.queuedAtNs() <= nowNs) {
      try {
        working(due).connection.onDeadline(nowNs, outbox);
        if (due.talker.voice.endNs() <= nowNs) {
          endSpeaking(due, outbox);
        }
        if (due.measureAtNs <= nowNs) {
          measure(nowNs, due, outbox);
        }
        settle(nowNs, due, outbox);
      } catch (RuntimeException failure) {
        onFailure(nowNs, failure, outbox);
      }
    }
  }

  @Override
  public long nextDeadlineNs() {
    DeadlineHeap.Entry first = deadlines.first();
    return first == null ? Deadlines.NEVER : first.queuedAtNs();
  }

  @Override
  public void shedTo(int talkersMax) {
    participants.shedTo(talkersMax);
  }

  /// What the engine has done and holds; to be called on the engine's own thread.
  public SfuStats stats() {
    return counters.snapshot(participants.count(), participants.roomCount());
  }

  /// What was dropped of all connections; to be read on the engine's own thread.
  public DropCounts drops() {
    return peers.drops();
  }

  /// Whether everybody is looked after in time; for tests.
  boolean deadlinesAreQueued() {
    return participants.all().stream()
        .allMatch(p -> p.queuedAtNs() - DEADLINE_GRAIN_NS <= p.nextDeadlineNs());
  }

  private static void endSpeaking(Participant of, Outbox<SfuEvent> outbox) {
    if (of.talker.voice.end()) {
      outbox.emit(
          new SfuEvent.SpeakingChanged(of.talker.session, false, of.talker.voice.voicedUntilNs()));
    }
  }

  private static void measure(long nowNs, Participant of, Outbox<SfuEvent> outbox) {
    of.measureAtNs = nowNs + Participant.MEASURE_EVERY_NS;
    outbox.emit(new SfuEvent.QualityMeasured(of.talker.session, of.connection.quality()));
  }

  /// Tells a changed state, and queues what is due next.
  private void settle(long nowNs, Participant of, Outbox<SfuEvent> outbox) {
    MediaState state = of.state();
    if (state != of.toldState) {
      of.toldState = state;
      outbox.emit(new SfuEvent.MediaStateChanged(of.talker.session, state));
    }
    deadlines.put(of, Math.max(of.nextDeadlineNs(), nowNs + DEADLINE_GRAIN_NS));
  }

  private void remove(long nowNs, Participant leaving, Outbox<SfuEvent> outbox) {
    deadlines.remove(leaving);
    participants.remove(leaving);
    leaving.room.leave(nowNs, leaving, outbox);
    leaving.connection.close(outbox);
  }

  private void onFailure(long nowNs, RuntimeException failure, Outbox<SfuEvent> outbox) {
    Participant failed = path.working;
    if (failed == null) {
      throw failure;
    }
    path.working = null;
    counters.failedPeers++;
    if (failed.talker.silenced) {
      participants.keepSilence(failed.talker.session);
    }
    remove(nowNs, failed, outbox);
    outbox.emit(new SfuEvent.PeerFailed(failed.talker.session, failed.room.key, failure));
  }
}
