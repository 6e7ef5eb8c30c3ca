// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs what a webhook sends: HMAC-SHA256 (RFC 2104) over the time, a full stop and the body, so
/// that neither can be exchanged and an old message does not pass for a new one.
public final class Signature {

  /// The header that carries it.
  public static final String HEADER = "X-Palaver-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /// The header's value, such as `t=1767225600,v1=5257a8...`.
  ///
  /// @param epochSeconds when it is sent
  public static String of(String secret, long epochSeconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
      mac.update((epochSeconds + ".").getBytes(UTF_8));
      return "t=" + epochSeconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has " + ALGORITHM, missing);
    }
  }
}
