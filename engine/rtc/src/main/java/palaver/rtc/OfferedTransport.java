// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import palaver.base.Parsed;
import palaver.wire.sdp.SdpAttributes;

/// How the client wants to be reached: ICE credentials and the fingerprint of its certificate.
record OfferedTransport(IceCredentials credentials, Fingerprint fingerprint) {
  private static final String SHA_256 = "sha-256 ";
  private static final int SHA_256_BYTES = 32;

  /// Reads the transport of the line that carries the bundle; what the line does not say, the
  /// session says.
  static Parsed<OfferedTransport> of(SdpAttributes line, SdpAttributes session) {
    String ufrag = either("ice-ufrag", line, session);
    String password = either("ice-pwd", line, session);
    if (ufrag == null || password == null) {
      return Parsed.malformed("offer-no-ice-credentials");
    }
    if (!isIceText(ufrag, 4) || !isIceText(password, 22)) {
      return Parsed.malformed("offer-ice-credentials");
    }
    String setup = either("setup", line, session);
    if (setup == null || !(setup.equals("actpass") || setup.equals("active"))) {
      return Parsed.malformed("offer-setup");
    }
    List<String> prints = line.values("fingerprint");
    prints = prints.isEmpty() ? session.values("fingerprint") : prints;
    if (prints.isEmpty()) {
      return Parsed.malformed("offer-no-fingerprint");
    }
    Fingerprint fingerprint = sha256(prints);
    return fingerprint == null
        ? Parsed.malformed("offer-fingerprint")
        : Parsed.ok(new OfferedTransport(new IceCredentials(ufrag, password), fingerprint));
  }

  private static @Nullable String either(String name, SdpAttributes line, SdpAttributes session) {
    String value = line.value(name);
    return value == null ? session.value(name) : value;
  }

  /// Whether `text` is made of `charsMin` to 256 ice-chars (RFC 8839, section 5.4).
  private static boolean isIceText(String text, int charsMin) {
    return text.length() >= charsMin
        && text.length() <= 256
        && text.chars().allMatch(c -> isAlphanumeric(c, 'Z') || c == '+' || c == '/');
  }

  private static @Nullable Fingerprint sha256(List<String> values) {
    for (String value : values) {
      String hash = value.substring(Math.min(value.length(), SHA_256.length()));
      if (value.regionMatches(true, 0, SHA_256, 0, SHA_256.length()) && isHash(hash)) {
        return new Fingerprint("sha-256", hash.toUpperCase(Locale.ROOT));
      }
    }
    return null;
  }

  /// Whether `text` is 32 pairs of hex digits with colons between them.
  private static boolean isHash(String text) {
    if (text.length() != 3 * SHA_256_BYTES - 1) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i % 3 == 2 ? c != ':' : !isAlphanumeric(c, 'F')) {
        return false;
      }
    }
    return true;
  }

  /// Whether `c` is a digit, or a letter up to `lastLetter` in either case.
  private static boolean isAlphanumeric(int c, char lastLetter) {
    int upper = c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
    return (c >= '0' && c <= '9') || (upper >= 'A' && upper <= lastLetter);
  }
}
