// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.TrustMessage;

/// Keeps the membership sets of all nodes alike. Heartbeats carry a digest; who has another one
/// asks. What an operator decides is passed on at once.
final class MembershipSync {
  private static final int ENTRIES_AT_ONCE = 2;
  private static final int CERTIFICATES_AT_ONCE = 2;
  private static final long ASK_NS = 300_000_000;
  private static final long STRANGER_NS = 1_000_000_000;

  /// What follows when the set has changed.
  interface Changed {
    /// The set is another one now.
    ///
    /// @param removed whether somebody is no longer a member
    void changed(long nowNs, boolean removed);
  }

  private final Node node;
  private final Membership set;
  private final Changed changed;
  private long strangerNs = Long.MIN_VALUE / 2;

  MembershipSync(Node node, Changed changed) {
    this.node = node;
    this.changed = changed;
    set = node.trust.membership;
  }

  /// Takes documents, in any order and from anybody: each carries its own signature. Whether any
  /// was new.
  boolean take(long nowNs, List<Bytes> certificates, List<Bytes> entries) {
    List<Bytes> newCertificates = new ArrayList<>();
    for (Bytes certificate : certificates) {
      if (set.addCertificate(certificate) == Membership.Outcome.ADDED) {
        newCertificates.add(certificate);
      }
    }
    List<Bytes> newEntries = new ArrayList<>();
    for (Bytes entry : entries) {
      if (set.add(entry) == Membership.Outcome.ADDED) {
        newEntries.add(entry);
      }
    }
    boolean any = !newCertificates.isEmpty() || !newEntries.isEmpty();
    if (any) {
      keep(nowNs, newCertificates, newEntries);
    }
    return any;
  }

  /// Keeps what the set has taken, and tells the rest of the node.
  void keep(long nowNs, List<Bytes> certificates, List<Bytes> entries) {
    node.store.membership(certificates, entries);
    boolean removed = false;
    for (Bytes entry : entries) {
      if (MemberEntry.parse(entry) instanceof Parsed.Ok<MemberEntry>(MemberEntry read)) {
        removed |= read.revoked();
        if (read.revoked()) {
          tellWhoIsOut(read.node(), entry);
        }
        String kind = read.revoked() ? "member-put-out" : "member-admitted";
        node.audit.append(node.trust.epochMs(nowNs), read.issuer(), kind, "" + read.node());
      }
    }
    changed.changed(nowNs, removed);
  }

  /// As long as there is a link: from then on nobody says anything to it.
  private void tellWhoIsOut(NodeId device, Bytes removal) {
    Peer out = node.peers.find(device.value());
    if (out != null) {
      send(out, List.of(), List.of(removal));
    }
  }

  /// Another has told the digest of its set.
  void onDigest(long nowNs, Peer peer, long digest) {
    if (digest != set.shortDigest() && nowNs - peer.askedMembershipNs >= ASK_NS) {
      peer.askedMembershipNs = nowNs;
      node.sender.send(peer, new TrustMessage.MembershipRequest(set.shortDigest(), NodeId.NONE));
    }
  }

  /// Somebody of this channel is heard who is no member here, though perhaps at others: the leader
  /// is asked, or who else there is.
  void onStranger(long nowNs, @Nullable Peer leader) {
    if (nowNs - strangerNs < STRANGER_NS) {
      return;
    }
    strangerNs = nowNs;
    List<Peer> live = node.livePeers(nowNs);
    Peer asked = leader != null || live.isEmpty() ? leader : pick(live);
    if (asked != null) {
      node.sender.send(asked, new TrustMessage.MembershipRequest(set.shortDigest(), NodeId.NONE));
    }
  }

  private Peer pick(List<Peer> live) {
    return live.get(node.random.nextInt(live.size()));
  }

  void onRequest(Peer peer, TrustMessage.MembershipRequest request) {
    List<Bytes> entries = set.entriesAfter(request.after(), ENTRIES_AT_ONCE);
    List<Bytes> certificates = request.after().equals(NodeId.NONE) ? set.certificates() : List.of();
    for (int i = 0; i < certificates.size(); i += CERTIFICATES_AT_ONCE) {
      int to = Math.min(certificates.size(), i + CERTIFICATES_AT_ONCE);
      send(peer, certificates.subList(i, to), List.of());
    }
    if (!entries.isEmpty()) {
      send(peer, List.of(), entries);
    }
  }

  /// A part of another's set; more is asked for until it is at its end.
  void onPart(long nowNs, Peer peer, TrustMessage.Membership part) {
    take(nowNs, part.certificates(), part.entries());
    if (part.entries().isEmpty() && part.certificates().isEmpty()) {
      onDigest(nowNs, peer, part.digest());
    }
    if (!part.entries().isEmpty()
        && part.digest() != set.shortDigest()
        && MemberEntry.parse(part.entries().getLast())
            instanceof Parsed.Ok<MemberEntry>(MemberEntry last)) {
      peer.askedMembershipNs = nowNs;
      node.sender.send(peer, new TrustMessage.MembershipRequest(set.shortDigest(), last.node()));
    }
  }

  /// Passes documents on to those who should not wait for a heartbeat.
  void passOn(Iterable<Peer> peers, List<Bytes> certificates, List<Bytes> entries) {
    for (Peer peer : peers) {
      send(peer, certificates, entries);
    }
  }

  /// Tells others at once that the set has changed: they ask for what they lack.
  void announce(List<Peer> peers) {
    passOn(peers, List.of(), List.of());
  }

  private void send(Peer peer, List<Bytes> certificates, List<Bytes> entries) {
    long digest = set.shortDigest();
    node.sender.send(peer, new TrustMessage.Membership(digest, certificates, entries));
  }
}
