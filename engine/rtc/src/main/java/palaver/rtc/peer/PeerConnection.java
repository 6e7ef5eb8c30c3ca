// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import java.util.List;
import palaver.base.Datagram;
import palaver.base.Deadlines;
import palaver.base.Outbox;
import palaver.rtc.IceCredentials;
import palaver.rtc.SrtpKeys;
import palaver.rtc.stream.OutboundRtp;
import palaver.rtc.stream.ReceivedRtp;

/// The server's end of one connection. Its owner looks at [#state] after each call that may change
/// it: a STUN datagram, [#keys], [#handshakeFailed] and [#onDeadline].
public final class PeerConnection {

  private final int number;
  private final List<OutboundRtp> slots;

  PeerConnection(int number, List<OutboundRtp> slots) {
    this.number = number;
    this.slots = slots;
  }

  /// The owner's number for it.
  public int number() {
    return number;
  }

  public PeerState state() {
    return PeerState.NEW;
  }

  public LossCause lossCause() {
    return LossCause.NONE;
  }

  /// Begins a new ICE generation; the old one stays valid until a check with the new is verified.
  public void restartIce(IceCredentials local, IceCredentials remote) {}

  /// Whether a DTLS datagram found by [PeerTable#of] is to be given to the handshake.
  public boolean acceptsDtls() {
    return false;
  }

  /// Sends one DTLS datagram to the peer; dropped when there is no path.
  public void sendDtls(byte[] datagram, Outbox<?> outbox) {}

  /// The handshake is done. A certificate other than the SDP's loses the connection. Packets that
  /// came before are then given by [#nextEarlyRtp].
  public void keys(long nowNs, SrtpKeys keys) {}

  public void handshakeFailed() {}

  /// Takes an SRTP datagram. True when `into` now holds a packet that is new and authentic, of the
  /// one publication, and Opus.
  public boolean receiveRtp(long nowNs, Datagram datagram, ReceivedRtp into) {
    return false;
  }

  /// Gives the next of the packets that came before the keys; false when there is none (left).
  public boolean nextEarlyRtp(long nowNs, ReceivedRtp into) {
    return false;
  }

  /// Takes an SRTCP datagram: reports are noted, lost packets are sent again.
  public void receiveRtcp(long nowNs, Datagram datagram, Outbox<?> outbox) {}

  public int slotCount() {
    return slots.size();
  }

  /// One slot, in the order of [palaver.rtc.ConnectionParameters#slots].
  public OutboundRtp slot(int index) {
    return slots.get(index);
  }

  /// Does what is due: reports, requests for lost packets, silence frames, timeouts.
  public void onDeadline(long nowNs, Outbox<?> outbox) {}

  public long nextDeadlineNs() {
    return Deadlines.NEVER;
  }

  /// Ends it: its addresses and user name fragments are free again.
  public void close(Outbox<?> outbox) {}
}
