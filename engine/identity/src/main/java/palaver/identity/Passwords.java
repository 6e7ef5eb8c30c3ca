// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import palaver.base.SecretSource;

/// Hashes passwords with Argon2id (RFC 9106): 19 MiB, two passes, one lane. One hash takes tens of
/// milliseconds and as much memory, so it belongs on a thread of its own, behind a limit.
///
/// A hash is text in the usual form, `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`, with its own
/// parameters, so that later ones can be stronger.
public final class Passwords {
  static final int CHARS_MIN = 12;
  static final int CHARS_MAX = 256;

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int MEMORY_KIB_MAX = 256 * 1024;
  private static final int PASSES = 2;
  private static final int PASSES_MAX = 10;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern ENCODED =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1"
              + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

  private final SecretSource secrets;

  public Passwords(SecretSource secrets) {
    this.secrets = secrets;
  }

  /// What is wrong with a new password, or nothing. Length is what counts; rules about kinds of
  /// characters only make people predictable.
  public static Optional<String> complaint(String name, String password) {
    int chars = password.codePointCount(0, password.length());
    if (chars < CHARS_MIN || chars > CHARS_MAX) {
      return Optional.of("A password has " + CHARS_MIN + " to " + CHARS_MAX + " characters.");
    }
    if (password.codePoints().distinct().count() < 4 || password.equalsIgnoreCase(name)) {
      return Optional.of("This password is too easy to guess.");
    }
    return Optional.empty();
  }

  /// The hash of `password` with a fresh salt.
  public String hash(String password) {
    byte[] salt = secrets.bytes(SALT_BYTES);
    byte[] hash = argon2(password, salt, MEMORY_KIB, PASSES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + MEMORY_KIB
        + ",t="
        + PASSES
        + ",p=1$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  /// Whether `password` is the one of `encoded`. A hash that cannot be read matches nothing.
  public static boolean matches(String password, String encoded) {
    Matcher parts = ENCODED.matcher(encoded);
    if (!parts.matches() || password.length() > 2 * CHARS_MAX) {
      return false;
    }
    int memoryKib = Integer.parseInt(parts.group(1));
    int passes = Integer.parseInt(parts.group(2));
    if (memoryKib < 8 || memoryKib > MEMORY_KIB_MAX || passes < 1 || passes > PASSES_MAX) {
      return false;
    }
    byte[] salt = Base64.getDecoder().decode(parts.group(3));
    byte[] hash = Base64.getDecoder().decode(parts.group(4));
    return MessageDigest.isEqual(hash, argon2(password, salt, memoryKib, passes));
  }

  private static byte[] argon2(String password, byte[] salt, int memoryKib, int passes) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    // The same password may be typed in composed or decomposed letters.
    String normal = Normalizer.normalize(password, Normalizer.Form.NFC);
    generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
