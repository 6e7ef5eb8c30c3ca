// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import palaver.base.Bytes;
import palaver.wire.BigEndian;

/// What a signature covers: a label, the protocol version, the message type, the signer and the
/// payload. Not the envelope: a relay puts the same statement into an envelope of its own, and a
/// repetition needs no second signature. Freshness comes from the terms and numbers inside.
public final class Statement {

  /// Bytes of a signature (Ed25519, RFC 8032).
  public static final int SIGNATURE_BYTES = 64;

  private static final byte[] LABEL = {
    'p', 'a', 'l', 'a', 'v', 'e', 'r', '-', 'r', 'a', 'd', 'i', 'o', '-', 'v', '2'
  };

  /// Bytes before the payload under a signature.
  public static final int PREFIX_BYTES = LABEL.length + 1 + 8;

  private Statement() {}

  /// The bytes that `signer` signs.
  public static byte[] signedBytes(MessageType type, NodeId signer, Bytes payload) {
    byte[] signed = new byte[PREFIX_BYTES + payload.length()];
    payload.copyTo(signed, putPrefix(signed, type, signer));
    return signed;
  }

  /// The same for a payload inside an array.
  public static byte[] signedBytes(
      MessageType type, NodeId signer, byte[] bytes, int payloadAt, int payloadBytes) {
    byte[] signed = new byte[PREFIX_BYTES + payloadBytes];
    System.arraycopy(bytes, payloadAt, signed, putPrefix(signed, type, signer), payloadBytes);
    return signed;
  }

  private static int putPrefix(byte[] signed, MessageType type, NodeId signer) {
    System.arraycopy(LABEL, 0, signed, 0, LABEL.length);
    BigEndian.put8(signed, LABEL.length, type.code());
    BigEndian.put64(signed, LABEL.length + 1, signer.value());
    return PREFIX_BYTES;
  }
}
