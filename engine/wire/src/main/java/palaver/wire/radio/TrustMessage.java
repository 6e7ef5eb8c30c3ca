// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.wire.radio.field.Coded;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// How strangers become members, and members open links. What is inside certificates, entries and
/// invites belongs to the trust module; here they are bytes.
public sealed interface TrustMessage extends RadioMessage {

  /// Bytes of a public key (Ed25519 or X25519).
  int KEY_BYTES = 32;

  /// The longest cookie, in bytes.
  int COOKIE_BYTES_MAX = 32;

  /// The longest certificate, membership entry or invite, in bytes.
  int CERTIFICATE_BYTES_MAX = 400;

  /// Why a node was not let in.
  enum RefuseCause implements Coded {
    /// Not on the allowlist, and no other way in is open. Also said when the truth is no business
    /// of a stranger.
    NOT_ALLOWED(1),
    INVITE_EXPIRED(2),
    INVITE_USED_UP(3),
    INVITE_WRONG(4),
    /// An operator said no.
    DECLINED(5),
    /// No operator answered in time.
    UNANSWERED(6),
    REVOKED(7),
    FULL(8),
    BUSY(9),
    OTHER(255);

    private final int code;

    RefuseCause(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  /// "Prove that you receive at your address": sent without keeping any state.
  record Cookie(Bytes cookie) implements TrustMessage {

    @Override
    public MessageType type() {
      return MessageType.COOKIE;
    }

    @Override
    public void write(FieldWriter out) {
      out.bytes(1, cookie);
    }

    static Cookie read(FieldReader in) {
      return new Cookie(in.bytes(1, COOKIE_BYTES_MAX));
    }
  }

  /// Opens a link, signed by the sender's device key.
  ///
  /// @param to whom it is meant for
  /// @param boot the sender's run, an unsigned number that rises per start
  /// @param generation counts the sender's links to that node in this run, 0 to 2^32 - 1: a lower
  ///   one is stale
  /// @param ephemeralKey a fresh X25519 key, 32 bytes
  /// @param cookie the receiver's cookie, echoed, or null
  record SessionOpen(
      NodeId to, long boot, long generation, Bytes ephemeralKey, @Nullable Bytes cookie)
      implements TrustMessage {

    @Override
    public MessageType type() {
      return MessageType.SESSION_OPEN;
    }

    @Override
    public void write(FieldWriter out) {
      out.u64(1, to.value()).u64(2, boot).u32(3, generation);
      out.bytes(4, ephemeralKey).bytes(5, cookie);
    }

    static SessionOpen read(FieldReader in) {
      return new SessionOpen(
          Ids.node(in, 1),
          in.u64(2),
          in.u32(3),
          in.exact(4, KEY_BYTES),
          in.bytesIfAny(5, COOKIE_BYTES_MAX));
    }
  }

  /// Answers [SessionOpen], signed by the answering device.
  ///
  /// @param boot the answering node's run
  /// @param generation the one that was asked for
  /// @param ephemeralKey a fresh X25519 key, 32 bytes
  /// @param openedKey the asker's ephemeral key, repeated: binds the answer to the question
  record SessionAnswer(NodeId to, long boot, long generation, Bytes ephemeralKey, Bytes openedKey)
      implements TrustMessage {

    @Override
    public MessageType type() {
      return MessageType.SESSION_ANSWER;
    }

    @Override
    public void write(FieldWriter out) {
      out.u64(1, to.value()).u64(2, boot).u32(3, generation);
      out.bytes(4, ephemeralKey).bytes(5, openedKey);
    }

    static SessionAnswer read(FieldReader in) {
      return new SessionAnswer(
          Ids.node(in, 1), in.u64(2), in.u32(3), in.exact(4, KEY_BYTES), in.exact(5, KEY_BYTES));
    }
  }

  /// Asks to become a member, signed by the device that asks.
  ///
  /// @param nonce 16 bytes, fresh: the four words depend on it
  /// @param invite the bearer's own entry, made with the secret of an invite, or null
  record JoinRequest(
      Bytes signingKey,
      Bytes agreementKey,
      String name,
      Capabilities capabilities,
      Bytes nonce,
      @Nullable Bytes invite,
      @Nullable Bytes cookie)
      implements TrustMessage {

    /// Bytes of a nonce.
    public static final int NONCE_BYTES = 16;

    @Override
    public MessageType type() {
      return MessageType.JOIN_REQUEST;
    }

    @Override
    public void write(FieldWriter out) {
      out.bytes(1, signingKey).bytes(2, agreementKey).text(3, name);
      capabilities.write(out, 4);
      out.bytes(5, nonce).bytes(6, invite).bytes(7, cookie);
    }

    static JoinRequest read(FieldReader in) {
      return new JoinRequest(
          in.exact(1, KEY_BYTES),
          in.exact(2, KEY_BYTES),
          in.text(3, PresenceMessage.NAME_BYTES_MAX),
          Capabilities.read(in, 4),
          in.exact(5, NONCE_BYTES),
          in.bytesIfAny(6, CERTIFICATE_BYTES_MAX),
          in.bytesIfAny(7, COOKIE_BYTES_MAX));
    }
  }

  /// An operator has to look: both sides show the same four words.
  ///
  /// @param to the device that asked
  /// @param nonce 16 bytes of the answering side
  /// @param channelKey the channel's Ed25519 key, 32 bytes: the words depend on it
  record JoinPending(NodeId to, Bytes nonce, long retryAfterMs, Bytes channelKey)
      implements TrustMessage {

    @Override
    public MessageType type() {
      return MessageType.JOIN_PENDING;
    }

    @Override
    public void write(FieldWriter out) {
      out.u64(1, to.value()).bytes(2, nonce).u32(3, retryAfterMs).bytes(4, channelKey);
    }

    static JoinPending read(FieldReader in) {
      return new JoinPending(
          Ids.node(in, 1), in.exact(2, JoinRequest.NONCE_BYTES), in.u32(3), in.exact(4, KEY_BYTES));
    }
  }

  /// Welcome: the new member's entry, and what it needs to check everything else.
  ///
  /// @param channelKey the channel's Ed25519 key, 32 bytes
  /// @param entry the signed membership entry
  /// @param certificates of the operators who signed it and the others, from the channel key down
  /// @param others entries of members whom it has to believe first: of the one that answers
  record JoinAccept(
      NodeId to, Bytes channelKey, Bytes entry, List<Bytes> certificates, List<Bytes> others)
      implements TrustMessage {

    public JoinAccept {
      certificates = List.copyOf(certificates);
      others = List.copyOf(others);
    }

    @Override
    public MessageType type() {
      return MessageType.JOIN_ACCEPT;
    }

    @Override
    public void write(FieldWriter out) {
      out.u64(1, to.value()).bytes(2, channelKey).bytes(3, entry);
      for (Bytes certificate : certificates) {
        out.bytes(4, certificate);
      }
      for (Bytes other : others) {
        out.bytes(5, other);
      }
    }

    static JoinAccept read(FieldReader in) {
      return new JoinAccept(
          Ids.node(in, 1),
          in.exact(2, KEY_BYTES),
          in.bytes(3, CERTIFICATE_BYTES_MAX),
          readCertificates(in, 4),
          readCertificates(in, 5));
    }
  }

  /// No entry.
  record JoinRefuse(NodeId to, RefuseCause cause, long retryAfterMs) implements TrustMessage {

    @Override
    public MessageType type() {
      return MessageType.JOIN_REFUSE;
    }

    @Override
    public void write(FieldWriter out) {
      out.u64(1, to.value()).choice(2, cause).u32(3, retryAfterMs);
    }

    static JoinRefuse read(FieldReader in) {
      return new JoinRefuse(
          Ids.node(in, 1), in.choice(2, RefuseCause.values(), RefuseCause.OTHER), in.u32(3));
    }
  }

  /// A member that does not lead says where the leader is, to a device that asks again and again.
  ///
  /// @param to the device that asked
  /// @param leader who answers such requests
  record JoinElsewhere(NodeId to, PeerAddress leader) implements TrustMessage {

    @Override
    public MessageType type() {
      return MessageType.JOIN_ELSEWHERE;
    }

    @Override
    public void write(FieldWriter out) {
      out.u64(1, to.value());
      leader.write(out, 2);
    }

    static JoinElsewhere read(FieldReader in) {
      return new JoinElsewhere(Ids.node(in, 1), PeerAddress.read(in, 2));
    }
  }

  /// The leader tells an operator who waits at the door, with all that the four words depend on.
  ///
  /// @param nonce 16 bytes of the device that asks
  /// @param answerNonce 16 bytes of the leader
  record JoinKnock(
      Bytes signingKey, Bytes agreementKey, String name, Bytes nonce, Bytes answerNonce)
      implements TrustMessage {

    @Override
    public MessageType type() {
      return MessageType.JOIN_KNOCK;
    }

    @Override
    public void write(FieldWriter out) {
      out.bytes(1, signingKey).bytes(2, agreementKey).text(3, name);
      out.bytes(4, nonce).bytes(5, answerNonce);
    }

    static JoinKnock read(FieldReader in) {
      return new JoinKnock(
          in.exact(1, KEY_BYTES),
          in.exact(2, KEY_BYTES),
          in.text(3, PresenceMessage.NAME_BYTES_MAX),
          in.exact(4, JoinRequest.NONCE_BYTES),
          in.exact(5, JoinRequest.NONCE_BYTES));
    }
  }

  /// An operator says no to a device that waits.
  record JoinDecline(NodeId node) implements TrustMessage {

    @Override
    public MessageType type() {
      return MessageType.JOIN_DECLINE;
    }

    @Override
    public void write(FieldWriter out) {
      out.u64(1, node.value());
    }

    static JoinDecline read(FieldReader in) {
      return new JoinDecline(Ids.node(in, 1));
    }
  }

  /// Entries and certificates of the membership set; each carries its own signature, so anybody may
  /// pass them on, and a set may come in any number of messages.
  ///
  /// @param digest first 8 bytes of the digest of the sender's whole set
  record Membership(long digest, List<Bytes> certificates, List<Bytes> entries)
      implements TrustMessage {

    public Membership {
      certificates = List.copyOf(certificates);
      entries = List.copyOf(entries);
    }

    @Override
    public MessageType type() {
      return MessageType.MEMBERSHIP;
    }

    @Override
    public void write(FieldWriter out) {
      out.u64(1, digest);
      for (Bytes certificate : certificates) {
        out.bytes(2, certificate);
      }
      for (Bytes entry : entries) {
        out.bytes(3, entry);
      }
    }

    static Membership read(FieldReader in) {
      return new Membership(in.u64(1), readCertificates(in, 2), readCertificates(in, 3));
    }
  }

  /// Asks for the membership set of the receiver, when the digests differ.
  ///
  /// @param after entries of nodes up to this one are there already
  record MembershipRequest(long digest, NodeId after) implements TrustMessage {

    @Override
    public MessageType type() {
      return MessageType.MEMBERSHIP_REQUEST;
    }

    @Override
    public void write(FieldWriter out) {
      out.u64(1, digest);
      Ids.writeIfAny(out, 2, after);
    }

    static MembershipRequest read(FieldReader in) {
      return new MembershipRequest(in.u64(1), Ids.nodeIfAny(in, 2));
    }
  }

  private static List<Bytes> readCertificates(FieldReader in, int tag) {
    List<Bytes> certificates = new ArrayList<>();
    while (in.fault() == null && in.has(tag)) {
      certificates.add(in.bytes(tag, CERTIFICATE_BYTES_MAX));
    }
    return certificates;
  }
}
