// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import palaver.base.Parsed;
import palaver.wire.sdp.SdpAttributes;

/// How the client wants to be reached: ICE credentials and the fingerprint of its certificate.
record OfferedTransport(IceCredentials credentials, Fingerprint fingerprint) {
  private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");
  private static final Pattern SHA_256 =
      Pattern.compile("sha-256 ([0-9a-f]{2}(?::[0-9a-f]{2}){31})", Pattern.CASE_INSENSITIVE);

  /// Reads the transport of the line that carries the bundle; what the line does not say, the
  /// session says.
  static Parsed<OfferedTransport> of(SdpAttributes line, SdpAttributes session) {
    String ufrag = either("ice-ufrag", line, session);
    String password = either("ice-pwd", line, session);
    if (ufrag == null || password == null) {
      return Parsed.malformed("offer-no-ice-credentials");
    }
    if (!UFRAG.matcher(ufrag).matches() || !PASSWORD.matcher(password).matches()) {
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

  private static @Nullable Fingerprint sha256(List<String> values) {
    for (String value : values) {
      var match = SHA_256.matcher(value);
      if (match.matches()) {
        return new Fingerprint("sha-256", match.group(1).toUpperCase(Locale.ROOT));
      }
    }
    return null;
  }
}
