// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import palaver.base.AddressBook;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.base.SecretSource;
import palaver.rtc.ConnectionParameters;
import palaver.rtc.IceCredentials;
import palaver.rtc.SrtpKeys;
import palaver.rtc.stream.OutboundRtp;
import palaver.rtc.stream.ReceivedRtp;
import palaver.wire.PacketKind;

/// The least that an owner of connections does: everybody hears everybody else, the publisher with
/// the lower number in the earlier slot.
final class SmallServer implements Engine<SmallServer.Command, SmallServer.Event> {

  sealed interface Command {
    record Connect(int number, ConnectionParameters parameters) implements Command {}

    record SendDtls(int number, byte[] datagram) implements Command {}

    record DtlsDone(int number, SrtpKeys keys) implements Command {}

    record DtlsFailed(int number) implements Command {}

    record RestartIce(int number, IceCredentials local, IceCredentials remote) implements Command {}

    record Mute(int number, boolean muted) implements Command {}

    record Close(int number) implements Command {}
  }

  sealed interface Event {
    record Dtls(int number, byte[] datagram) implements Event {}

    record State(int number, PeerState state) implements Event {}

    record Received(int number, long sequence, int timestamp, int levelDbov, int payloadBytes)
        implements Event {}
  }

  final PeerTable table;
  private final Map<Integer, PeerConnection> peers = new LinkedHashMap<>();
  private final Map<Integer, PeerState> told = new LinkedHashMap<>();
  private final Map<Integer, Boolean> muted = new LinkedHashMap<>();
  private final ReceivedRtp received = new ReceivedRtp();

  SmallServer(PeerSettings settings, AddressBook book, SecretSource secrets) {
    table = new PeerTable(settings, book, secrets);
  }

  PeerConnection peer(int number) {
    PeerConnection peer = peers.get(number);
    if (peer == null) {
      throw new IllegalArgumentException("no peer " + number);
    }
    return peer;
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<Event> outbox) {
    PacketKind kind = PacketKind.of(datagram.bytes(), datagram.offset(), datagram.length());
    if (kind == PacketKind.STUN) {
      tell(table.onStun(nowNs, datagram, outbox), outbox);
      return;
    }
    PeerConnection peer = kind == PacketKind.OTHER ? null : table.of(datagram);
    if (peer == null) {
      return;
    }
    switch (kind) {
      case DTLS -> {
        if (peer.acceptsDtls()) {
          byte[] copy = new byte[datagram.length()];
          System.arraycopy(datagram.bytes(), datagram.offset(), copy, 0, copy.length);
          outbox.emit(new Event.Dtls(peer.number(), copy));
        }
      }
      case RTP -> {
        if (peer.receiveRtp(nowNs, datagram, received)) {
          spread(nowNs, peer, outbox);
        }
      }
      default -> peer.receiveRtcp(nowNs, datagram, outbox);
    }
  }

  private void spread(long nowNs, PeerConnection publisher, Outbox<Event> outbox) {
    outbox.emit(
        new Event.Received(
            publisher.number(),
            received.sequence(),
            received.timestamp(),
            received.levelDbov(),
            received.payloadBytes()));
    if (Boolean.TRUE.equals(muted.get(publisher.number()))) {
      return;
    }
    for (PeerConnection listener : peers.values()) {
      if (listener != publisher) {
        slotOf(listener, publisher).forward(nowNs, received, publisher.number(), outbox);
      }
    }
  }

  private static OutboundRtp slotOf(PeerConnection listener, PeerConnection publisher) {
    int index = publisher.number() - 1;
    return listener.slot(publisher.number() > listener.number() ? index - 1 : index);
  }

  private void tell(@Nullable PeerConnection peer, Outbox<Event> outbox) {
    if (peer != null && told.put(peer.number(), peer.state()) != peer.state()) {
      outbox.emit(new Event.State(peer.number(), peer.state()));
    }
  }

  @Override
  public void onCommand(long nowNs, Command command, Outbox<Event> outbox) {
    switch (command) {
      case Command.Connect(int number, ConnectionParameters parameters) ->
          peers.put(number, table.connect(nowNs, number, parameters));
      case Command.SendDtls(int number, byte[] datagram) -> peer(number).sendDtls(datagram, outbox);
      case Command.DtlsDone(int number, SrtpKeys keys) -> {
        peer(number).keys(nowNs, keys);
        tell(peer(number), outbox);
        while (peer(number).nextEarlyRtp(nowNs, received)) {
          spread(nowNs, peer(number), outbox);
        }
      }
      case Command.DtlsFailed(int number) -> {
        peer(number).handshakeFailed();
        tell(peer(number), outbox);
      }
      case Command.RestartIce(int number, IceCredentials local, IceCredentials remote) ->
          peer(number).restartIce(local, remote);
      case Command.Mute(int number, boolean isMuted) -> {
        muted.put(number, isMuted);
        if (isMuted) {
          silence(nowNs, peer(number), outbox);
        }
      }
      case Command.Close(int number) -> {
        peer(number).close(outbox);
        tell(peer(number), outbox);
      }
    }
  }

  private void silence(long nowNs, PeerConnection publisher, Outbox<Event> outbox) {
    for (PeerConnection listener : peers.values()) {
      if (listener != publisher) {
        slotOf(listener, publisher).fadeOut(nowNs, outbox);
      }
    }
  }

  @Override
  public void onDeadline(long nowNs, Outbox<Event> outbox) {
    for (PeerConnection peer : peers.values()) {
      peer.onDeadline(nowNs, outbox);
      tell(peer, outbox);
    }
  }

  @Override
  public long nextDeadlineNs() {
    long earliest = Deadlines.NEVER;
    for (PeerConnection peer : peers.values()) {
      earliest = Math.min(earliest, peer.nextDeadlineNs());
    }
    return earliest;
  }
}
