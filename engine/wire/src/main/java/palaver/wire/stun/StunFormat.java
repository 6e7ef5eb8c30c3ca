// SPDX-License-Identifier: Apache-2.0
package palaver.wire.stun;

import java.util.zip.CRC32;

/// The numbers of the STUN format (RFC 8489, section 18; RFC 8445, section 16).
final class StunFormat {
  static final int HEADER_BYTES = 20;
  static final int TRANSACTION_ID_AT = 8;
  static final int TRANSACTION_ID_BYTES = 12;
  static final int MAGIC_COOKIE = 0x2112A442;
  static final int ATTRIBUTE_HEADER_BYTES = 4;
  static final int SHA1_BYTES = 20;
  static final int SHA256_BYTES = 32;
  static final int USERNAME_BYTES_MAX = 508;
  static final int FAMILY_IPV4 = 1;
  static final int FAMILY_IPV6 = 2;

  static final int MAPPED_ADDRESS = 0x0001;
  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int UNKNOWN_ATTRIBUTES = 0x000A;
  static final int REALM = 0x0014;
  static final int NONCE = 0x0015;
  static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
  static final int PASSWORD_ALGORITHM = 0x001D;
  static final int USERHASH = 0x001E;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int PRIORITY = 0x0024;
  static final int USE_CANDIDATE = 0x0025;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;
  static final int ICE_CONTROLLING = 0x802A;

  private static final int FINGERPRINT_XOR = 0x5354554E;

  private StunFormat() {}

  /// Whether a message with an attribute of this type, which we do not know, must be refused.
  static boolean isComprehensionRequired(int attributeType) {
    return attributeType < 0x8000;
  }

  static int padded(int bytes) {
    return (bytes + 3) & ~3;
  }

  /// The FINGERPRINT of the bytes before that attribute.
  static int fingerprint(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue() ^ FINGERPRINT_XOR;
  }

  /// Applies the XOR of XOR-MAPPED-ADDRESS to `ip`, both ways.
  static void xorIp(byte[] ip, byte[] message, int messageAt) {
    for (int i = 0; i < ip.length; i++) {
      ip[i] ^= message[messageAt + 4 + i];
    }
  }
}
