// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Deadlines;
import palaver.floor.DenyCause;
import palaver.floor.FloorParticipant;
import palaver.floor.ParticipantAct;
import palaver.floor.RevokeCause;
import palaver.trust.crypto.Seal;
import palaver.trust.group.Burst;
import palaver.trust.member.Rights;
import palaver.wire.radio.FloorMessage;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.Lease;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.VoiceFrameFormat;
import palaver.wire.radio.VoiceFrameWriter;
import palaver.wire.radio.VoicePlain;

/// This node's own press and what its microphone gives: requests, the lease it holds, sealed frames
/// into the tree.
final class Talking {
  private static final long MS = 1_000_000;
  private static final long FRAME_NS = 20 * MS;
  private static final int FRAMES_WITH_LEASE = 10;

  /// Where requests and releases of this node go.
  interface Server {
    void request(long nowNs, FloorMessage.Request request);

    void release(long nowNs, FloorMessage.Release release);

    /// This node is there and holds the lease.
    void sign(long nowNs, LeaseId lease, boolean media);
  }

  private final Node node;
  private final Relay relay;
  private final Auditing auditing;
  private final Server server;
  private final VoiceSink speaker;
  private final FloorParticipant participant;
  private final PreRoll preRoll;
  private final VoiceFrameWriter writer = new VoiceFrameWriter();
  private final byte[] frame = new byte[1_100];
  private final byte[] previous = new byte[VoicePlain.FRAME_BYTES_MAX];
  private int previousBytes;
  private @Nullable LeaseProof held;
  private @Nullable Burst burst;
  private @Nullable Bytes attachment;
  private long number;
  private long sequence;
  private int priority;
  private boolean emergency;
  private int format = VoiceFrameFormat.FORMAT_OPUS;
  private long keepAliveNs = Deadlines.NEVER;
  private long warnNs = Deadlines.NEVER;
  private long nowNs;

  /// @param speaker plays what a v1 device says through this node; other nodes hear it as this
  ///   one's
  Talking(Node node, Relay relay, Auditing auditing, Server server, VoiceSink speaker) {
    this.speaker = speaker;
    this.auditing = auditing;
    this.node = node;
    this.relay = relay;
    this.server = server;
    long boot = node.config.boot();
    long firstRequest = 1 + (boot & 0xfff) * 65_536;
    participant = new FloorParticipant(node.config.floorLimits(), firstRequest, this::act);
    int framesMax = (int) (node.config.floorLimits().preRollNs() / FRAME_NS);
    preRoll = new PreRoll(framesMax, VoicePlain.FRAME_BYTES_MAX);
  }

  FloorParticipant participant() {
    return participant;
  }

  /// The lease under which this node talks, null when it does not.
  @Nullable LeaseProof held() {
    return participant.number() == 0 ? null : held;
  }

  void press(long atNs, int wantedPriority, boolean urgent) {
    nowNs = atNs;
    Rights rights = node.trust.rights(atNs, node.config.self());
    priority = rights == null ? 0 : Math.min(wantedPriority, rights.priority());
    emergency = urgent && rights != null && rights.has(Rights.EMERGENCY);
    format = VoiceFrameFormat.FORMAT_OPUS;
    preRoll.clear();
    participant.press(atNs);
  }

  /// A device of protocol v1 talks through this node.
  void pressForOld(long atNs) {
    press(atNs, 0, false);
    format = VoiceFrameFormat.FORMAT_V1_AUDIO;
  }

  private boolean isForOld() {
    return format == VoiceFrameFormat.FORMAT_V1_AUDIO;
  }

  void release(long atNs) {
    nowNs = atNs;
    participant.release(atNs);
  }

  /// One encoded frame of 20 ms.
  void microphone(long atNs, byte[] bytes, int at, int length) {
    nowNs = atNs;
    if (length > VoicePlain.FRAME_BYTES_MAX) {
      return;
    }
    if (participant.mayTalk(atNs)) {
      send(bytes, at, length, 0);
    } else if (participant.isPressed() && !participant.hasWaited()) {
      preRoll.add(bytes, at, length);
    }
  }

  private void act(ParticipantAct act) {
    switch (act) {
      case ParticipantAct.SendRequest(long id) ->
          server.request(nowNs, new FloorMessage.Request(id, priority, emergency, true));
      case ParticipantAct.SendRelease(long id, long lease) -> sendRelease(id, lease);
      case ParticipantAct.OpenMicrophone(_, boolean withPreRoll) -> open(withPreRoll);
      case ParticipantAct.CloseMicrophone _ -> close();
      case ParticipantAct.Changed(var state) -> {
        // The person at this device did not press; to them somebody else talks.
        if (!isForOld()) {
          node.sender.emit(new RadioEvent.Floor(state));
        }
      }
    }
  }

  private void sendRelease(long request, long lease) {
    LeaseProof proof = held;
    LeaseId id = lease == number && proof != null ? proof.lease().id() : null;
    server.release(nowNs, new FloorMessage.Release(request, id, Math.max(0, sequence - 1)));
  }

  private void open(boolean withPreRoll) {
    sequence = 0;
    previousBytes = 0;
    keepAliveNs = nowNs;
    if (withPreRoll) {
      preRoll.drain((bytes, length) -> send(bytes, 0, length, 0));
    }
    preRoll.clear();
  }

  private void close() {
    if (held != null && sequence > 0) {
      send(previous, 0, 0, VoiceFrameFormat.FLAG_LAST);
    }
    keepAliveNs = Deadlines.NEVER;
    warnNs = Deadlines.NEVER;
  }

  private void send(byte[] bytes, int at, int length, int flags) {
    LeaseProof proof = held;
    if (proof == null) {
      return;
    }
    Lease lease = proof.lease();
    KeyId key = node.trust.keys.current();
    Burst under = burst;
    if (key == null || under == null) {
      node.counters.framesUnsealed++;
      return;
    }
    writer
        .begin(frame, 0, format, FRAME_NS, node.config.self().value(), sequence)
        .flag(sequence == 0 ? flags | VoiceFrameFormat.FLAG_FIRST : flags)
        .lease(lease.id())
        .key(key);
    if (sequence < FRAMES_WITH_LEASE) {
      writer.attach(attachment);
    }
    int sealedAt = writer.sealedAt();
    int repeatedBytes = node.rules.repeatPrevious() ? previousBytes : 0;
    int plainBytes =
        VoicePlain.write(frame, sealedAt, bytes, at, length, previous, 0, repeatedBytes);
    byte clearFlags = frame[0];
    frame[0] &= (byte) ~VoiceFrameFormat.FLAG_LEASE;
    boolean sealed =
        node.trust.keys.seal(
            key, under, sequence, frame, 0, VoiceFrameFormat.HEADER_BYTES, sealedAt, plainBytes);
    if (!sealed) {
      node.counters.framesUnsealed++;
      return;
    }
    frame[0] = clearFlags;
    int sealedBytes = plainBytes + Seal.TAG_BYTES;
    auditing.sent(nowNs, lease.id(), sequence, frame, sealedAt, sealedBytes);
    int payloadBytes = writer.length(plainBytes + Seal.TAG_BYTES);
    relay.forward(lease.id(), frame, 0, payloadBytes, null);
    if (isForOld()) {
      speaker.frame(nowNs, lease.id(), lease.holder(), sequence, bytes, at, length, false);
    }
    System.arraycopy(bytes, at, previous, 0, length);
    previousBytes = length;
    if (sequence++ == 0) {
      warnNs = nowNs + lease.talkLimitMs() * MS - node.config.floorLimits().warningNs();
    }
    server.sign(nowNs, lease.id(), true);
  }

  // What the leader says.

  /// This node's request is granted under the lease that it already listens to.
  void onGrant(long atNs, long request, boolean queued, LeaseProof proof) {
    nowNs = atNs;
    LeaseProof before = held;
    long durationNs = proof.lease().durationMs() * MS;
    if (before != null
        && participant.number() != 0
        && before.lease().id().equals(proof.lease().adopted())) {
      onAdopted(atNs, proof, durationNs);
      return;
    }
    if (before == null || !before.lease().id().equals(proof.lease().id())) {
      if (participant.number() != 0) {
        return;
      }
      hold(proof);
      number++;
    }
    participant.onGranted(atNs, request, number, durationNs, queued);
  }

  /// The burst goes on under the number of another leader; frames count anew.
  private void onAdopted(long atNs, LeaseProof proof, long durationNs) {
    hold(proof);
    sequence = 0;
    number++;
    participant.onAdopted(atNs, number, durationNs);
  }

  private void hold(LeaseProof proof) {
    held = proof;
    burst = new Burst(node.config.self(), node.config.boot(), proof.lease().id());
    byte[] bytes = new byte[LeaseProof.WIRE_BYTES_MAX];
    int length = proof.put(bytes, 0, bytes.length);
    attachment = Bytes.of(bytes, 0, Math.max(0, length));
  }

  /// A lease is heard: a renewal of the one held, or somebody else's.
  void onLease(long atNs, LeaseProof proof) {
    nowNs = atNs;
    LeaseProof mine = held();
    if (mine == null) {
      if (!proof.lease().holder().equals(node.config.self())) {
        participant.onReleaseSeen(number);
      }
      return;
    }
    long durationNs = proof.lease().durationMs() * MS;
    LeaseId id = proof.lease().id();
    if (mine.lease().id().equals(id)) {
      participant.onGranted(atNs, participant.requestId(), number, durationNs, false);
    } else if (proof.lease().holder().equals(node.config.self())) {
      if (mine.lease().id().equals(proof.lease().adopted())) {
        onAdopted(atNs, proof, durationNs);
      }
    } else if (id.compareTo(mine.lease().id()) > 0) {
      participant.onSuperseded(atNs);
    }
  }

  void onIdle(long atNs, LeaseId last) {
    nowNs = atNs;
    LeaseProof mine = held;
    if (mine == null || last.compareTo(mine.lease().id()) < 0) {
      return;
    }
    if (mine.lease().id().term().compareTo(last.term()) == 0) {
      participant.onLeaseOver(atNs);
    }
    participant.onReleaseSeen(number);
  }

  void onDenied(long atNs, long request, DenyCause cause, long retryAfterNs) {
    nowNs = atNs;
    participant.onDenied(atNs, request, cause, retryAfterNs);
  }

  void onRevoked(long atNs, LeaseId lease, RevokeCause cause, long graceNs) {
    nowNs = atNs;
    LeaseProof mine = held();
    if (mine != null && mine.lease().id().equals(lease)) {
      participant.onRevoked(atNs, number, cause, graceNs);
    }
  }

  void onQueued(long atNs, long request, int place, int size) {
    nowNs = atNs;
    participant.onQueued(atNs, request, place, size);
  }

  void onLeader(long atNs) {
    nowNs = atNs;
    participant.onLeader(atNs);
  }

  void onNoLeader(long atNs) {
    nowNs = atNs;
    participant.onNoLeader(atNs);
  }

  /// After a sleep nothing is held.
  void drop(long atNs) {
    nowNs = atNs;
    held = null;
    participant.drop(atNs);
  }

  long nextDeadlineNs() {
    return Math.min(participant.nextDeadlineNs(), Math.min(keepAliveNs, warnNs));
  }

  void onDeadline(long atNs) {
    nowNs = atNs;
    participant.onDeadline(atNs);
    LeaseProof mine = held();
    if (keepAliveNs <= atNs) {
      keepAliveNs = mine == null ? Deadlines.NEVER : atNs + node.config.limits().keepAliveNs();
      if (mine != null) {
        server.sign(atNs, mine.lease().id(), false);
      }
    }
    if (warnNs <= atNs) {
      warnNs = Deadlines.NEVER;
      node.sender.emit(new RadioEvent.TalkLimitNear(node.config.floorLimits().warningNs()));
    }
  }
}
