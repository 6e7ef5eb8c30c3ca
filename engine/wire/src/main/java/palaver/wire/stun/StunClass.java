// SPDX-License-Identifier: Apache-2.0
package palaver.wire.stun;

/// The class of a STUN message (RFC 8489, section 5), with its two bits in the message type.
public enum StunClass {
  REQUEST(0x000),
  INDICATION(0x010),
  SUCCESS_RESPONSE(0x100),
  ERROR_RESPONSE(0x110);

  private final int typeBits;

  StunClass(int typeBits) {
    this.typeBits = typeBits;
  }

  int typeBits() {
    return typeBits;
  }

  static StunClass ofType(int type) {
    return switch (type & 0x110) {
      case 0x000 -> REQUEST;
      case 0x010 -> INDICATION;
      case 0x100 -> SUCCESS_RESPONSE;
      default -> ERROR_RESPONSE;
    };
  }
}
