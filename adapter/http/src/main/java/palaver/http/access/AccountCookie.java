// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The account's token in a page's cookie, which no script can read, and which no foreign page
/// sends. Calls that change something also show a token in a header, which only a page of ours has.
public final class AccountCookie {
  /// The header that a page shows with each call that changes something.
  public static final String CSRF_HEADER = "X-CSRF-Token";

  private static final String NAME = "palaver_account";
  private static final String PATH = "/api";

  private AccountCookie() {}

  public static void give(Context context, String token, Duration lifetime, boolean secure) {
    int seconds = (int) lifetime.toSeconds();
    context.cookie(new Cookie(NAME, token, PATH, seconds, secure, true, null, SameSite.STRICT));
  }

  public static void take(Context context, boolean secure) {
    give(context, "", Duration.ZERO, secure);
  }

  /// The token in the call's cookie, if it has one.
  public static @Nullable String token(Context context) {
    String token = context.cookie(NAME);
    return token == null || token.isEmpty() ? null : token;
  }

  /// Whether the call shows the header that belongs to `token`.
  public static boolean isShown(Context context, String token) {
    String shown = context.header(CSRF_HEADER);
    return shown != null
        && MessageDigest.isEqual(
            shown.getBytes(StandardCharsets.UTF_8), csrf(token).getBytes(StandardCharsets.UTF_8));
  }

  /// What the page of `token` shows. It follows from the token, so that nothing has to be kept, and
  /// does not give the token away.
  public static String csrf(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha256.digest(("csrf:" + token).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
