// SPDX-License-Identifier: Apache-2.0
package palaver.trust.link;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.SecretSource;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.Digests;
import palaver.trust.crypto.KeyAgreement;
import palaver.wire.BigEndian;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.TrustMessage.SessionAnswer;
import palaver.wire.radio.TrustMessage.SessionOpen;

/// The links of this node to other members: a signed key agreement with fresh keys on both sides,
/// renewed every ten minutes. Losing a device's long-term keys does not open what was said before.
///
/// Either side may open the first link; when both try at once, the one of the smaller node id
/// counts. Messages come in only after their signature and sender were checked.
public final class Links {

  /// How long keys are used.
  public static final long ROTATE_NS = 600_000_000_000L;

  /// How long the keys before are still accepted.
  static final long PREVIOUS_NS = 10_000_000_000L;

  /// How long an unanswered attempt counts as under way.
  static final long ATTEMPT_NS = 1_000_000_000L;

  /// When an unanswered request is worth repeating.
  static final long REPEAT_NS = 150_000_000L;

  /// What one side knows of the other.
  private static final class Peer {
    final Link link = new Link();
    @Nullable Attempt attempt;
    boolean heard;
    long heardBoot;
    long heardGeneration;
    @Nullable SessionAnswer lastAnswer;
  }

  private record Attempt(SessionOpen message, Bytes secret, long sinceNs, long sentNs) {

    Attempt again(long nowNs) {
      return new Attempt(message, secret, sinceNs, nowNs);
    }
  }

  private final Crypto crypto;
  private final SecretSource secrets;
  private final NodeId self;
  private final long boot;
  private final int peersMax;
  private final TreeMap<NodeId, Peer> peers = new TreeMap<>();
  private long generations;

  /// The links of `self` in its run `boot`, to at most `peersMax` members.
  public Links(Crypto crypto, SecretSource secrets, NodeId self, long boot, int peersMax) {
    this.crypto = crypto;
    this.secrets = secrets;
    this.self = self;
    this.boot = boot;
    this.peersMax = peersMax;
  }

  /// Starts a link, or renews it; null while there is nothing to send: a request is under way and
  /// not old enough to be repeated, or there is no room.
  ///
  /// @param cookie the peer's cookie, or null
  public @Nullable SessionOpen open(long nowNs, NodeId to, @Nullable Bytes cookie) {
    Peer peer = peer(to);
    if (peer == null) {
      return null;
    }
    Attempt before = peer.attempt;
    if (before != null && nowNs - before.sinceNs < ATTEMPT_NS) {
      boolean repeat = nowNs - before.sentNs >= REPEAT_NS;
      peer.attempt = repeat ? before.again(nowNs) : before;
      return repeat ? before.message : null;
    }
    Bytes secret = Bytes.of(secrets.bytes(KeyAgreement.KEY_BYTES));
    Bytes publicKey = crypto.agreement().publicKey(secret);
    SessionOpen message = new SessionOpen(to, boot, ++generations, publicKey, cookie);
    peer.attempt = new Attempt(message, secret, nowNs, nowNs);
    return message;
  }

  private @Nullable Peer peer(NodeId node) {
    Peer known = peers.get(node);
    if (known == null && peers.size() < peersMax) {
      known = new Peer();
      peers.put(node, known);
    }
    return known;
  }

  /// Whether the last request to that node has had no answer so far.
  public boolean isUnanswered(NodeId to) {
    Peer peer = peers.get(to);
    return peer != null && peer.attempt != null;
  }

  /// Answers a request of `from`; null when it is stale, not for this node, or ours counts.
  public @Nullable SessionAnswer onOpen(long nowNs, NodeId from, SessionOpen open) {
    Peer peer = open.to().equals(self) ? peer(from) : null;
    if (peer == null || isStale(peer, open)) {
      return null;
    }
    boolean ours = peer.attempt != null && nowNs - peer.attempt.sinceNs < ATTEMPT_NS;
    if (ours && self.compareTo(from) < 0) {
      return null;
    }
    SessionAnswer last = peer.lastAnswer;
    if (last != null && last.openedKey().equals(open.ephemeralKey())) {
      return last;
    }
    Bytes secret = Bytes.of(secrets.bytes(KeyAgreement.KEY_BYTES));
    Bytes shared = crypto.agreement().agree(secret, open.ephemeralKey());
    if (shared == null) {
      return null;
    }
    SessionAnswer answer =
        new SessionAnswer(
            from,
            boot,
            open.generation(),
            crypto.agreement().publicKey(secret),
            open.ephemeralKey());
    Bytes transcript = transcript(from, open.boot(), self, boot, answer);
    peer.link.offer(LinkKeys.derive(crypto, shared, transcript, false));
    peer.attempt = null;
    peer.heard = true;
    peer.heardBoot = open.boot();
    peer.heardGeneration = open.generation();
    peer.lastAnswer = answer;
    return answer;
  }

  private static boolean isStale(Peer peer, SessionOpen open) {
    int order = peer.heard ? Long.compareUnsigned(open.boot(), peer.heardBoot) : 1;
    return order < 0 || (order == 0 && open.generation() < peer.heardGeneration);
  }

  /// Takes the answer to our request; whether the link is open now.
  public boolean onAnswer(long nowNs, NodeId from, SessionAnswer answer) {
    Peer peer = peers.get(from);
    Attempt attempt = peer == null ? null : peer.attempt;
    if (peer == null
        || attempt == null
        || !answer.to().equals(self)
        || answer.generation() != attempt.message.generation()
        || !answer.openedKey().equals(attempt.message.ephemeralKey())) {
      return false;
    }
    Bytes shared = crypto.agreement().agree(attempt.secret, answer.ephemeralKey());
    if (shared == null) {
      return false;
    }
    Bytes transcript = transcript(self, boot, from, answer.boot(), answer);
    peer.link.adopt(nowNs, LinkKeys.derive(crypto, shared, transcript, true));
    peer.attempt = null;
    return true;
  }

  private static Bytes transcript(
      NodeId asker, long askerBoot, NodeId answerer, long answererBoot, SessionAnswer answer) {
    byte[] names = new byte[40];
    BigEndian.put64(names, 0, asker.value());
    BigEndian.put64(names, 8, askerBoot);
    BigEndian.put64(names, 16, answerer.value());
    BigEndian.put64(names, 24, answererBoot);
    BigEndian.put64(names, 32, answer.generation());
    return Digests.sha256(Bytes.of(names), answer.openedKey(), answer.ephemeralKey());
  }

  /// Whether datagrams to and from that node can be authenticated both ways.
  public boolean isOpen(NodeId node) {
    Peer peer = peers.get(node);
    return peer != null && peer.link.isOpen();
  }

  /// Whether [#tag] makes something for that node: it may lack the keys still.
  public boolean isReady(NodeId node) {
    Peer peer = peers.get(node);
    return peer != null && peer.link.isReady();
  }

  /// Whether this node should renew the link now: the smaller node id does.
  public boolean isDue(long nowNs, NodeId node) {
    Peer peer = peers.get(node);
    return peer != null
        && peer.link.isOpen()
        && self.compareTo(node) < 0
        && nowNs - peer.link.currentSinceNs() >= ROTATE_NS;
  }

  /// Writes the MAC for `to`; false without a link.
  public boolean tag(NodeId to, byte[] bytes, int from, int length, byte[] out, int at) {
    Peer peer = peers.get(to);
    return peer != null && peer.link.tag(bytes, from, length, out, at);
  }

  /// Whether the 16 bytes at `tagAt` are the MAC that `from` made for this node.
  public boolean check(long nowNs, NodeId sender, byte[] bytes, int from, int length, int tagAt) {
    Peer peer = peers.get(sender);
    return peer != null && peer.link.check(nowNs, bytes, from, length, tagAt);
  }

  /// Seals a short secret for one member; empty without a link.
  public Bytes seal(NodeId to, Bytes secret) {
    Peer peer = peers.get(to);
    return peer == null ? Bytes.EMPTY : peer.link.seal(secret);
  }

  /// Opens what a member sealed for this node; empty when it is something else.
  public Bytes open(NodeId from, Bytes sealed) {
    Peer peer = peers.get(from);
    return peer == null ? Bytes.EMPTY : peer.link.open(sealed);
  }

  /// Forgets a member's keys at once: it was put out, or left.
  public void drop(NodeId node) {
    peers.remove(node);
  }

  public int peerCount() {
    return peers.size();
  }
}
