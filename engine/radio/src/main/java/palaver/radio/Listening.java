// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;
import palaver.base.Parsed;
import palaver.trust.member.Rights;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.Lease;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;
import palaver.wire.radio.VoiceFrameFormat;
import palaver.wire.radio.VoiceFrameView;
import palaver.wire.radio.VoicePlain;

/// What a node plays: the voice of the newest lease that it knows, and never of an older one.
///
/// A lease runs from its receipt for its duration, by this node's own clock. A higher term alone
/// changes nothing: the playing lease goes on until one of the new term is heard, its countdown
/// ends, or the new leader has said that it adopted none and a short while has passed.
final class Listening {
  private static final long MS = 1_000_000;
  private static final long AFTER_IDLE_NS = 300 * MS;

  /// What the rest of the node does with what is heard.
  interface Heard {
    /// A lease begins, or goes on with a later renewal.
    void lease(long nowNs, LeaseProof proof, boolean fresh);

    /// A frame of the lease that this node leads or forwards.
    void frame(long nowNs, Playing playing);
  }

  private final Node node;
  private final Relay relay;
  private final KeySharing sharing;
  private final VoiceSink sink;
  private final HeardQuality quality;
  private final Auditing auditing;
  private final Heard heard;
  private final VoiceFrameView view = new VoiceFrameView();
  private final VoicePlain plain = new VoicePlain();
  private final byte[] scratch = new byte[1_500];
  private final Parked parked = new Parked();
  private @Nullable Playing playing;
  private @Nullable LeaseId highest;
  private Term idleTerm = Term.NONE;
  private long idleNumber;
  private long gapCheckNs = Deadlines.NEVER;
  private long askedLeaseNs = Long.MIN_VALUE / 2;

  Listening(
      Node node,
      Relay relay,
      KeySharing sharing,
      VoiceSink sink,
      HeardQuality quality,
      Auditing auditing,
      Heard heard) {
    this.auditing = auditing;
    this.quality = quality;
    this.node = node;
    this.relay = relay;
    this.sharing = sharing;
    this.sink = sink;
    this.heard = heard;
  }

  /// The lease that is played, null when nobody talks.
  @Nullable Playing playing() {
    return playing;
  }

  /// The lease to report to a new leader, null when nobody talks.
  @Nullable LeaseProof reportable() {
    Playing now = playing;
    return now == null || now.ended ? null : now.proof;
  }

  /// How long the burst that is played has lasted.
  long talkedNs(long nowNs) {
    Playing now = playing;
    return now == null ? 0 : nowNs - now.startedNs;
  }

  /// The newest lease that this node ever knew.
  @Nullable LeaseId highest() {
    return highest;
  }

  /// Takes a lease from whoever passed it on.
  ///
  /// @param current the term that this node follows
  /// @param remainingNs how long it still runs
  void onLease(long nowNs, LeaseProof proof, Term current, long remainingNs) {
    Lease lease = proof.lease();
    Playing now = playing;
    boolean renewal = now != null && now.id().equals(lease.id());
    if (renewal) {
      onRenewal(nowNs, now, proof, remainingNs);
    } else if (isNewer(lease.id(), current) && isGenuine(proof)) {
      begin(nowNs, proof, remainingNs);
    }
  }

  private void onRenewal(long nowNs, @Nullable Playing now, LeaseProof proof, long remainingNs) {
    if (now != null
        && proof.lease().renewal() > now.proof.lease().renewal()
        && !now.ended
        && isGenuine(proof)) {
      now.proof = proof;
      now.untilNs = nowNs + remainingNs;
      heard.lease(nowNs, proof, false);
    }
  }

  private boolean isNewer(LeaseId id, Term current) {
    LeaseId newest = highest;
    if (newest != null && id.compareTo(newest) <= 0) {
      return false;
    }
    boolean over = id.term().compareTo(idleTerm) == 0 && id.number() <= idleNumber;
    boolean formerTerm = id.term().compareTo(current) < 0;
    return !over && (!formerTerm || idleTerm.compareTo(current) < 0);
  }

  private boolean isGenuine(LeaseProof proof) {
    boolean genuine = node.trust.isGenuine(node.nowNs(), proof);
    if (!genuine) {
      node.counters.badSignature++;
    }
    return genuine;
  }

  private void begin(long nowNs, LeaseProof proof, long remainingNs) {
    Playing next = new Playing(proof, nowNs, nowNs + remainingNs);
    LeaseId adopted = proof.lease().adopted();
    boolean goesOn = playing != null && playing.id().equals(adopted);
    if (adopted != null) {
      relay.carry(adopted, next.id());
      node.sender.emit(new RadioEvent.GoesOn(next.id(), adopted));
    }
    playing = next;
    highest = next.id();
    gapCheckNs = nowNs + (goesOn ? 1 : 2) * relay.gapNs();
    node.sender.emit(new RadioEvent.Talker(next.id(), next.holder()));
    heard.lease(nowNs, proof, true);
    for (Parked.Frame frame : parked.take(nowNs, node.config.limits().parkNs())) {
      Peer from = node.peers.find(frame.fromId());
      if (from != null) {
        onFrame(nowNs, from, frame.payload(), 0, frame.payload().length, proof.lease().id().term());
      }
    }
  }

  /// The leader of `term` says that nobody talks.
  void onIdle(long nowNs, Term term, long lastNumber) {
    int newer = term.compareTo(idleTerm);
    if (newer > 0 || (newer == 0 && lastNumber > idleNumber)) {
      idleTerm = term;
      idleNumber = lastNumber;
    }
    Playing now = playing;
    if (now == null) {
      return;
    }
    int order = term.compareTo(now.id().term());
    if (order == 0 && lastNumber >= now.id().number()) {
      now.ended = true;
      now.untilNs = Math.min(now.untilNs, nowNs + AFTER_IDLE_NS);
    } else if (order > 0) {
      now.untilNs = Math.min(now.untilNs, nowNs + node.config.limits().keepNs());
    }
  }

  /// A voice frame from a neighbour.
  void onFrame(long nowNs, Peer from, byte[] bytes, int at, int length, Term current) {
    if (!view.parse(bytes, at, length)) {
      node.counters.malformed++;
      return;
    }
    Playing now = playing;
    if ((now == null || !view.isUnder(now.id())) && view.hasLease()) {
      attached(nowNs, current);
      // A lease that begins lets parked frames through, and those use the view.
      view.parse(bytes, at, length);
      now = playing;
    }
    if (now == null || !view.isUnder(now.id())) {
      unknown(nowNs, from, bytes, at, length);
    } else if (!relay.mayComeFrom(from, now.id(), now.holder())) {
      node.counters.framesMisplaced++;
    } else if (now.runs(nowNs) && view.sender() == now.holder().value()) {
      play(nowNs, now, from, at, length);
    }
  }

  private void attached(long nowNs, Term current) {
    if (view.lease() instanceof Parsed.Ok<LeaseProof>(LeaseProof proof)) {
      onLease(nowNs, proof, current, proof.lease().durationMs() * MS);
    } else {
      node.counters.malformed++;
    }
  }

  private void unknown(long nowNs, Peer from, byte[] bytes, int at, int length) {
    LeaseId newest = highest;
    node.counters.framesUnknown++;
    boolean older = newest != null && view.isUnder(newest);
    if (!older && !parked.add(nowNs, from.id.value(), bytes, at, length)) {
      node.counters.framesParkedDropped++;
    }
    if (newest != null && isLater(newest) && nowNs - askedLeaseNs > node.config.limits().parkNs()) {
      // Who sends a burst knows its lease, and tells those who ask for an older one.
      askedLeaseNs = nowNs;
      relay.ask(from, newest);
    }
  }

  /// Whether the frame in view is of a later lease, as far as its short names tell.
  private boolean isLater(LeaseId lease) {
    int terms = view.leaseTermCounter() - (int) lease.term().counter();
    return terms > 0 || (terms == 0 && view.leaseNumber() > lease.number());
  }

  private void play(long nowNs, Playing now, Peer from, int at, int length) {
    long sequence = view.sequence();
    boolean unchecked = node.config.has(Defect.UNCHECKED_REPLAY);
    relay.heard(from, now.id());
    if (!unchecked && !now.isFresh(sequence)) {
      node.counters.framesDuplicate++;
      return;
    }
    if (now.holder().equals(node.config.self()) || !open(nowNs, now)) {
      return;
    }
    auditing.received(
        now.id(), sequence, from.id, view.bytes(), at, view.sealedAt(), view.sealedBytes());
    if (auditing.isMuted(now.id())) {
      return;
    }
    relay.forward(now.id(), view.bytes(), at, length, from);
    quality.onFrame(nowNs, now.id(), sequence);
    hear(nowNs, now, sequence, unchecked);
    relay.retransmission().onArrival(nowNs, now, from, sequence);
    now.lastFrameNs = nowNs;
    now.heardAny = true;
    if (sequence > now.newest) {
      now.newest = sequence;
      gapCheckNs = view.isLast() ? Deadlines.NEVER : nowNs + relay.gapNs();
    }
    heard.frame(nowNs, now);
  }

  private boolean open(long nowNs, Playing now) {
    KeyId key = node.trust.keys.named(view.keyTermCounter(), view.keyTermNode(), view.keyNumber());
    if (key == null) {
      node.counters.framesUnopened++;
      sharing.onUnknownKey(nowNs, nameOf(now));
      return false;
    }
    int sealedBytes = view.sealedBytes();
    System.arraycopy(view.bytes(), view.offset(), scratch, 0, VoiceFrameFormat.HEADER_BYTES);
    int at = VoiceFrameFormat.HEADER_BYTES;
    System.arraycopy(view.bytes(), view.sealedAt(), scratch, at, sealedBytes);
    // The flag of the attached lease is the only clear field that is not the talker's.
    scratch[0] &= (byte) ~VoiceFrameFormat.FLAG_LEASE;
    int length =
        node.trust.keys.open(
            nowNs,
            key,
            now.burst,
            view.sequence(),
            scratch,
            0,
            VoiceFrameFormat.HEADER_BYTES,
            at,
            sealedBytes);
    boolean genuine = length >= 0 && plain.parse(scratch, at, length);
    if (genuine) {
      sharing.onActive(key);
    } else {
      node.counters.badMac++;
    }
    return genuine;
  }

  /// The key that the frame in view names, as far as its short name tells.
  private KeyId nameOf(Playing now) {
    return new KeyId(now.id().term(), view.keyNumber());
  }

  private void hear(long nowNs, Playing now, long sequence, boolean unchecked) {
    boolean recovers = sequence > 0 && plain.previousBytes() > 0 && now.isFresh(sequence - 1);
    if (recovers && now.accept(sequence - 1)) {
      node.counters.framesRecovered++;
      quality.onRecovered();
      sink.frame(
          nowNs,
          now.id(),
          now.holder(),
          sequence - 1,
          scratch,
          plain.previousAt(),
          plain.previousBytes(),
          true);
    }
    if (now.accept(sequence) || unchecked) {
      node.counters.framesPlayed++;
      sink.frame(
          nowNs,
          now.id(),
          now.holder(),
          sequence,
          scratch,
          plain.currentAt(),
          plain.currentBytes(),
          false);
    }
  }

  long nextDeadlineNs() {
    Playing now = playing;
    return now == null ? Deadlines.NEVER : Math.min(now.untilNs, gapCheckNs);
  }

  void onDeadline(long nowNs, @Nullable Peer leader) {
    Playing now = playing;
    if (now == null) {
      return;
    }
    if (!now.runs(nowNs)) {
      end();
    } else if (gapCheckNs <= nowNs) {
      askForVoice(nowNs, now, leader);
    }
  }

  private void end() {
    playing = null;
    gapCheckNs = Deadlines.NEVER;
    node.sender.emit(new RadioEvent.Talker(null, NodeId.NONE));
  }

  private void askForVoice(long nowNs, Playing now, @Nullable Peer leader) {
    if (now.holder().equals(node.config.self()) || now.ended) {
      gapCheckNs = Deadlines.NEVER;
      return;
    }
    gapCheckNs = nowNs + relay.gapNs();
    node.counters.warmRequests++;
    relay.askSecondPath(now.id());
    if (nowNs - now.lastFrameNs >= relay.directAfterNs()) {
      relay.ask(leader, now.id());
      relay.ask(node.peers.find(now.holder().value()), now.id());
      gapCheckNs = nowNs + 2 * relay.gapNs();
    }
  }

  /// The talker may have been put out.
  void onMembership(long nowNs) {
    Playing now = playing;
    if (now != null && !node.trust.has(nowNs, now.holder(), Rights.TALK)) {
      end();
    }
  }

  /// After a sleep the countdown means nothing.
  void drop() {
    if (playing != null) {
      end();
    }
  }
}
