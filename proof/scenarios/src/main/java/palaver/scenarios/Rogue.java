// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.base.Parsed;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.trust.group.GroupKeys;
import palaver.trust.link.Links;
import palaver.trust.member.DeviceIdentity;
import palaver.wire.radio.EnvelopeView;
import palaver.wire.radio.FloorMessage;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.KeyMessage;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.RadioMessage;
import palaver.wire.radio.RelayMessage;
import palaver.wire.radio.Term;
import palaver.wire.radio.TrustMessage;
import palaver.wire.radio.VoiceFrameView;

/// A member that has turned against the others. It holds true device keys, opens true links to
/// everybody, follows the leader and gets the group key; then it puts words into the talker's
/// mouth, plays recordings, alters what it saw, floods, signs as a stranger, and grants itself the
/// floor. It leaves its own neighbours in the tree alone: to those a relay can lie until the
/// talker's signed digests show it (docs/security-model.md).
final class Rogue implements Engine<RadioCommand, RadioEvent> {
  private static final long MS = 1_000_000;
  private static final long TICK_NS = 20 * MS;
  private static final int RECORDED_MAX = 64;
  private static final int RUBBISH = 20;
  private static final int TYPE_OF_STRANGER_EVERY = 25;

  private final DeviceIdentity identity;
  private final DeviceIdentity stranger;
  private final int multicast;
  private final RandomGenerator random;
  private final Links links;
  private final GroupKeys keys;
  private final Forge forge;
  private final EnvelopeView view = new EnvelopeView();
  private final VoiceFrameView voice = new VoiceFrameView();
  private final Map<NodeId, Integer> addresses = new TreeMap<>();
  private final TreeSet<NodeId> neighbours = new TreeSet<>();
  private final List<byte[]> recorded = new ArrayList<>();
  private Term term = Term.NONE;
  private @Nullable LeaseProof lease;
  private @Nullable KeyId key;
  private long sequence;
  private long nextNs = Long.MAX_VALUE;
  private int ticks;
  private int injected;

  Rogue(
      DeviceIdentity identity, Channel channel, long boot, int multicast, RandomGenerator random) {
    this.identity = identity;
    this.multicast = multicast;
    this.random = random;
    stranger = DeviceIdentity.create(channel.crypto(), channel.secrets());
    links = new Links(channel.crypto(), channel.secrets(), identity.node(), boot, 256);
    keys = new GroupKeys(channel.crypto());
    forge = new Forge(identity, boot, links);
  }

  /// How many frames it has put into the mouths of others.
  int injected() {
    return injected;
  }

  @Override
  public void onCommand(long nowNs, RadioCommand command, Outbox<RadioEvent> outbox) {
    nextNs = nowNs + TICK_NS;
  }

  @Override
  public long nextDeadlineNs() {
    return nextNs;
  }

  @Override
  public void onDatagram(long nowNs, Datagram datagram, Outbox<RadioEvent> outbox) {
    if (!view.parse(datagram.bytes(), datagram.offset(), datagram.length())) {
      return;
    }
    NodeId from = new NodeId(view.source());
    if (!addresses.containsKey(from)) {
      outbox.retain(datagram.source());
      addresses.put(from, datagram.source());
    }
    if (view.hasMac()) {
      int at = view.offset();
      links.check(nowNs, from, view.bytes(), at, view.macAt() - at, view.macAt());
    }
    remember(datagram);
    if (view.type() == MessageType.VOICE_FRAME) {
      listen();
    } else if (view.message() instanceof Parsed.Ok<RadioMessage>(RadioMessage message)) {
      behave(nowNs, from, message, outbox);
    }
  }

  private void remember(Datagram datagram) {
    byte[] copy = new byte[datagram.length()];
    System.arraycopy(datagram.bytes(), datagram.offset(), copy, 0, copy.length);
    if (recorded.size() == RECORDED_MAX) {
      recorded.remove(random.nextInt(RECORDED_MAX));
    }
    recorded.add(copy);
  }

  private void listen() {
    if (voice.parse(view.bytes(), view.payloadAt(), view.payloadBytes())) {
      sequence = Math.max(sequence, voice.sequence());
      if (voice.hasLease() && voice.lease() instanceof Parsed.Ok<LeaseProof>(LeaseProof proof)) {
        note(proof);
      }
    }
  }

  private void note(LeaseProof proof) {
    LeaseProof before = lease;
    if (before == null || proof.lease().id().compareTo(before.lease().id()) > 0) {
      lease = proof;
      sequence = 0;
    }
  }

  /// What a good member does as well.
  private void behave(long nowNs, NodeId from, RadioMessage message, Outbox<RadioEvent> outbox) {
    switch (message) {
      case TrustMessage.SessionOpen open -> {
        TrustMessage.SessionAnswer answer = links.onOpen(nowNs, from, open);
        if (answer != null) {
          forge.signed(outbox, address(from), identity, answer);
        }
      }
      case TrustMessage.SessionAnswer answer -> links.onAnswer(nowNs, from, answer);
      case PresenceMessage.TermClaim claim -> term = claim.term();
      case RelayMessage.TopologyAssign place -> {
        neighbours.add(place.parent());
        neighbours.add(place.warmParent());
        neighbours.addAll(place.children());
        forge.linked(
            outbox, address(from), from, new RelayMessage.TopologyAck(place.term(), place.epoch()));
      }
      case RelayMessage.Nack _ -> neighbours.add(from);
      case KeyMessage.Handover handover -> {
        Bytes opened = links.open(from, handover.sealed());
        if (opened.length() == GroupKeys.KEY_BYTES) {
          keys.put(nowNs, handover.key(), opened);
          key = handover.key();
          forge.linked(outbox, address(from), from, new KeyMessage.Ack(handover.key()));
        }
      }
      case FloorMessage.Taken taken -> note(taken.lease());
      default -> {}
    }
  }

  private int address(NodeId node) {
    return addresses.getOrDefault(node, multicast);
  }

  @Override
  public void onDeadline(long nowNs, Outbox<RadioEvent> outbox) {
    nextNs = nowNs + TICK_NS;
    ticks++;
    for (NodeId node : List.copyOf(addresses.keySet())) {
      TrustMessage.SessionOpen open = links.isReady(node) ? null : links.open(nowNs, node, null);
      if (open != null) {
        forge.signed(outbox, address(node), identity, open);
      }
    }
    if (ticks % 5 == 0 && !term.isNone()) {
      PresenceMessage.Follow follow = new PresenceMessage.Follow(term, null, false, null, 0, NodeId.NONE);
      forge.linked(outbox, address(term.node()), term.node(), follow);
    }
    if (ticks > 100) {
      speakForTheTalker(outbox);
      replayAndAlter(outbox);
      flood(outbox);
      pretend(outbox);
    }
  }

  private void speakForTheTalker(Outbox<RadioEvent> outbox) {
    LeaseProof proof = lease;
    KeyId under = key;
    if (proof == null || under == null || proof.lease().holder().equals(identity.node())) {
      return;
    }
    sequence += 2;
    for (Map.Entry<NodeId, Integer> victim : addresses.entrySet()) {
      if (!neighbours.contains(victim.getKey()) && links.isReady(victim.getKey())) {
        injected += forge.frame(outbox, victim, proof, under, keys, ++sequence) ? 1 : 0;
      }
    }
  }

  private void replayAndAlter(Outbox<RadioEvent> outbox) {
    if (recorded.isEmpty()) {
      return;
    }
    for (int address : addresses.values()) {
      byte[] old = recorded.get(random.nextInt(recorded.size()));
      Forge.raw(outbox, address, old);
      byte[] altered = old.clone();
      altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
      Forge.raw(outbox, address, Forge.withChecksum(altered));
    }
  }

  private void flood(Outbox<RadioEvent> outbox) {
    for (int i = 0; i < RUBBISH; i++) {
      byte[] rubbish = new byte[20 + random.nextInt(80)];
      random.nextBytes(rubbish);
      Forge.raw(outbox, multicast, rubbish);
    }
  }

  private void pretend(Outbox<RadioEvent> outbox) {
    if (ticks % TYPE_OF_STRANGER_EVERY != 0 || term.isNone()) {
      return;
    }
    Term stolen = new Term(term.counter() + 5, 99, stranger.node(), 1);
    PresenceMessage.TermClaim claim =
        new PresenceMessage.TermClaim(stolen, term, PresenceMessage.Cause.NO_LEADER);
    forge.signed(outbox, multicast, stranger, claim);
    Term another = new Term(term.counter() + 5, 99, term.node(), 1);
    forge.signed(
        outbox,
        multicast,
        identity,
        new PresenceMessage.TermClaim(another, term, PresenceMessage.Cause.NO_LEADER));
    LeaseProof own = forge.lease(new LeaseId(term, 1_000_000 + ticks));
    for (NodeId node : addresses.keySet()) {
      forge.linked(outbox, address(node), node, new FloorMessage.Taken(own, 3_000));
    }
  }
}
