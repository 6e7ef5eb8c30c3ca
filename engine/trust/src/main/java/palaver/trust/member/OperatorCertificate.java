// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.trust.crypto.Signatures;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.field.FieldReader;

/// The channel key's word that a device may admit, revoke and change settings. Operators cannot
/// make operators.
///
/// @param operator the operator's signing key, 32 bytes
/// @param untilEpochMs when it ends, in milliseconds since 1970
/// @param signed the whole document
public record OperatorCertificate(Bytes operator, long untilEpochMs, Bytes signed) {
  private static final String LABEL = "operator";

  /// Issues a certificate with the channel's secret key.
  public static OperatorCertificate issue(
      Signatures signatures, Bytes channelSecret, Bytes operator, long untilEpochMs) {
    Bytes signed =
        Signed.make(
            LABEL,
            out -> out.bytes(1, operator).u64(2, untilEpochMs),
            message -> signatures.sign(channelSecret, message));
    return new OperatorCertificate(operator, untilEpochMs, signed);
  }

  /// Reads a certificate and checks that `channelKey` signed it.
  public static Parsed<OperatorCertificate> parse(
      Signatures signatures, Bytes channelKey, Bytes signed) {
    Signed document = Signed.of(signed);
    FieldReader in = document.fields();
    OperatorCertificate read =
        new OperatorCertificate(in.exact(1, Signatures.KEY_BYTES), in.u64(2), signed);
    String fault = in.fault();
    if (fault != null) {
      return Parsed.malformed(fault);
    }
    return document.isSignedBy(signatures, channelKey, LABEL)
        ? Parsed.ok(read)
        : Parsed.malformed("certificate-forged");
  }

  public NodeId node() {
    return DeviceKeys.nodeOf(operator);
  }

  public boolean isValidAt(long nowEpochMs) {
    return nowEpochMs < untilEpochMs;
  }
}
