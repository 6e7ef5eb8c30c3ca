// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import palaver.rtc.Fingerprint;

/// The numbers that a client chose in its offer.
record Offer(int opusPayloadType, int midExtensionId, int audioLevelExtensionId, boolean nack) {
  static final Offer CHROMIUM = new Offer(111, 4, 1, true);
  static final Offer OTHER = new Offer(96, 9, 14, true);

  static Fingerprint fingerprint(byte[] certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate);
      return new Fingerprint("sha-256", HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
