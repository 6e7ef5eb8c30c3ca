// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Datagram;
import palaver.base.Outbox;
import palaver.floor.ParticipantState;
import palaver.trust.link.TokenBucket;
import palaver.trust.link.TokenBucket.Rate;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.RadioPacketKind;
import palaver.wire.radio.v1.V1Format;
import palaver.wire.radio.v1.V1Kind;
import palaver.wire.radio.v1.V1View;

/// Joins devices of protocol v1 to the channel, at the leader, if it speaks v1 at all, and only
/// while the channel's settings allow it: v1 has no security.
///
/// What is said in the channel goes out as sound of v1 between TAKEN and RELEASED. What a v1 device
/// says comes in under a lease of the leader's own device, when the floor is free; the person at
/// this device comes before it. Nothing of v1 is a statement.
final class Bridge {
  private static final int OLD_MAX = 64;
  private static final int NOBODY = -1;
  private static final long OLD_NS = 10_000_000_000L;
  private static final long SILENT_NS = 1_000_000_000L;
  private static final Rate PACKETS = new Rate(400, 400);

  /// The name under which a node of v2 shows itself to v1: other nodes of v2 hear it too, and are
  /// not to take it for a device of v1.
  static final String NAME = "palaver-2";

  /// A device of protocol v1, known by its address alone.
  private static final class Old {
    final int address;
    long heardNs;

    Old(int address) {
      this.address = address;
    }
  }

  private final Node node;
  private final Leadership leadership;
  private final Listening listening;
  private final Talking talking;
  private final V1View view = new V1View();
  private final List<Old> olds = new ArrayList<>();
  private final TokenBucket packets = new TokenBucket(PACKETS);
  private int talker = NOBODY;
  private long talkerHeardNs;
  private @Nullable LeaseId told;
  private int shown;
  private boolean shownOpen;

  Bridge(Node node, Leadership leadership, Listening listening, Talking talking) {
    this.node = node;
    this.leadership = leadership;
    this.listening = listening;
    this.talking = talking;
  }

  private boolean isOpen() {
    return node.rules.v1Window()
        && leadership.leads()
        && node.config.capabilities().has(Capabilities.FEATURE_V1);
  }

  /// Whether a v1 device talks through this node.
  boolean talks() {
    return talker != NOBODY;
  }

  /// Whether a datagram is one of protocol v1.
  static boolean isOld(Datagram datagram) {
    RadioPacketKind kind =
        RadioPacketKind.of(datagram.bytes(), datagram.offset(), datagram.length());
    return kind == RadioPacketKind.V1_AUDIO || kind == RadioPacketKind.V1_TEXT;
  }

  /// Takes a packet of protocol v1.
  void onPacket(long nowNs, Datagram datagram) {
    if (!packets.take(nowNs)
        || !view.parse(datagram.bytes(), datagram.offset(), datagram.length())) {
      node.counters.malformed++;
      return;
    }
    if (view.name().equals(NAME)) {
      return;
    }
    node.counters.oldPackets++;
    int from = datagram.source();
    if (!note(nowNs, from) || !isOpen()) {
      return;
    }
    switch (view.kind()) {
      case HEARTBEAT -> {}
      case TAKEN -> take(nowNs, from);
      case RELEASED -> {
        if (from == talker) {
          letGo(nowNs);
        }
      }
      case AUDIO -> {
        take(nowNs, from);
        if (from == talker) {
          talkerHeardNs = nowNs;
          talking.microphone(nowNs, datagram.bytes(), view.audioAt(), view.audioBytes());
        }
      }
    }
  }

  private boolean note(long nowNs, int address) {
    for (Old old : olds) {
      if (old.address == address) {
        old.heardNs = nowNs;
        return true;
      }
    }
    if (olds.size() >= OLD_MAX) {
      return false;
    }
    Old fresh = new Old(address);
    fresh.heardNs = nowNs;
    olds.add(fresh);
    node.sender.outbox().retain(address);
    return true;
  }

  /// A v1 device talks: it gets the floor when nobody has it or asks for it here.
  private void take(long nowNs, int from) {
    boolean free = talker == NOBODY && spoken() == null && !talking.participant().isPressed();
    if (free) {
      talker = from;
      talkerHeardNs = nowNs;
      talking.pressForOld(nowNs);
    }
  }

  /// The person at this device presses: the v1 device makes room.
  void letGo(long nowNs) {
    if (talker != NOBODY) {
      talker = NOBODY;
      talking.release(nowNs);
    }
  }

  /// After each input: tells the v1 devices who talks, and takes the floor back from one that does
  /// not get it.
  void follow(long nowNs) {
    if (talks() && (!isOpen() || isTurnedAway() || nowNs - talkerHeardNs >= SILENT_NS)) {
      letGo(nowNs);
    }
    LeaseId now = isOpen() ? spoken() : null;
    LeaseId before = told;
    boolean same = now == null ? before == null : now.equals(before);
    if (same || olds.isEmpty()) {
      return;
    }
    told = now;
    if (before == null) {
      toAll(V1Kind.TAKEN);
    } else if (now == null) {
      toAll(V1Kind.RELEASED);
    }
  }

  private boolean isTurnedAway() {
    ParticipantState state = talking.participant().state();
    return !(state instanceof ParticipantState.Granted
        || state instanceof ParticipantState.Requesting);
  }

  /// The burst that v1 devices hear through this node: everybody's but a v1 device's.
  private @Nullable LeaseId spoken() {
    Playing playing = listening.playing();
    if (talks()) {
      return null;
    }
    LeaseProof own = talking.held();
    if (own != null) {
      return own.lease().id();
    }
    return playing == null || playing.ended ? null : playing.id();
  }

  /// A frame of the channel is heard here, or spoken at this device.
  void onFrame(byte[] bytes, int at, int length) {
    if (told == null || length == 0) {
      return;
    }
    Outbox<RadioEvent> outbox = node.sender.outbox();
    for (int i = 0; i < olds.size(); i++) {
      int to = outbox.reserve();
      if (to >= 0) {
        outbox.commit(
            olds.get(i).address, V1Format.writeAudio(outbox.bytes(), to, bytes, at, length));
      }
    }
  }

  private void toAll(V1Kind kind) {
    for (Old old : olds) {
      send(old.address, kind);
    }
  }

  private void send(int address, V1Kind kind) {
    Outbox<RadioEvent> outbox = node.sender.outbox();
    int to = outbox.reserve();
    if (to >= 0) {
      outbox.commit(address, V1Format.writeText(outbox.bytes(), to, kind, NAME));
    }
  }

  /// Once a second: this node shows itself to v1 devices, and forgets those that are gone.
  void housekeeping(long nowNs) {
    for (Old old : List.copyOf(olds)) {
      if (nowNs - old.heardNs >= OLD_NS) {
        olds.remove(old);
        node.sender.outbox().release(old.address);
      }
    }
    if (olds.size() != shown || (shown > 0 && isOpen() != shownOpen)) {
      shown = olds.size();
      shownOpen = isOpen();
      node.sender.emit(new RadioEvent.OldDevices(shown, shownOpen));
    }
    if (isOpen()) {
      toAll(V1Kind.HEARTBEAT);
      send(node.config.multicast(), V1Kind.HEARTBEAT);
    }
  }
}
