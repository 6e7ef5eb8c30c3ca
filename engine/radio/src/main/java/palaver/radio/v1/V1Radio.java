// SPDX-License-Identifier: Apache-2.0
package palaver.radio.v1;

import java.util.ArrayList;
import java.util.List;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.trust.link.TokenBucket;
import palaver.trust.link.TokenBucket.Rate;
import palaver.wire.radio.v1.V1Format;
import palaver.wire.radio.v1.V1Kind;
import palaver.wire.radio.v1.V1View;

/// A node that speaks protocol v1 only. It shows itself each second to all and to each, sends its
/// sound to everybody whom it has heard in the last ten seconds, forwards nothing, and knows others
/// by their address alone.
///
/// The floor is a word. Who heard TAKEN does not press until RELEASED or half a minute; when two
/// press at once, who said TAKEN last wins and the other stops.
public final class V1Radio implements Engine<V1Command, V1Event> {
  private static final int NOBODY = -1;
  private static final int PEERS_MAX = 64;
  private static final long HEARTBEAT_NS = 1_000_000_000L;
  private static final long PEER_NS = 10_000_000_000L;
  private static final long TAKEN_NS = 30_000_000_000L;
  private static final Rate PACKETS = new Rate(400, 400);

  /// Another node.
  private static final class Peer {
    final int address;
    long heardNs;

    Peer(int address, long heardNs) {
      this.address = address;
      this.heardNs = heardNs;
    }
  }

  private final int all;
  private final String name;
  private final V1Hearing hearing;
  private final V1View view = new V1View();
  private final V1Counters counters = new V1Counters();
  private final TokenBucket packets = new TokenBucket(PACKETS);
  private final List<Peer> peers = new ArrayList<>();
  private long heartbeatNs = Long.MAX_VALUE;
  private int takenBy = NOBODY;
  private long takenUntilNs;
  private boolean talks;

  /// A node that is not started yet.
  ///
  /// @param all the driver's number of the address that reaches all
  /// @param name what it says about itself, at most 64 bytes of UTF-8; may be empty
  public V1Radio(int all, String name, V1Ear ear) {
    this.all = all;
    this.name = name;
    hearing = new V1Hearing(ear);
  }

  /// Whether this node talks.
  public boolean talks() {
    return talks;
  }

  /// Whether a press would be refused because somebody else talks.
  public boolean isTaken() {
    return takenBy != NOBODY;
  }

  /// How many others were heard in the last ten seconds.
  public int peerCount() {
    return peers.size();
  }

  public V1Counters counters() {
    return counters;
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<V1Event> outbox) {
    if (!packets.take(nowNs)
        || !view.parse(datagram.bytes(), datagram.offset(), datagram.length())) {
      counters.malformed++;
      return;
    }
    int from = datagram.source();
    if (!note(nowNs, from, outbox)) {
      return;
    }
    switch (view.kind()) {
      case HEARTBEAT -> {}
      case TAKEN -> taken(nowNs, from, outbox);
      case RELEASED -> {
        hearing.released(nowNs, from);
        if (from == takenBy) {
          free(outbox);
        }
      }
      case AUDIO -> heard(nowNs, from, datagram.bytes());
    }
  }

  private boolean note(long nowNs, int address, Outbox<V1Event> outbox) {
    for (Peer peer : peers) {
      if (peer.address == address) {
        peer.heardNs = nowNs;
        return true;
      }
    }
    if (peers.size() >= PEERS_MAX) {
      return false;
    }
    peers.add(new Peer(address, nowNs));
    outbox.retain(address);
    outbox.emit(new V1Event.Others(peers.size()));
    return true;
  }

  private void taken(long nowNs, int from, Outbox<V1Event> outbox) {
    takenBy = from;
    takenUntilNs = nowNs + TAKEN_NS;
    hearing.taken(nowNs, from);
    if (talks) {
      talks = false;
      outbox.emit(new V1Event.Interrupted());
    }
    outbox.emit(new V1Event.Floor(true, view.name()));
  }

  private void free(Outbox<V1Event> outbox) {
    takenBy = NOBODY;
    outbox.emit(new V1Event.Floor(false, ""));
  }

  private void heard(long nowNs, int from, byte[] bytes) {
    if (!talks && hearing.frame(nowNs, from, bytes, view.audioAt(), view.audioBytes())) {
      counters.framesPlayed++;
    } else {
      counters.framesIgnored++;
    }
  }

  @Override
  public void onCommand(long nowNs, V1Command command, Outbox<V1Event> outbox) {
    switch (command) {
      case V1Command.Start _ -> heartbeatNs = nowNs;
      case V1Command.Press _ -> press(nowNs, outbox);
      case V1Command.Release _ -> release(outbox);
      case V1Command.Resumed _ -> {
        release(outbox);
        if (isTaken()) {
          free(outbox);
        }
        heartbeatNs = nowNs;
      }
      case V1Command.WallClock _ -> {}
      case V1Command.Stop _ -> {
        release(outbox);
        heartbeatNs = Long.MAX_VALUE;
      }
    }
  }

  private void press(long nowNs, Outbox<V1Event> outbox) {
    if (talks) {
      return;
    }
    if (isTaken() && nowNs < takenUntilNs) {
      outbox.emit(new V1Event.Denied());
      return;
    }
    takenBy = NOBODY;
    talks = true;
    toEach(V1Kind.TAKEN, outbox);
    outbox.emit(new V1Event.Talks());
  }

  private void release(Outbox<V1Event> outbox) {
    if (talks) {
      talks = false;
      toEach(V1Kind.RELEASED, outbox);
    }
  }

  /// One encoded frame of 20 ms from the microphone; it goes out while this node talks.
  public void onMicrophone(byte[] bytes, int at, int length, Outbox<V1Event> outbox) {
    if (!talks || length < 1) {
      return;
    }
    for (int i = 0; i < peers.size(); i++) {
      int to = outbox.reserve();
      if (to >= 0) {
        int written = V1Format.writeAudio(outbox.bytes(), to, bytes, at, length);
        outbox.commit(peers.get(i).address, written);
      }
    }
  }

  private void toEach(V1Kind kind, Outbox<V1Event> outbox) {
    for (Peer peer : peers) {
      send(peer.address, kind, outbox);
    }
  }

  private void send(int address, V1Kind kind, Outbox<V1Event> outbox) {
    int at = outbox.reserve();
    if (at >= 0) {
      outbox.commit(address, V1Format.writeText(outbox.bytes(), at, kind, name));
    }
  }

  @Override
  public void onDeadline(long nowNs, Outbox<V1Event> outbox) {
    if (nowNs < heartbeatNs) {
      return;
    }
    heartbeatNs = nowNs + HEARTBEAT_NS;
    int before = peers.size();
    for (Peer peer : List.copyOf(peers)) {
      if (nowNs - peer.heardNs >= PEER_NS) {
        peers.remove(peer);
        outbox.release(peer.address);
      }
    }
    if (peers.size() != before) {
      outbox.emit(new V1Event.Others(peers.size()));
    }
    if (isTaken() && nowNs >= takenUntilNs) {
      free(outbox);
    }
    send(all, V1Kind.HEARTBEAT, outbox);
    toEach(V1Kind.HEARTBEAT, outbox);
  }

  @Override
  public long nextDeadlineNs() {
    return heartbeatNs;
  }
}
