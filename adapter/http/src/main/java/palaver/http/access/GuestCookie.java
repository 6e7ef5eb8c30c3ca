// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import palaver.base.SecretSource;

/// The cookie by which a browser stays the same guest: 256 random bits that scripts cannot read.
/// The guest's id is a hash of them, so the server keeps nothing and nobody can take another's id.
public final class GuestCookie {
  private static final String NAME = "palaver_guest";
  private static final String PREFIX = "guest-";
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 16;
  private static final int LIFETIME_SECONDS = 365 * 24 * 3600;
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final SecretSource secrets;

  public GuestCookie(SecretSource secrets) {
    this.secrets = secrets;
  }

  /// The id of the guest who calls; a browser that has no cookie is given one.
  ///
  /// @param secure whether the browser's connection is encrypted
  public String userId(Context context, boolean secure) {
    String known = context.cookie(NAME);
    String secret = known != null && SECRET.matcher(known).matches() ? known : fresh();
    set(context, secret, secure);
    return PREFIX + id(secret);
  }

  private String fresh() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.bytes(SECRET_BYTES));
  }

  private static void set(Context context, String secret, boolean secure) {
    context.header(
        "Set-Cookie",
        NAME
            + "="
            + secret
            + "; Path=/api/voice/guest; HttpOnly; SameSite=Strict; Max-Age="
            + LIFETIME_SECONDS
            + (secure ? "; Secure" : ""));
  }

  private static String id(String secret) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("palaver guest " + secret).getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
