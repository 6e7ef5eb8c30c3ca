// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.Digests;
import palaver.wire.BigEndian;
import palaver.wire.radio.NodeId;

/// Who belongs to the channel: a set of entries and operator certificates that merges by union, in
/// any order, to the same answer everywhere.
///
/// - Removal wins: a device that any operator put out stays out; it comes back with new keys only.
/// - An entry never outlives the certificate of the operator who signed it.
/// - Of an invite, the devices with the smallest node ids stay, as many as it has uses.
/// - A removal that voids what an operator issued voids its other entries too.
///
/// When the set is full, new devices are refused; removals are not.
public final class Membership {

  /// Bounds of the set.
  ///
  /// @param entriesMax entries, one for each device and issuer
  /// @param certificatesMax operator certificates
  public record Limits(int entriesMax, int certificatesMax) {
    public static final Limits DEFAULT = new Limits(1_000, 32);
  }

  /// What became of something that was to be added.
  public enum Outcome {
    ADDED,
    /// It is there already, or something newer is.
    KNOWN,
    /// The bytes are not a document.
    MALFORMED,
    /// No signature that counts.
    FORGED,
    /// Signed by somebody whose certificate is not here.
    ISSUER_UNKNOWN,
    /// Longer valid than its issuer.
    TOO_LONG_VALID,
    FULL
  }

  private record Slot(NodeId node, NodeId issuer) {}

  private static final Comparator<Slot> BY_NODE =
      Comparator.comparing(Slot::node).thenComparing(Slot::issuer);

  private final Crypto crypto;
  private final Bytes channelKey;
  private final Limits limits;
  private final TreeMap<NodeId, OperatorCertificate> certificates = new TreeMap<>();
  private final TreeMap<Slot, MemberEntry> entries = new TreeMap<>(BY_NODE);
  private TreeMap<NodeId, MemberEntry> view = new TreeMap<>();
  private Bytes digest = Bytes.EMPTY;

  public Membership(Crypto crypto, Bytes channelKey, Limits limits) {
    this.crypto = crypto;
    this.channelKey = channelKey;
    this.limits = limits;
    refresh();
  }

  /// A set of its own with the same content.
  public Membership copy() {
    Membership copy = new Membership(crypto, channelKey, limits);
    copy.certificates.putAll(certificates);
    copy.entries.putAll(entries);
    copy.view = new TreeMap<>(view);
    copy.digest = digest;
    return copy;
  }

  public Bytes channelKey() {
    return channelKey;
  }

  /// Adds an operator's certificate.
  public Outcome addCertificate(Bytes signed) {
    switch (OperatorCertificate.parse(crypto.signatures(), channelKey, signed)) {
      case Parsed.Malformed<OperatorCertificate>(String reason) -> {
        return reason.equals("certificate-forged") ? Outcome.FORGED : Outcome.MALFORMED;
      }
      case Parsed.Ok<OperatorCertificate>(OperatorCertificate certificate) -> {
        OperatorCertificate known = certificates.get(certificate.node());
        if (known != null && known.untilEpochMs() >= certificate.untilEpochMs()) {
          return Outcome.KNOWN;
        }
        if (known == null && certificates.size() >= limits.certificatesMax) {
          return Outcome.FULL;
        }
        certificates.put(certificate.node(), certificate);
        refresh();
        return Outcome.ADDED;
      }
    }
  }

  /// Adds an entry.
  public Outcome add(Bytes signed) {
    switch (MemberEntry.parse(signed)) {
      case Parsed.Malformed<MemberEntry> _ -> {
        return Outcome.MALFORMED;
      }
      case Parsed.Ok<MemberEntry>(MemberEntry entry) -> {
        return add(entry);
      }
    }
  }

  private Outcome add(MemberEntry entry) {
    Slot slot = new Slot(entry.node(), entry.issuer());
    MemberEntry known = entries.get(slot);
    if (known != null && !entry.winsOver(known)) {
      return Outcome.KNOWN;
    }
    if (known == null && !entry.revoked() && entries.size() >= limits.entriesMax) {
      return Outcome.FULL;
    }
    Outcome outcome = check(entry);
    if (outcome == Outcome.ADDED) {
      entries.put(slot, entry);
      dropForRoom();
      refresh();
    }
    return outcome;
  }

  /// A removal found the set full: the last entry that is none makes room.
  private void dropForRoom() {
    Slot at = entries.isEmpty() ? null : entries.lastKey();
    while (entries.size() > limits.entriesMax && at != null) {
      Slot lower = entries.lowerKey(at);
      MemberEntry entry = entries.get(at);
      if (entry != null && !entry.revoked()) {
        entries.remove(at);
      }
      at = lower;
    }
  }

  private Outcome check(MemberEntry entry) {
    Signed document = Signed.of(entry.signed());
    if (entry.issuer().equals(NodeId.NONE)) {
      boolean holds = document.isSignedBy(crypto.signatures(), channelKey, MemberEntry.LABEL);
      return holds ? Outcome.ADDED : Outcome.FORGED;
    }
    OperatorCertificate issuer = certificates.get(entry.issuer());
    if (issuer == null) {
      return Outcome.ISSUER_UNKNOWN;
    }
    Bytes key = entry.invite() == null ? issuer.operator() : inviteKey(entry, issuer);
    if (key == null || !document.isSignedBy(crypto.signatures(), key, MemberEntry.LABEL)) {
      return Outcome.FORGED;
    }
    boolean tooLong = !entry.revoked() && entry.untilEpochMs() > issuer.untilEpochMs();
    return tooLong ? Outcome.TOO_LONG_VALID : Outcome.ADDED;
  }

  /// The key that an entry by invite must be signed with; null when it does not keep to the invite.
  private @Nullable Bytes inviteKey(MemberEntry entry, OperatorCertificate issuer) {
    Invite invite = inviteOf(entry);
    if (invite == null) {
      return null;
    }
    boolean kept =
        invite.issuer().equals(entry.issuer())
            && invite.isSignedBy(crypto.signatures(), issuer.operator())
            && invite.rights().equals(entry.rights())
            && invite.memberUntilEpochMs() == entry.untilEpochMs()
            && entry.version() == 0
            && !entry.revoked();
    return kept ? invite.inviteKey() : null;
  }

  /// The invite that an entry was made with, or null.
  public static @Nullable Invite inviteOf(MemberEntry entry) {
    Bytes signed = entry.invite();
    return signed != null && Invite.parse(signed) instanceof Parsed.Ok<Invite>(Invite invite)
        ? invite
        : null;
  }

  private void refresh() {
    TreeMap<NodeId, MemberEntry> best = new TreeMap<>();
    List<NodeId> voided = voidedIssuers();
    for (MemberEntry entry : entries.values()) {
      MemberEntry other = best.get(entry.node());
      boolean counts = entry.revoked() || !voided.contains(entry.issuer());
      if (counts && (other == null || entry.winsOver(other))) {
        best.put(entry.node(), entry);
      }
    }
    dropOverused(best);
    view = best;
    digest = computeDigest();
  }

  private List<NodeId> voidedIssuers() {
    List<NodeId> voided = new ArrayList<>();
    for (MemberEntry entry : entries.values()) {
      if (entry.revoked() && entry.voidsIssued()) {
        voided.add(entry.node());
      }
    }
    return voided;
  }

  private static void dropOverused(Map<NodeId, MemberEntry> best) {
    TreeMap<String, Integer> used = new TreeMap<>();
    best.values()
        .removeIf(entry -> {
          Invite invite = inviteOf(entry);
          return invite != null
              && used.merge(invite.inviteKey().hex(), 1, Integer::sum) > invite.usesMax();
        });
  }

  private Bytes computeDigest() {
    MessageDigest sha256 = Digests.sha256();
    for (OperatorCertificate certificate : certificates.values()) {
      sha256.update(certificate.signed().toArray());
    }
    for (MemberEntry entry : entries.values()) {
      sha256.update(entry.signed().toArray());
    }
    return Bytes.of(sha256.digest());
  }

  /// SHA-256 of the whole set: two nodes with the same digest agree on everybody.
  public Bytes digest() {
    return digest;
  }

  /// The first 8 bytes of the digest, as heartbeats carry it.
  public long shortDigest() {
    return BigEndian.i64(digest.toArray(), 0);
  }

  /// What counts for a device, also when it was put out or has expired; null for a stranger.
  public @Nullable MemberEntry entry(NodeId node) {
    return view.get(node);
  }

  /// What a device may do now; null when it is no member.
  ///
  /// @param nowEpochMs the wall clock, in milliseconds since 1970
  public @Nullable Rights rights(NodeId node, long nowEpochMs) {
    MemberEntry entry = view.get(node);
    if (entry == null || entry.revoked() || nowEpochMs >= entry.untilEpochMs()) {
      return null;
    }
    return entry.rights();
  }

  public boolean isMember(NodeId node, long nowEpochMs) {
    return rights(node, nowEpochMs) != null;
  }

  /// Whether a device may admit, revoke and change settings now.
  public boolean isOperator(NodeId node, long nowEpochMs) {
    OperatorCertificate certificate = certificates.get(node);
    MemberEntry entry = view.get(node);
    return certificate != null
        && certificate.isValidAt(nowEpochMs)
        && (entry == null || !entry.revoked());
  }

  /// The key of an operator's word, also of one whose time is over: what it wanted in its time
  /// holds. Null for who never was one, and for one whose deeds were voided.
  public @Nullable Bytes operatorKey(NodeId node) {
    OperatorCertificate certificate = certificates.get(node);
    MemberEntry entry = view.get(node);
    boolean voided = entry != null && entry.revoked() && entry.voidsIssued();
    return certificate == null || voided ? null : certificate.operator();
  }

  /// How many devices an invite has brought in.
  public int usesOf(Invite invite) {
    int uses = 0;
    for (MemberEntry entry : view.values()) {
      Invite by = inviteOf(entry);
      uses += by != null && by.inviteKey().equals(invite.inviteKey()) ? 1 : 0;
    }
    return uses;
  }

  /// The certificate of an operator, or null.
  public @Nullable Bytes certificate(NodeId node) {
    OperatorCertificate certificate = certificates.get(node);
    return certificate == null ? null : certificate.signed();
  }

  /// When the time of an operator ends, in milliseconds since 1970; 0 for who is none.
  public long operatorUntil(NodeId node) {
    OperatorCertificate certificate = certificates.get(node);
    return certificate == null ? 0 : certificate.untilEpochMs();
  }

  /// All certificates, in order of their nodes.
  public List<Bytes> certificates() {
    return certificates.values().stream().map(OperatorCertificate::signed).toList();
  }

  /// At most `countMax` entries of devices after `after`, for a node whose digest differs.
  public List<Bytes> entriesAfter(NodeId after, int countMax) {
    Slot from = new Slot(after, new NodeId(-1));
    return entries.tailMap(from, false).values().stream()
        .limit(countMax)
        .map(MemberEntry::signed)
        .toList();
  }

  /// The devices that are members now, in order.
  public List<NodeId> members(long nowEpochMs) {
    return view.keySet().stream().filter(node -> isMember(node, nowEpochMs)).toList();
  }
}
