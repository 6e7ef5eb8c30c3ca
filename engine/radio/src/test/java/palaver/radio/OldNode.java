// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.sim.Addresses;
import palaver.sim.Endpoint;
import palaver.sim.SimNode;
import palaver.wire.radio.v1.V1Format;
import palaver.wire.radio.v1.V1Kind;
import palaver.wire.radio.v1.V1View;

/// A device of protocol v1: it knows who sends heartbeats, sends its sound to all of them, and
/// plays whatever sound comes.
final class OldNode implements Engine<OldNode.Say, RadioEvent> {
  private static final long SECOND = 1_000_000_000L;

  /// What its person does.
  enum Say {
    PRESS,
    RELEASE,
    FRAME
  }

  final List<Integer> heard = new ArrayList<>();
  private final V1View view = new V1View();
  private final List<Integer> peers = new ArrayList<>();
  private final int multicast;
  private final int voice;
  private boolean talks;
  private boolean taken;
  private long heartbeatNs;
  private @Nullable SimNode<Say, RadioEvent> machine;

  private OldNode(int multicast, int voice) {
    this.multicast = multicast;
    this.voice = voice;
  }

  /// A device at a host of its own; `voice` is the byte that its sound consists of.
  static OldNode in(Group group, int host, int voice) {
    Addresses addresses = new Addresses();
    OldNode node = new OldNode(addresses.pin(Endpoint.MULTICAST), voice);
    node.machine = group.simulation.add("old" + host, Endpoint.v4(host, 7_070), addresses, node);
    return node;
  }

  private void tell(Say what) {
    Objects.requireNonNull(machine).command(what);
  }

  void press() {
    tell(Say.PRESS);
  }

  void release() {
    tell(Say.RELEASE);
  }

  void frame() {
    tell(Say.FRAME);
  }

  /// Whether a press would be refused because somebody talks.
  boolean isTaken() {
    return taken;
  }

  boolean talks() {
    return talks;
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<RadioEvent> outbox) {
    if (!view.parse(datagram.bytes(), datagram.offset(), datagram.length())) {
      return;
    }
    if (!peers.contains(datagram.source())) {
      outbox.retain(datagram.source());
      peers.add(datagram.source());
    }
    switch (view.kind()) {
      case TAKEN -> taken = true;
      case RELEASED -> taken = false;
      case AUDIO -> heard.add((int) datagram.bytes()[view.audioAt()]);
      case HEARTBEAT -> {}
    }
  }

  @Override
  public void onCommand(long nowNs, Say command, Outbox<RadioEvent> outbox) {
    switch (command) {
      case PRESS -> {
        if (!taken) {
          talks = true;
          peers.forEach(peer -> text(peer, V1Kind.TAKEN, outbox));
        }
      }
      case RELEASE -> {
        talks = false;
        peers.forEach(peer -> text(peer, V1Kind.RELEASED, outbox));
      }
      case FRAME -> {
        if (talks) {
          byte[] sound = new byte[40];
          sound[0] = (byte) voice;
          for (int peer : peers) {
            int at = outbox.reserve();
            outbox.commit(peer, V1Format.writeAudio(outbox.bytes(), at, sound, 0, sound.length));
          }
        }
      }
    }
  }

  private static void text(int to, V1Kind kind, Outbox<RadioEvent> outbox) {
    int at = outbox.reserve();
    outbox.commit(to, V1Format.writeText(outbox.bytes(), at, kind, ""));
  }

  @Override
  public void onDeadline(long nowNs, Outbox<RadioEvent> outbox) {
    if (heartbeatNs <= nowNs) {
      heartbeatNs = nowNs + SECOND;
      text(multicast, V1Kind.HEARTBEAT, outbox);
    }
  }

  @Override
  public long nextDeadlineNs() {
    return heartbeatNs;
  }
}
