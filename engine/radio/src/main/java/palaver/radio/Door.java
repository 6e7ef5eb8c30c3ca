// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import palaver.base.Bytes;
import palaver.trust.member.DeviceKeys;
import palaver.trust.member.Doorkeeper;
import palaver.trust.member.FourWords;
import palaver.trust.member.JoinDecision;
import palaver.trust.member.JoinDecision.Admitted;
import palaver.trust.member.JoinDecision.Pending;
import palaver.trust.member.JoinDecision.Refused;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.TrustMessage;
import palaver.wire.radio.TrustMessage.JoinKnock;
import palaver.wire.radio.TrustMessage.JoinRequest;
import palaver.wire.radio.TrustMessage.RefuseCause;

/// Who comes into the channel. The leader answers those who ask, and tells the operators' devices
/// who waits; an operator's device signs the answer. Nobody else can let anybody in.
///
/// At most 16 wait: see [Doorkeeper].
final class Door {
  private static final long RETRY_PENDING_MS = 2_000;
  private static final long RETRY_REFUSED_MS = 10_000;
  private static final long KNOCK_NS = 10_000_000_000L;

  /// How documents reach the rest of the node and the other members.
  interface Documents {

    /// Takes an entry that this node's operator signed, and passes it on.
    void sign(long nowNs, Bytes entry);

    /// The set took an entry by itself: an invite was used.
    void added(long nowNs, Bytes entry);
  }

  /// Somebody waits, as an operator sees it.
  private record Knock(DeviceKeys keys, String name, String words, long seenNs) {}

  private final Node node;
  private final Leadership leadership;
  private final Documents documents;
  private final Doorkeeper keeper;
  private final TreeMap<NodeId, Knock> knocks = new TreeMap<>();
  private final TreeMap<NodeId, Integer> addresses = new TreeMap<>();
  private final Redirecting redirecting;

  Door(Node node, Leadership leadership, Whereabouts whereabouts, Documents documents) {
    this.node = node;
    this.leadership = leadership;
    redirecting = new Redirecting(node, whereabouts);
    this.documents = documents;
    keeper = new Doorkeeper(node.trust.membership, node.trust.secrets, node.rules.door());
  }

  private boolean answers() {
    return leadership.leads() || leadership.isAlone();
  }

  /// A stranger asks without having shown that it receives at its address.
  void onUnknownAddress(long nowNs, int address, NodeId who) {
    if (answers()) {
      Bytes cookie = node.trust.cookies.issue(nowNs, address, who);
      node.sender.sendUnproven(address, new TrustMessage.Cookie(cookie));
    } else {
      redirecting.onRequest(nowNs, address, who);
    }
  }

  /// A device that holds its own keys, and its address, asks to come in.
  void onRequest(long nowNs, int address, JoinRequest request) {
    if (!answers() || !node.trust.isMember(nowNs, node.config.self())) {
      return;
    }
    keeper.policy(node.rules.door());
    long digest = node.trust.membership.shortDigest();
    JoinDecision decision = keeper.decide(nowNs, node.trust.epochMs(nowNs), request);
    NodeId who = new DeviceKeys(request.signingKey(), request.agreementKey()).node();
    switch (decision) {
      case Admitted(MemberEntry entry) -> {
        if (node.trust.membership.shortDigest() != digest) {
          documents.added(nowNs, entry.signed());
        }
        forgetAddress(who);
        accept(address, entry);
      }
      case Pending(String words, Bytes nonce) -> {
        keepAddress(who, address);
        node.sender.sendUnproven(
            address,
            new TrustMessage.JoinPending(
                who, nonce, RETRY_PENDING_MS, node.trust.membership.channelKey()));
        tellOperators(nowNs, request, nonce, words);
      }
      case Refused(RefuseCause cause) -> refuse(address, who, cause);
    }
  }

  private void accept(int address, MemberEntry entry) {
    Membership members = node.trust.membership;
    List<Bytes> certificates = new ArrayList<>();
    addCertificate(certificates, entry);
    List<Bytes> others = new ArrayList<>();
    MemberEntry own = members.entry(node.config.self());
    if (own != null) {
      // A device believes nobody it does not know, and so could not ask for the other entries.
      addCertificate(certificates, own);
      others.add(own.signed());
    }
    node.sender.sendUnproven(
        address,
        new TrustMessage.JoinAccept(
            entry.node(), members.channelKey(), entry.signed(), certificates, others));
  }

  private void addCertificate(List<Bytes> certificates, MemberEntry entry) {
    Bytes certificate = node.trust.membership.certificate(entry.issuer());
    if (certificate != null && !certificates.contains(certificate)) {
      certificates.add(certificate);
    }
  }

  private void refuse(int address, NodeId who, RefuseCause cause) {
    node.sender.sendUnproven(address, new TrustMessage.JoinRefuse(who, cause, RETRY_REFUSED_MS));
  }

  private void keepAddress(NodeId who, int address) {
    Integer before = addresses.get(who);
    if (before == null || before != address) {
      node.sender.outbox().retain(address);
      addresses.put(who, address);
      if (before != null) {
        node.sender.outbox().release(before);
      }
    }
  }

  private void forgetAddress(NodeId who) {
    Integer address = addresses.remove(who);
    if (address != null) {
      node.sender.outbox().release(address);
    }
  }

  private void tellOperators(long nowNs, JoinRequest request, Bytes nonce, String words) {
    JoinKnock knock =
        new JoinKnock(
            request.signingKey(), request.agreementKey(), request.name(), request.nonce(), nonce);
    note(nowNs, knock, words);
    for (Peer peer : node.livePeers(nowNs)) {
      if (node.trust.isOperator(nowNs, peer.id)) {
        node.sender.send(peer, knock);
      }
    }
  }

  /// The leader says who waits.
  void onKnock(long nowNs, Peer from, JoinKnock knock) {
    if (from != leadership.leader() || !node.trust.isOperator(nowNs, node.config.self())) {
      return;
    }
    JoinRequest request =
        new JoinRequest(
            knock.signingKey(),
            knock.agreementKey(),
            knock.name(),
            node.capabilities(),
            knock.nonce(),
            null,
            null);
    Bytes channelKey = node.trust.membership.channelKey();
    note(nowNs, knock, FourWords.of(channelKey, request, knock.answerNonce()));
  }

  private void note(long nowNs, JoinKnock knock, String words) {
    DeviceKeys keys = new DeviceKeys(knock.signingKey(), knock.agreementKey());
    Knock known = knocks.get(keys.node());
    if (known == null && knocks.size() >= Doorkeeper.PENDING_MAX) {
      return;
    }
    knocks.put(keys.node(), new Knock(keys, knock.name(), words, nowNs));
    if (known == null || !known.words.equals(words)) {
      node.sender.emit(new RadioEvent.Knocked(keys.node(), keys, knock.name(), words));
    }
  }

  /// This node's operator lets a device in that waits.
  void admit(long nowNs, NodeId who, Rights rights, long untilEpochMs) {
    Knock knock = knocks.get(who);
    if (knock != null && node.trust.isOperator(nowNs, node.config.self())) {
      long untilMs =
          Math.min(untilEpochMs, node.trust.membership.operatorUntil(node.config.self()));
      documents.sign(nowNs, node.trust.admit(knock.keys, knock.name, rights, untilMs));
      over(who);
    }
  }

  /// This node's operator does not let a device in.
  void decline(long nowNs, NodeId who) {
    if (!node.trust.isOperator(nowNs, node.config.self())) {
      return;
    }
    over(who);
    Peer leader = leadership.leader();
    if (answers()) {
      turnAway(who);
    } else if (leader != null) {
      node.sender.send(leader, new TrustMessage.JoinDecline(who));
    }
  }

  /// An operator says no; that it is one was checked.
  void onDecline(TrustMessage.JoinDecline decline) {
    if (leadership.leads()) {
      over(decline.node());
      turnAway(decline.node());
    }
  }

  private void turnAway(NodeId who) {
    keeper.decline(who);
    Integer address = addresses.get(who);
    if (address != null) {
      refuse(address, who, RefuseCause.DECLINED);
      forgetAddress(who);
    }
  }

  /// This node's operator puts a member out, at once and for ever.
  void putOut(long nowNs, NodeId who) {
    MemberEntry entry = node.trust.membership.entry(who);
    if (entry != null && node.trust.isOperator(nowNs, node.config.self())) {
      documents.sign(nowNs, node.trust.revoke(entry));
    }
  }

  private void over(NodeId who) {
    if (knocks.remove(who) != null) {
      node.sender.emit(new RadioEvent.KnockOver(who));
    }
  }

  /// Once a second: who no longer asks, or is in, does not wait any more.
  void housekeeping(long nowNs) {
    for (NodeId who : new ArrayList<>(knocks.keySet())) {
      Knock knock = knocks.get(who);
      if (knock != null && (nowNs - knock.seenNs >= KNOCK_NS || node.trust.isMember(nowNs, who))) {
        over(who);
      }
    }
    keeper.waiting(nowNs);
    for (NodeId who : new ArrayList<>(addresses.keySet())) {
      if (keeper.waiting(who) == null) {
        forgetAddress(who);
      }
    }
  }
}
