// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.field.FieldReader;

/// All messages of protocol v2, with what a receiver demands before it believes one.
public enum MessageType {
  HELLO(0x01, Proof.OPEN, PresenceMessage.Hello::read),
  HEARTBEAT(0x02, Proof.LINK, PresenceMessage.Heartbeat::read),
  ROLE_ANNOUNCE(0x03, Proof.LINK, PresenceMessage.RoleAnnounce::read),
  TERM_CLAIM(0x04, Proof.STATEMENT, PresenceMessage.TermClaim::read),
  FOLLOW(0x05, Proof.LINK, PresenceMessage.Follow::read),
  WELCOME(0x06, Proof.LINK, PresenceMessage.Welcome::read),
  RESIGN(0x07, Proof.STATEMENT, PresenceMessage.Resign::read),
  SUSPECT(0x08, Proof.LINK, PresenceMessage.Suspect::read),
  SUSPECT_ANSWER(0x09, Proof.LINK, PresenceMessage.SuspectAnswer::read),
  GOODBYE(0x0A, Proof.LINK, PresenceMessage.Goodbye::read),
  CAPABILITIES(0x0B, Proof.LINK, PresenceMessage.CapabilitiesChanged::read),
  VERSION_REFUSED(0x0C, Proof.OPEN, PresenceMessage.VersionRefused::read),
  ADDRESS_REQUEST(0x0D, Proof.LINK, AddressMessage.Request::read),
  ADDRESSES(0x0E, Proof.LINK, AddressMessage.Answer::read),

  COOKIE(0x10, Proof.OPEN, TrustMessage.Cookie::read),
  SESSION_OPEN(0x11, Proof.STATEMENT, TrustMessage.SessionOpen::read),
  SESSION_ANSWER(0x12, Proof.STATEMENT, TrustMessage.SessionAnswer::read),
  JOIN_REQUEST(0x13, Proof.STATEMENT, TrustMessage.JoinRequest::read),
  JOIN_PENDING(0x14, Proof.OPEN, TrustMessage.JoinPending::read),
  JOIN_ACCEPT(0x15, Proof.OPEN, TrustMessage.JoinAccept::read),
  JOIN_REFUSE(0x16, Proof.OPEN, TrustMessage.JoinRefuse::read),
  MEMBERSHIP(0x17, Proof.LINK, TrustMessage.Membership::read),
  MEMBERSHIP_REQUEST(0x18, Proof.LINK, TrustMessage.MembershipRequest::read),
  JOIN_KNOCK(0x19, Proof.LINK, TrustMessage.JoinKnock::read),
  JOIN_DECLINE(0x1A, Proof.LINK, TrustMessage.JoinDecline::read),
  JOIN_ELSEWHERE(0x1B, Proof.OPEN, TrustMessage.JoinElsewhere::read),

  FLOOR_REQUEST(0x20, Proof.LINK, FloorMessage.Request::read),
  FLOOR_GRANT(0x21, Proof.LINK, FloorMessage.Grant::read),
  FLOOR_TAKEN(0x22, Proof.LINK, FloorMessage.Taken::read),
  FLOOR_DENY(0x23, Proof.LINK, FloorMessage.Deny::read),
  FLOOR_RELEASE(0x24, Proof.LINK, FloorMessage.Release::read),
  FLOOR_IDLE(0x25, Proof.STATEMENT, FloorMessage.Idle::read),
  FLOOR_REVOKE(0x26, Proof.STATEMENT, FloorMessage.Revoke::read),
  FLOOR_QUEUE_POSITION_REQUEST(0x28, Proof.LINK, FloorMessage.QueuePositionRequest::read),
  FLOOR_QUEUE_POSITION(0x29, Proof.LINK, FloorMessage.QueuePosition::read),
  FLOOR_ACK(0x2A, Proof.LINK, FloorMessage.Ack::read),
  FLOOR_RENEW(0x2B, Proof.LINK, FloorMessage.Renew::read),
  FLOOR_KEEP_ALIVE(0x2C, Proof.LINK, FloorMessage.KeepAlive::read),
  LEASE(0x2D, Proof.STATEMENT, FloorMessage.LeaseStatement::read),

  VOICE_FRAME(0x30, Proof.LINK, null),
  NACK(0x31, Proof.LINK, RelayMessage.Nack::read),
  FRAME_DIGEST(0x32, Proof.STATEMENT, AuditMessage.FrameDigest::read),
  MISMATCH_REPORT(0x33, Proof.LINK, AuditMessage.MismatchReport::read),

  TOPOLOGY_ASSIGN(0x38, Proof.LINK, RelayMessage.TopologyAssign::read),
  TOPOLOGY_ACK(0x39, Proof.LINK, RelayMessage.TopologyAck::read),
  LINK_REPORT(0x3A, Proof.LINK, RelayMessage.LinkReport::read),

  KEY_HANDOVER(0x40, Proof.LINK, KeyMessage.Handover::read),
  KEY_ACK(0x41, Proof.LINK, KeyMessage.Ack::read),
  KEY_ACTIVATE(0x42, Proof.LINK, KeyMessage.Activate::read),
  KEY_REQUEST(0x43, Proof.LINK, KeyMessage.Request::read),

  SETTINGS_PROPOSE(0x48, Proof.STATEMENT, SettingsMessage.Propose::read),
  SETTINGS_SNAPSHOT(0x49, Proof.STATEMENT, SettingsMessage.Snapshot::read),
  SETTINGS_ACK(0x4A, Proof.LINK, SettingsMessage.Ack::read),
  SETTINGS_ROLLBACK(0x4B, Proof.STATEMENT, SettingsMessage.Rollback::read),
  SETTINGS_REQUEST(0x4C, Proof.LINK, SettingsMessage.Request::read),

  TEXT_MESSAGE(0x50, Proof.STATEMENT, TextMessage.Text::read),
  TEXT_ACK(0x51, Proof.LINK, TextMessage.Ack::read),
  TEXT_REQUEST(0x52, Proof.LINK, TextMessage.Request::read),
  TEXT_OLDEST(0x53, Proof.LINK, TextMessage.Oldest::read);

  /// What makes a message believable.
  public enum Proof {
    /// Nothing yet: the sender may be a stranger, so it costs a token and changes no state.
    OPEN,
    /// The MAC of the link to a member.
    LINK,
    /// The signature of who says it; and the MAC of the link, where a link is open.
    STATEMENT
  }

  private static final @Nullable MessageType[] BY_CODE = new @Nullable MessageType[256];

  static {
    for (MessageType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;
  private final Proof proof;

  /// A method reference, which has no state that could change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final @Nullable Function<FieldReader, RadioMessage> reader;

  MessageType(int code, Proof proof, @Nullable Function<FieldReader, RadioMessage> reader) {
    this.code = code;
    this.proof = proof;
    this.reader = reader;
  }

  /// The byte in the envelope.
  public int code() {
    return code;
  }

  public Proof proof() {
    return proof;
  }

  /// Reads the fields of a payload; null for the voice frame, which is a view.
  @Nullable Function<FieldReader, RadioMessage> reader() {
    return reader;
  }

  /// The type with this code, or null for one of a newer version.
  public static @Nullable MessageType of(int code) {
    return BY_CODE[code & 0xff];
  }
}
