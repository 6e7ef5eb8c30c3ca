// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Deadlines;
import palaver.trust.group.GroupKeys;
import palaver.trust.group.KeyRotation;
import palaver.trust.link.Links;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.KeyMessage;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

/// How group keys come to the members: the leader makes them, seals each for its receiver, and says
/// when to use them. Who has not heard that uses a key some time after it came.
final class KeySharing {
  private static final long MS = 1_000_000;
  private static final long ACTIVATE_AFTER_MS = 500;
  private static final long LATE_NS = 300 * MS;
  private static final long TICK_NS = 10 * MS;
  private static final long AGAIN_NS = 200 * MS;
  private static final long ASK_NS = 150 * MS;
  private static final int AT_ONCE = 8;

  private final Node node;
  private final GroupKeys keys;
  private final Links links;
  private final ArrayDeque<Peer> toHand = new ArrayDeque<>();
  private final ArrayDeque<Peer> toTell = new ArrayDeque<>();
  private @Nullable KeyRotation rotation;
  private long tickNs = Deadlines.NEVER;
  private long handedNs;
  private @Nullable Peer leader;
  private @Nullable KeyId wanted;
  private @Nullable KeyId latest;
  private long latestFromNs = Deadlines.NEVER;
  private long askedNs = Long.MIN_VALUE / 2;

  KeySharing(Node node) {
    this.node = node;
    keys = node.trust.keys;
    links = node.trust.links;
  }

  // The leader.

  /// A term begins; its first key is made when the followers have reported.
  void begin(long nowNs, Term term) {
    end();
    rotation = new KeyRotation(node.trust.secrets, term, nowNs);
    tickNs = nowNs + node.config.limits().holdNs();
  }

  void end() {
    rotation = null;
    toHand.clear();
    toTell.clear();
    tickNs = Deadlines.NEVER;
  }

  /// A node follows: it gets the newest key.
  void onMember(Peer peer) {
    KeyRotation running = rotation;
    if (running != null && running.newest() != null && !toHand.contains(peer)) {
      toHand.addLast(peer);
      tickNs = Math.min(tickNs, node.nowNs());
    }
  }

  /// A node is gone, and nobody waits for it.
  void onGone(Peer peer) {
    KeyRotation running = rotation;
    KeyRotation.Made newest = running == null ? null : running.newest();
    if (running != null && newest != null) {
      running.onAck(newest.id(), peer.id);
    }
    toHand.remove(peer);
  }

  /// Somebody was put out, or let in.
  void onMembership(long nowNs, boolean removed) {
    KeyRotation running = rotation;
    if (running == null) {
      return;
    }
    if (removed) {
      running.onRemoved(nowNs);
    } else {
      running.onJoined(nowNs);
    }
    tickNs = running.newest() == null ? tickNs : nowNs;
  }

  void onAck(Peer peer, KeyId id) {
    KeyRotation running = rotation;
    if (running != null) {
      running.onAck(id, peer.id);
      tickNs = running.missing().isEmpty() ? node.nowNs() : tickNs;
    }
  }

  /// A member lacks the key of a frame; only the newest is handed out.
  void onRequest(Peer peer) {
    onMember(peer);
  }

  private void tick(long nowNs, List<Peer> members) {
    KeyRotation running = rotation;
    if (running == null) {
      tickNs = Deadlines.NEVER;
      return;
    }
    KeyRotation.Made made = running.makeIfDue(nowNs, idsOf(members));
    if (made != null) {
      keys.put(nowNs, made.id(), made.key());
      toHand.clear();
      toHand.addAll(members);
      handedNs = nowNs;
    }
    KeyRotation.Made active = running.activateIfDue(nowNs);
    if (active != null) {
      keys.activate(active.id());
      toTell.clear();
      toTell.addAll(members);
    }
    handAgain(nowNs, running);
    KeyRotation.Made newest = running.newest();
    if (newest != null) {
      handSome(newest);
    }
    boolean busy = !toHand.isEmpty() || !toTell.isEmpty();
    long laterNs = running.missing().isEmpty() ? Deadlines.NEVER : nowNs + AGAIN_NS;
    long dueNs = Math.max(running.nextDeadlineNs(), nowNs + TICK_NS);
    tickNs = busy ? nowNs + TICK_NS : Math.min(laterNs, dueNs);
  }

  private static List<NodeId> idsOf(List<Peer> members) {
    List<NodeId> ids = new ArrayList<>();
    for (Peer member : members) {
      ids.add(member.id);
    }
    return ids;
  }

  private void handAgain(long nowNs, KeyRotation running) {
    if (nowNs - handedNs < AGAIN_NS) {
      return;
    }
    handedNs = nowNs;
    for (NodeId id : running.missing()) {
      Peer peer = node.peers.find(id.value());
      if (peer != null && peer.member && !toHand.contains(peer)) {
        toHand.addLast(peer);
      }
    }
  }

  private void handSome(KeyRotation.Made newest) {
    for (int i = 0; i < AT_ONCE && !toHand.isEmpty(); i++) {
      Peer peer = toHand.removeFirst();
      Bytes sealed = links.seal(peer.id, newest.key());
      if (!sealed.isEmpty()) {
        node.sender.send(peer, new KeyMessage.Handover(newest.id(), ACTIVATE_AFTER_MS, sealed));
      }
    }
    for (int i = 0; i < AT_ONCE && !toTell.isEmpty(); i++) {
      node.sender.send(toTell.removeFirst(), new KeyMessage.Activate(newest.id()));
    }
  }

  // Everybody.

  /// Who has the keys now; null when nobody leads or this node does.
  void leader(@Nullable Peer next) {
    leader = next;
  }

  void onHandover(long nowNs, Peer peer, KeyMessage.Handover handover) {
    Bytes key = links.open(peer.id, handover.sealed());
    if (key.length() != GroupKeys.KEY_BYTES) {
      node.counters.badMac++;
      return;
    }
    KeyId id = handover.key();
    keys.put(nowNs, id, key);
    node.sender.send(peer, new KeyMessage.Ack(id));
    KeyId current = keys.current();
    if (id.equals(wanted) || current == null) {
      keys.activate(id);
    } else if (id.compareTo(current) > 0) {
      latest = id;
      latestFromNs = nowNs + handover.activateAfterMs() * MS + LATE_NS;
    }
  }

  /// The leader, or a frame that was heard, says that a key is in use.
  void onActive(KeyId id) {
    if (!keys.activate(id)) {
      wanted = id;
    }
  }

  /// A frame came under a key that is not here.
  void onUnknownKey(long nowNs, KeyId id) {
    Peer leads = leader;
    if (leads != null && nowNs - askedNs >= ASK_NS) {
      askedNs = nowNs;
      node.sender.send(leads, new KeyMessage.Request(id));
    }
  }

  /// This device was put out.
  void clear() {
    end();
    keys.clear();
    latestFromNs = Deadlines.NEVER;
  }

  long nextDeadlineNs() {
    return Math.min(tickNs, latestFromNs);
  }

  void onDeadline(long nowNs, List<Peer> members) {
    if (latestFromNs <= nowNs) {
      latestFromNs = Deadlines.NEVER;
      KeyId late = latest;
      if (late != null) {
        keys.activate(late);
      }
    }
    if (tickNs <= nowNs) {
      tick(nowNs, members);
    }
  }
}
