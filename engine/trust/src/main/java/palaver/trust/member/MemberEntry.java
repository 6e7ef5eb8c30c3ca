// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.trust.crypto.Signatures;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// One line of the membership set, signed on its own so that anybody may pass it on.
///
/// @param keys the device
/// @param name shown to people, at most 64 bytes of UTF-8
/// @param rights what it may do
/// @param version a higher one replaces a lower one, 0 to 2^32 - 1
/// @param untilEpochMs when the membership ends, in milliseconds since 1970
/// @param revoked whether the device is out, for ever
/// @param voidsIssued of a revoked operator: whether all that it admitted is out as well
/// @param issuer the operator who signed it; [NodeId#NONE] for the channel key
/// @param invite the invite that stands in for an operator's signature, or null
/// @param signed the whole document
public record MemberEntry(
    DeviceKeys keys,
    String name,
    Rights rights,
    long version,
    long untilEpochMs,
    boolean revoked,
    boolean voidsIssued,
    NodeId issuer,
    @Nullable Bytes invite,
    Bytes signed) {

  static final String LABEL = "member";
  private static final int NAME_BYTES_MAX = 64;
  private static final int INVITE_BYTES_MAX = 170;

  public NodeId node() {
    return keys.node();
  }

  /// An operator admits a device, or changes what it may do.
  public static MemberEntry admit(
      DeviceIdentity operator,
      DeviceKeys keys,
      String name,
      Rights rights,
      long version,
      long untilEpochMs) {
    MemberEntry draft =
        new MemberEntry(
            keys,
            name,
            rights,
            version,
            untilEpochMs,
            false,
            false,
            operator.node(),
            null,
            Bytes.EMPTY);
    return draft.with(Signed.make(LABEL, draft::write, operator::sign));
  }

  /// An operator puts a device out.
  public static MemberEntry revoke(
      DeviceIdentity operator, MemberEntry member, boolean voidsIssued) {
    MemberEntry draft =
        new MemberEntry(
            member.keys,
            "",
            Rights.LISTENER,
            member.version + 1,
            member.untilEpochMs,
            true,
            voidsIssued,
            operator.node(),
            null,
            Bytes.EMPTY);
    return draft.with(Signed.make(LABEL, draft::write, operator::sign));
  }

  /// The channel key admits or revokes: the founder's first devices, and lost operators.
  public static MemberEntry byChannelKey(
      Signatures signatures, Bytes channelSecret, MemberEntry wanted) {
    MemberEntry draft =
        new MemberEntry(
            wanted.keys,
            wanted.name,
            wanted.rights,
            wanted.version,
            wanted.untilEpochMs,
            wanted.revoked,
            wanted.voidsIssued,
            NodeId.NONE,
            null,
            Bytes.EMPTY);
    return draft.with(
        Signed.make(LABEL, draft::write, message -> signatures.sign(channelSecret, message)));
  }

  /// The bearer of an invite admits the own device.
  public static MemberEntry redeem(
      Signatures signatures, Bytes inviteSecret, Invite invite, DeviceKeys keys, String name) {
    MemberEntry draft =
        new MemberEntry(
            keys,
            name,
            invite.rights(),
            0,
            invite.memberUntilEpochMs(),
            false,
            false,
            invite.issuer(),
            invite.signed(),
            Bytes.EMPTY);
    return draft.with(
        Signed.make(LABEL, draft::write, message -> signatures.sign(inviteSecret, message)));
  }

  private MemberEntry with(Bytes signed) {
    return new MemberEntry(
        keys, name, rights, version, untilEpochMs, revoked, voidsIssued, issuer, invite, signed);
  }

  private void write(FieldWriter out) {
    out.bytes(1, keys.signingKey())
        .bytes(2, keys.agreementKey())
        .text(3, name)
        .u16(4, rights.roles())
        .u8(5, rights.priority())
        .u32(6, version)
        .u64(7, untilEpochMs)
        .flag(8, revoked)
        .flag(9, voidsIssued)
        .u64(10, issuer.value())
        .bytes(11, invite);
  }

  /// Reads an entry; whether it holds is for [Membership] to say.
  public static Parsed<MemberEntry> parse(Bytes signed) {
    FieldReader in = Signed.of(signed).fields();
    MemberEntry read =
        new MemberEntry(
            new DeviceKeys(in.exact(1, Signatures.KEY_BYTES), in.exact(2, Signatures.KEY_BYTES)),
            in.text(3, NAME_BYTES_MAX),
            new Rights(in.u16(4), in.u8(5)),
            in.u32(6),
            in.u64(7),
            in.flag(8),
            in.flag(9),
            new NodeId(in.u64(10)),
            in.bytesIfAny(11, INVITE_BYTES_MAX),
            signed);
    String fault = in.fault();
    if (fault == null && signed.length() > Signed.BYTES_MAX) {
      fault = "entry-too-long";
    }
    return fault == null ? Parsed.ok(read) : Parsed.malformed(fault);
  }

  /// Whether this one wins over `other` of the same device: removal wins, then the higher version,
  /// then the smaller bytes, so that every node decides alike.
  boolean winsOver(MemberEntry other) {
    if (revoked != other.revoked) {
      return revoked;
    }
    if (voidsIssued != other.voidsIssued) {
      return voidsIssued;
    }
    if (version != other.version) {
      return version > other.version;
    }
    return signed.hex().compareTo(other.signed.hex()) < 0;
  }
}
