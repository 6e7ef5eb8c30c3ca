// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import palaver.base.Datagram;
import palaver.rtc.stream.ReceivedRtp;
import palaver.wire.PacketKind;

/// Any sequence of datagrams, from the peer's own address or from elsewhere, is taken by a live
/// connection without an exception and changes nothing about it.
class PeerConnectionFuzzTest {

  /// The data is cut into datagrams: a byte of length, a byte of origin, the bytes.
  @FuzzTest(maxDuration = "5s")
  void datagrams(byte[] data) {
    LivePeer live = LivePeer.connected();
    ReceivedRtp received = new ReceivedRtp();
    int at = 0;
    while (data.length - at > 2) {
      int length = Math.min(data[at] & 0xff, data.length - at - 2);
      int source = data[at + 1] < 0 ? 6 : 5;
      give(live, live.datagram.set(data, at + 2, length, source), received);
      at += 2 + length;
    }
    requireUnchanged(live);
  }

  private static void give(LivePeer live, Datagram datagram, ReceivedRtp received) {
    if (PacketKind.of(datagram.bytes(), datagram.offset(), datagram.length()) == PacketKind.STUN) {
      require(live.table.onStun(1, datagram, live.outbox) == null, "a forged check was verified");
    }
    PeerConnection owner = live.table.of(datagram);
    if (owner != null) {
      require(!owner.receiveRtp(1, datagram, received), "a forged packet was accepted");
      owner.receiveRtcp(1, datagram, live.outbox);
    }
  }

  private static void requireUnchanged(LivePeer live) {
    require(live.outbox.datagramCount() == 0, "garbage was answered");
    require(live.outbox.retainedCount() == 0, "garbage bound an address");
    require(live.connection.state() == PeerState.CONNECTED, "garbage changed the state");
    require(live.connection.lastCheckNs() == 0, "garbage counted as a check");
    require(live.connection.inbound().current() == null, "garbage made a source");
    live.connection.sendDtls(new byte[] {22}, live.outbox);
    require(live.outbox.destination(0) == 5, "garbage moved the path");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
