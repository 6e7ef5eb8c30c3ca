// SPDX-License-Identifier: Apache-2.0
package palaver.trust;

import java.util.EnumMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Datagram;
import palaver.base.Parsed;
import palaver.trust.link.Cookies;
import palaver.trust.link.Links;
import palaver.trust.link.ReplayWindow;
import palaver.trust.link.TokenBucket;
import palaver.trust.link.TokenBucket.Rate;
import palaver.trust.member.DeviceKeys;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.wire.radio.EnvelopeView;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.MessageType.Proof;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.RadioMessage;
import palaver.wire.radio.TrustMessage;

/// What every datagram of protocol v2 passes before an engine looks at it. Cheap checks come first:
/// length, version, checksum; known sender or a token; replay window; MAC; signature.
///
/// A datagram that fails costs one counter increment. No check before the MAC or the signature
/// changes what is known about a sender.
public final class Gate {

  /// What the gate says about a datagram.
  public enum Verdict {
    /// It is from who it says, and new.
    ACCEPTED,
    /// It is well-formed and from a stranger or unproven; only for messages that say nothing yet.
    UNPROVEN,
    /// Not a datagram of protocol v2; see [EnvelopeView#fault].
    DAMAGED,
    /// Our own, heard back.
    OWN,
    /// The sender is no member, and this is not for strangers.
    STRANGER,
    /// The sender sends too much.
    TOO_MUCH,
    /// It was here before, or it is older than the window.
    REPLAYED,
    /// It needs a MAC, and there is none that holds.
    WRONG_MAC,
    /// It needs a signature, and there is none.
    UNSIGNED,
    /// The signature is not that of the signer.
    WRONG_SIGNATURE,
    /// A stranger must first show a cookie: send it one.
    COOKIE_WANTED
  }

  /// Bounds of the gate.
  ///
  /// @param member what one member may send
  /// @param strangers what all strangers together may send
  /// @param strangerSignatures how many signatures of strangers are looked at
  /// @param membersMax how many members have a bucket and a window
  public record Limits(Rate member, Rate strangers, Rate strangerSignatures, int membersMax) {
    public static final Limits DEFAULT =
        new Limits(new Rate(400, 1_000), new Rate(50, 200), new Rate(20, 20), 1_000);
  }

  private static final class Sender {
    final TokenBucket bucket;
    final ReplayWindow window = new ReplayWindow();

    Sender(Rate rate) {
      bucket = new TokenBucket(rate);
    }
  }

  private final NodeId self;
  private final Membership membership;
  private final Links links;
  private final Cookies cookies;
  private final StatementVerifier verifier;
  private final Limits limits;
  private final TokenBucket strangers;
  private final TokenBucket strangerSignatures;
  private final TreeMap<NodeId, Sender> senders = new TreeMap<>();
  private final EnumMap<Verdict, Long> counts = new EnumMap<>(Verdict.class);

  public Gate(
      NodeId self,
      Membership membership,
      Links links,
      Cookies cookies,
      StatementVerifier verifier,
      Limits limits) {
    this.self = self;
    this.membership = membership;
    this.links = links;
    this.cookies = cookies;
    this.verifier = verifier;
    this.limits = limits;
    strangers = new TokenBucket(limits.strangers);
    strangerSignatures = new TokenBucket(limits.strangerSignatures);
  }

  /// Checks a datagram and leaves it open in `view`.
  ///
  /// @param nowNs the engine's clock
  /// @param nowEpochMs the wall clock, in milliseconds since 1970, for expiries
  public Verdict check(long nowNs, long nowEpochMs, Datagram datagram, EnvelopeView view) {
    Verdict verdict = Verdict.DAMAGED;
    if (view.parse(datagram.bytes(), datagram.offset(), datagram.length())) {
      verdict = checkWhole(nowNs, nowEpochMs, datagram.source(), view);
    }
    counts.merge(verdict, 1L, Long::sum);
    return verdict;
  }

  private Verdict checkWhole(long nowNs, long nowEpochMs, int address, EnvelopeView view) {
    MessageType type = view.type();
    NodeId source = new NodeId(view.source());
    if (type == null) {
      return Verdict.DAMAGED;
    }
    if (source.equals(self)) {
      return Verdict.OWN;
    }
    Sender sender = membership.isMember(source, nowEpochMs) ? sender(source) : null;
    if (sender == null) {
      return strangers.take(nowNs)
          ? checkStranger(nowNs, address, source, type, view)
          : Verdict.TOO_MUCH;
    }
    if (!sender.bucket.take(nowNs)) {
      return Verdict.TOO_MUCH;
    }
    return checkMember(nowNs, nowEpochMs, source, sender, type, view);
  }

  private @Nullable Sender sender(NodeId source) {
    Sender known = senders.get(source);
    if (known == null && senders.size() < limits.membersMax) {
      known = new Sender(limits.member);
      senders.put(source, known);
    }
    return known;
  }

  private Verdict checkMember(
      long nowNs,
      long nowEpochMs,
      NodeId source,
      Sender sender,
      MessageType type,
      EnvelopeView view) {
    if (view.hasMac()) {
      if (!sender.window.isFresh(view.session(), view.sequence())) {
        return Verdict.REPLAYED;
      }
      int from = view.offset();
      if (!links.check(nowNs, source, view.bytes(), from, view.macAt() - from, view.macAt())) {
        return Verdict.WRONG_MAC;
      }
      sender.window.note(view.session(), view.sequence());
    }
    return switch (type.proof()) {
      case OPEN -> view.hasMac() ? Verdict.ACCEPTED : Verdict.UNPROVEN;
      case LINK -> view.hasMac() ? Verdict.ACCEPTED : Verdict.WRONG_MAC;
      case STATEMENT -> checkStatement(nowEpochMs, type, view);
    };
  }

  /// The signer need not be the sender: statements are passed on.
  private Verdict checkStatement(long nowEpochMs, MessageType type, EnvelopeView view) {
    if (!view.isSigned()) {
      return Verdict.UNSIGNED;
    }
    NodeId signer = new NodeId(view.signer());
    MemberEntry entry = membership.entry(signer);
    if (entry == null || !membership.isMember(signer, nowEpochMs)) {
      return Verdict.STRANGER;
    }
    boolean passedOn = !signer.equals(new NodeId(view.source()));
    if (passedOn && !view.hasMac()) {
      return Verdict.WRONG_MAC;
    }
    return holds(entry.keys().signingKey(), type, view)
        ? Verdict.ACCEPTED
        : Verdict.WRONG_SIGNATURE;
  }

  private boolean holds(Bytes key, MessageType type, EnvelopeView view) {
    return verifier.verify(key, view.signedBytes(type), view.bytes(), view.signatureAt());
  }

  private Verdict checkStranger(
      long nowNs, int address, NodeId source, MessageType type, EnvelopeView view) {
    if (type.proof() == Proof.OPEN) {
      return Verdict.UNPROVEN;
    }
    if (type != MessageType.JOIN_REQUEST) {
      return Verdict.STRANGER;
    }
    if (!view.isSigned()) {
      return Verdict.UNSIGNED;
    }
    if (!(view.message() instanceof Parsed.Ok<RadioMessage>(TrustMessage.JoinRequest request))) {
      return Verdict.DAMAGED;
    }
    Bytes cookie = request.cookie();
    if (cookie == null || !cookies.check(nowNs, address, source, cookie)) {
      return Verdict.COOKIE_WANTED;
    }
    if (!strangerSignatures.take(nowNs)) {
      return Verdict.TOO_MUCH;
    }
    DeviceKeys keys = new DeviceKeys(request.signingKey(), request.agreementKey());
    boolean own = keys.node().equals(source) && view.signer() == source.value();
    return own && holds(request.signingKey(), type, view)
        ? Verdict.ACCEPTED
        : Verdict.WRONG_SIGNATURE;
  }

  /// Forgets a device at once: it was put out.
  public void drop(NodeId node) {
    senders.remove(node);
    links.drop(node);
  }

  /// How many datagrams got that verdict.
  public long count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0L);
  }
}
