// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;
import palaver.trust.audit.BurstAudit;
import palaver.trust.audit.BurstDigest;
import palaver.wire.radio.AuditMessage.FrameDigest;
import palaver.wire.radio.AuditMessage.MismatchReport;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;

/// Finds voice that the talker never said. The talker signs the hashes of its frames every 500 ms;
/// the digests take the paths of the tree; who heard another frame under one of the numbers mutes
/// the burst, tells its people, and reports the neighbour that it came from to the leader.
final class Auditing {
  private static final long NONE = BurstAudit.NONE;

  private final Node node;
  private final Relay relay;
  private final Leadership leadership;
  private final BurstDigest digest;
  private final BurstAudit audit;
  private @Nullable LeaseId said;
  private @Nullable LeaseId heard;
  private @Nullable LeaseId muted;
  private NodeId lastFrom = NodeId.NONE;
  private long newestDigest = NONE;
  private long signNs = Deadlines.NEVER;

  Auditing(Node node, Relay relay, Leadership leadership) {
    this.node = node;
    this.relay = relay;
    this.leadership = leadership;
    digest = new BurstDigest(node.trust.frameHash());
    audit = new BurstAudit(node.trust.frameHash());
  }

  // The talker.

  /// A frame goes out, sealed.
  ///
  /// @param sealedAt where its sealed part starts; the frame itself starts at 0
  void sent(long nowNs, LeaseId lease, long sequence, byte[] frame, int sealedAt, int sealedBytes) {
    if (!lease.equals(said)) {
      sign();
      said = lease;
    }
    digest.sent(sequence, frame, 0, sealedAt, sealedBytes);
    if (signNs == Deadlines.NEVER) {
      signNs = nowNs + BurstDigest.EVERY_NS;
    }
  }

  private void sign() {
    LeaseId lease = said;
    FrameDigest message = lease == null ? null : digest.take(lease);
    signNs = Deadlines.NEVER;
    if (message != null) {
      passOn(null, node.sender.sign(message));
    }
  }

  private void passOn(@Nullable Peer from, SignedStatement statement) {
    Peer parent = relay.parent();
    if (parent != null && parent != from) {
      node.sender.send(parent, statement);
    }
    for (Peer child : relay.children()) {
      if (child != from) {
        node.sender.send(child, statement);
      }
    }
  }

  long nextDeadlineNs() {
    return signNs;
  }

  void onDeadline(long nowNs) {
    if (signNs <= nowNs) {
      sign();
    }
  }

  // The listeners.

  /// Whether a burst is no longer played.
  boolean isMuted(LeaseId lease) {
    return lease.equals(muted);
  }

  /// A frame came and its seal holds.
  void received(
      LeaseId lease,
      long sequence,
      NodeId from,
      byte[] bytes,
      int frameAt,
      int sealedAt,
      int sealedBytes) {
    if (!lease.equals(heard)) {
      heard = lease;
      newestDigest = NONE;
    }
    lastFrom = from;
    audit.received(lease, sequence, bytes, frameAt, sealedAt, sealedBytes);
  }

  /// What a talker signed, from a neighbour.
  ///
  /// @param playing the burst that is played here
  void onDigest(
      long nowNs, Peer from, FrameDigest message, SignedStatement statement, Playing playing) {
    boolean meant =
        message.lease().equals(playing.id()) && statement.signer().equals(playing.holder());
    if (!meant || (message.lease().equals(heard) && message.firstSequence() <= newestDigest)) {
      return;
    }
    newestDigest = message.firstSequence();
    passOn(from, statement);
    long forged = audit.mismatch(message);
    if (forged != NONE && !isMuted(message.lease())) {
      mute(nowNs, message.lease(), forged);
    }
  }

  private void mute(long nowNs, LeaseId lease, long sequence) {
    muted = lease;
    node.counters.framesForged++;
    node.sender.emit(new RadioEvent.VoiceForged(lease, sequence, lastFrom));
    note(nowNs, node.config.self(), new MismatchReport(lease, sequence, lastFrom));
    Peer leader = leadership.leader();
    if (leader != null) {
      node.sender.send(leader, new MismatchReport(lease, sequence, lastFrom));
    }
  }

  /// As the leader: a member heard what the talker never said.
  void onReport(long nowNs, Peer from, MismatchReport report) {
    if (leadership.leads() && from.member) {
      note(nowNs, from.id, report);
    }
  }

  private void note(long nowNs, NodeId by, MismatchReport report) {
    node.audit.append(
        node.trust.epochMs(nowNs),
        by,
        "voice-forged",
        "frame "
            + report.sequence()
            + " of "
            + report.lease().number()
            + " came from "
            + report.from());
  }
}
