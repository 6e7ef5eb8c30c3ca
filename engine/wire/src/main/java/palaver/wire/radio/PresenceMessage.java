// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.wire.radio.field.Coded;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// Who is there, who leads, and how that changes.
public sealed interface PresenceMessage extends RadioMessage {

  /// The longest name of a device, in bytes of UTF-8.
  int NAME_BYTES_MAX = 64;

  /// What a node does at present; it can change at run time.
  enum Role implements Coded {
    PARTICIPANT(0),
    RELAY(1),
    LEADER(2);

    private final int code;

    Role(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  /// Why a term was claimed, or a leader gave up.
  enum Cause implements Coded {
    OTHER(0),
    /// Nobody leads here.
    NO_LEADER(1),
    /// The leader was silent, and nobody asked had heard it.
    LEADER_SILENT(2),
    /// The leader resigned.
    RESIGNED(3),
    /// A person stopped the node or asked it to hand over.
    ASKED(4),
    /// A term that wins was heard.
    SUPERSEDED(5),
    /// Too little power or too bad a link to go on.
    UNFIT(6),
    /// The node woke from sleep.
    RESUMED(7);

    private final int code;

    Cause(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  /// First contact, in a beacon or to one address.
  ///
  /// @param channelKey SHA-256 of the channel's public key, first 8 bytes: others ignore it
  /// @param name shown to people, at most 64 bytes
  /// @param signingKey the sender's Ed25519 key, 32 bytes
  /// @param agreementKey the sender's X25519 key, 32 bytes
  /// @param term the term it follows
  /// @param membershipDigest first 8 bytes of the digest of its membership set
  /// @param cookie the receiver's cookie, echoed, or null
  record Hello(
      long channelKey,
      Capabilities capabilities,
      String name,
      Bytes signingKey,
      Bytes agreementKey,
      Term term,
      long membershipDigest,
      @Nullable Bytes cookie)
      implements PresenceMessage {

    @Override
    public MessageType type() {
      return MessageType.HELLO;
    }

    @Override
    public void write(FieldWriter out) {
      out.u64(1, channelKey);
      capabilities.write(out, 2);
      out.text(3, name).bytes(4, signingKey).bytes(5, agreementKey);
      Term.writeIfAny(out, 6, term);
      out.u64(7, membershipDigest).bytes(8, cookie);
    }

    static Hello read(FieldReader in) {
      return new Hello(
          in.u64(1),
          Capabilities.read(in, 2),
          in.text(3, NAME_BYTES_MAX),
          in.exact(4, TrustMessage.KEY_BYTES),
          in.exact(5, TrustMessage.KEY_BYTES),
          Term.readIfAny(in, 6),
          in.u64(7),
          in.bytesIfAny(8, TrustMessage.COOKIE_BYTES_MAX));
    }
  }

  /// Sign of life, from the leader to all and from each follower to the leader.
  ///
  /// @param term the term that the sender leads or follows
  /// @param settings the settings that it applied, or null
  /// @param membershipDigest first 8 bytes of the digest of its membership set
  /// @param lease the newest lease that it knows, or null
  /// @param load how busy it is, 0 to 255
  /// @param echoTimestampUs the timestamp of the last packet from the receiver, 0 when none came
  /// @param echoDelayUs how long ago that came, in microseconds
  /// @param textsDigest names the texts that the sender keeps, 0 when none
  record Heartbeat(
      Term term,
      Role role,
      @Nullable SettingsVersion settings,
      long membershipDigest,
      @Nullable LeaseId lease,
      int load,
      long echoTimestampUs,
      long echoDelayUs,
      long textsDigest)
      implements PresenceMessage {

    @Override
    public MessageType type() {
      return MessageType.HEARTBEAT;
    }

    @Override
    public void write(FieldWriter out) {
      Term.writeIfAny(out, 1, term);
      out.choice(2, role);
      SettingsVersion.writeIfAny(out, 3, settings);
      out.u64(4, membershipDigest);
      LeaseId.writeIfAny(out, 5, lease);
      out.u8(6, load).u64(7, echoTimestampUs).u32(8, echoDelayUs);
      if (textsDigest != 0) {
        out.u64(9, textsDigest);
      }
    }

    static Heartbeat read(FieldReader in) {
      return new Heartbeat(
          Term.readIfAny(in, 1),
          in.choice(2, Role.values(), Role.PARTICIPANT),
          SettingsVersion.readIfAny(in, 3),
          in.u64(4),
          LeaseId.readIfAny(in, 5),
          in.u8(6),
          in.u64(7),
          in.u32(8),
          in.has(9) ? in.u64(9) : 0);
    }
  }

  /// The sender's role from now on.
  record RoleAnnounce(Term term, Role role, Cause cause) implements PresenceMessage {

    @Override
    public MessageType type() {
      return MessageType.ROLE_ANNOUNCE;
    }

    @Override
    public void write(FieldWriter out) {
      Term.writeIfAny(out, 1, term);
      out.choice(2, role).choice(3, cause);
    }

    static RoleAnnounce read(FieldReader in) {
      return new RoleAnnounce(
          Term.readIfAny(in, 1),
          in.choice(2, Role.values(), Role.PARTICIPANT),
          in.choice(3, Cause.values(), Cause.OTHER));
    }
  }

  /// "I lead from now on", signed by the claimant.
  ///
  /// @param term the new term; its node is the signer
  /// @param previous the greatest term that the claimant knew
  record TermClaim(Term term, Term previous, Cause cause) implements PresenceMessage {

    @Override
    public MessageType type() {
      return MessageType.TERM_CLAIM;
    }

    @Override
    public void write(FieldWriter out) {
      term.write(out, 1);
      Term.writeIfAny(out, 2, previous);
      out.choice(3, cause);
    }

    static TermClaim read(FieldReader in) {
      return new TermClaim(
          Term.read(in, 1), Term.readIfAny(in, 2), in.choice(3, Cause.values(), Cause.OTHER));
    }
  }

  /// A follower's first answer to a new leader.
  ///
  /// @param lease the lease that it plays or holds, with proof, or null
  /// @param talking whether the sender itself holds that lease and talks
  /// @param settings the newest settings that it has, or null
  /// @param formerParent its parent in the tree of the term before, or [NodeId#NONE]
  record Follow(
      Term term,
      @Nullable LeaseProof lease,
      boolean talking,
      @Nullable SettingsVersion settings,
      long membershipDigest,
      NodeId formerParent)
      implements PresenceMessage {

    @Override
    public MessageType type() {
      return MessageType.FOLLOW;
    }

    @Override
    public void write(FieldWriter out) {
      term.write(out, 1);
      LeaseProof.writeIfAny(out, 2, lease);
      out.flag(3, talking);
      SettingsVersion.writeIfAny(out, 4, settings);
      out.u64(5, membershipDigest);
      Ids.writeIfAny(out, 6, formerParent);
    }

    static Follow read(FieldReader in) {
      return new Follow(
          Term.read(in, 1),
          LeaseProof.readIfAny(in, 2),
          in.flag(3),
          SettingsVersion.readIfAny(in, 4),
          in.u64(5),
          Ids.nodeIfAny(in, 6));
    }
  }

  /// What a leader tells a node that follows it newly.
  ///
  /// @param lease the running lease, or null
  /// @param settings the current settings, or null
  /// @param key the active group key, or null
  record Welcome(
      Term term,
      @Nullable LeaseProof lease,
      @Nullable SettingsVersion settings,
      @Nullable KeyId key,
      long membershipDigest)
      implements PresenceMessage {

    @Override
    public MessageType type() {
      return MessageType.WELCOME;
    }

    @Override
    public void write(FieldWriter out) {
      term.write(out, 1);
      LeaseProof.writeIfAny(out, 2, lease);
      SettingsVersion.writeIfAny(out, 3, settings);
      KeyId.writeIfAny(out, 4, key);
      out.u64(5, membershipDigest);
    }

    static Welcome read(FieldReader in) {
      return new Welcome(
          Term.read(in, 1),
          LeaseProof.readIfAny(in, 2),
          SettingsVersion.readIfAny(in, 3),
          KeyId.readIfAny(in, 4),
          in.u64(5));
    }
  }

  /// The leader steps down, signed.
  ///
  /// @param successor who had better claim next, or [NodeId#NONE]
  record Resign(Term term, NodeId successor, Cause cause) implements PresenceMessage {

    @Override
    public MessageType type() {
      return MessageType.RESIGN;
    }

    @Override
    public void write(FieldWriter out) {
      term.write(out, 1);
      Ids.writeIfAny(out, 2, successor);
      out.choice(3, cause);
    }

    static Resign read(FieldReader in) {
      return new Resign(
          Term.read(in, 1), Ids.nodeIfAny(in, 2), in.choice(3, Cause.values(), Cause.OTHER));
    }
  }

  /// "Did you hear this leader lately?"
  ///
  /// @param silentMs how long the sender has not, in milliseconds
  record Suspect(Term term, long silentMs) implements PresenceMessage {

    @Override
    public MessageType type() {
      return MessageType.SUSPECT;
    }

    @Override
    public void write(FieldWriter out) {
      term.write(out, 1);
      out.u32(2, silentMs);
    }

    static Suspect read(FieldReader in) {
      return new Suspect(Term.read(in, 1), in.u32(2));
    }
  }

  /// The answer: the term that the answering node follows and when it last heard its leader.
  ///
  /// @param heardMs how long ago, in milliseconds; 2^32 - 1 for never
  record SuspectAnswer(Term term, long heardMs) implements PresenceMessage {

    @Override
    public MessageType type() {
      return MessageType.SUSPECT_ANSWER;
    }

    @Override
    public void write(FieldWriter out) {
      Term.writeIfAny(out, 1, term);
      out.u32(2, heardMs);
    }

    static SuspectAnswer read(FieldReader in) {
      return new SuspectAnswer(Term.readIfAny(in, 1), in.u32(2));
    }
  }

  /// The sender leaves at once.
  record Goodbye(Cause cause) implements PresenceMessage {

    @Override
    public MessageType type() {
      return MessageType.GOODBYE;
    }

    @Override
    public void write(FieldWriter out) {
      out.choice(1, cause);
    }

    static Goodbye read(FieldReader in) {
      return new Goodbye(in.choice(1, Cause.values(), Cause.OTHER));
    }
  }

  /// The sender's capabilities changed.
  record CapabilitiesChanged(Capabilities capabilities) implements PresenceMessage {

    @Override
    public MessageType type() {
      return MessageType.CAPABILITIES;
    }

    @Override
    public void write(FieldWriter out) {
      capabilities.write(out, 1);
    }

    static CapabilitiesChanged read(FieldReader in) {
      return new CapabilitiesChanged(Capabilities.read(in, 1));
    }
  }

  /// No version in common.
  ///
  /// @param protocolMin the oldest version that the sender speaks
  /// @param protocolMax the newest
  record VersionRefused(int protocolMin, int protocolMax) implements PresenceMessage {

    @Override
    public MessageType type() {
      return MessageType.VERSION_REFUSED;
    }

    @Override
    public void write(FieldWriter out) {
      out.u8(1, protocolMin).u8(2, protocolMax);
    }

    static VersionRefused read(FieldReader in) {
      return new VersionRefused(in.u8(1), in.u8(2));
    }
  }
}
