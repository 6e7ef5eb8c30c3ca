// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/// The six digits that an authenticator shows (RFC 6238): HMAC-SHA-1, a new code each 30 s.
public final class Totp {
  /// How long a shared secret is.
  public static final int SECRET_BYTES = 20;

  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final Pattern CODE = Pattern.compile("\\d{6}");

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Totp() {}

  /// The step whose code this is: the present one, the one before or the one after, for clocks that
  /// differ; nothing when it is none of them, or when a code of that step or a later one was used.
  ///
  /// @param lastStep the newest step that was used
  static OptionalLong step(byte[] secret, String code, Instant now, long lastStep) {
    if (!CODE.matcher(code).matches()) {
      return OptionalLong.empty();
    }
    long present = now.getEpochSecond() / STEP_SECONDS;
    OptionalLong found = OptionalLong.empty();
    for (long step = present - 1; step <= present + 1; step++) {
      byte[] expected = code(secret, step).getBytes(StandardCharsets.US_ASCII);
      boolean equal = MessageDigest.isEqual(expected, code.getBytes(StandardCharsets.US_ASCII));
      if (equal && step > lastStep) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /// The code that an authenticator shows at this time.
  public static String code(byte[] secret, Instant now) {
    return code(secret, now.getEpochSecond() / STEP_SECONDS);
  }

  private static String code(byte[] secret, long step) {
    try {
      return new HmacOneTimePasswordGenerator(DIGITS)
          .generateOneTimePasswordString(new SecretKeySpec(secret, "RAW"), step);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC takes every key", e);
    }
  }

  /// The secret as people type it into an authenticator.
  public static String text(byte[] secret) {
    return Base32.encode(secret);
  }

  /// What an authenticator reads from a QR code.
  public static String uri(byte[] secret, String issuer, String account) {
    return "otpauth://totp/"
        + escaped(issuer)
        + ":"
        + escaped(account)
        + "?secret="
        + text(secret)
        + "&issuer="
        + escaped(issuer)
        + "&algorithm=SHA1&digits="
        + DIGITS
        + "&period="
        + STEP_SECONDS;
  }

  /// Percent-encoding (RFC 3986 section 2.1) of all but unreserved characters.
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      if (UNRESERVED.indexOf(next) >= 0) {
        escaped.append((char) next);
      } else {
        escaped.append('%').append(HEX.toHexDigits(next));
      }
    }
    return escaped.toString();
  }
}
