// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.time.Instant;
import palaver.identity.Totp;

/// What a person's telephone does: reads the secret of an enrolment and shows codes.
record Authenticator(byte[] secret) {

  static Authenticator of(String base32) {
    byte[] bytes = new byte[base32.length() * 5 / 8];
    int bits = 0;
    int waiting = 0;
    int at = 0;
    for (int i = 0; i < base32.length(); i++) {
      bits = (bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
      waiting += 5;
      if (waiting >= 8) {
        waiting -= 8;
        bytes[at++] = (byte) (bits >> waiting);
        bits &= (1 << waiting) - 1;
      }
    }
    return new Authenticator(bytes);
  }

  String code(Instant now) {
    return Totp.code(secret, now);
  }
}
