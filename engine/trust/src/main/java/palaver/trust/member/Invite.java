// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.trust.crypto.Signatures;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.field.FieldReader;

/// An operator's promise to admit whoever holds its secret. The secret itself never travels: the
/// bearer signs the own device keys with it, so an eavesdropper cannot use an invite again.
///
/// @param inviteKey the invite's own public key, 32 bytes; also its name
/// @param issuer the operator who signed it
/// @param rights what its bearers may do
/// @param usesMax how many devices may use it, 1 to 65535
/// @param untilEpochMs when it ends, in milliseconds since 1970
/// @param memberUntilEpochMs when the membership that it gives ends
/// @param signed the whole document
public record Invite(
    Bytes inviteKey,
    NodeId issuer,
    Rights rights,
    int usesMax,
    long untilEpochMs,
    long memberUntilEpochMs,
    Bytes signed) {
  private static final String LABEL = "invite";

  /// Issues an invite.
  ///
  /// @param inviteSecret 32 fresh secret bytes, which go to the people who are invited
  public static Invite issue(
      DeviceIdentity operator,
      Bytes inviteSecret,
      Rights rights,
      int usesMax,
      long untilEpochMs,
      long memberUntilEpochMs) {
    Bytes inviteKey = operator.crypto().signatures().publicKey(inviteSecret);
    Bytes signed =
        Signed.make(
            LABEL,
            out ->
                out.bytes(1, inviteKey)
                    .u64(2, operator.node().value())
                    .u16(3, rights.roles())
                    .u8(4, rights.priority())
                    .u16(5, usesMax)
                    .u64(6, untilEpochMs)
                    .u64(7, memberUntilEpochMs),
            operator::sign);
    return new Invite(
        inviteKey, operator.node(), rights, usesMax, untilEpochMs, memberUntilEpochMs, signed);
  }

  /// Reads an invite; who signed it is checked by [#isSignedBy].
  public static Parsed<Invite> parse(Bytes signed) {
    FieldReader in = Signed.of(signed).fields();
    Invite read =
        new Invite(
            in.exact(1, Signatures.KEY_BYTES),
            new NodeId(in.u64(2)),
            new Rights(in.u16(3), in.u8(4)),
            in.u16(5),
            in.u64(6),
            in.u64(7),
            signed);
    String fault = in.fault();
    return fault == null ? Parsed.ok(read) : Parsed.malformed(fault);
  }

  boolean isSignedBy(Signatures signatures, Bytes operatorKey) {
    return Signed.of(signed).isSignedBy(signatures, operatorKey, LABEL);
  }
}
