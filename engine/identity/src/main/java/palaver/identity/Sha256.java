// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What is kept of secrets that are random enough to need no slow hash.
public final class Sha256 {
  private Sha256() {}

  /// The hash of a text in UTF-8, in lower-case hex.
  public static String hex(String text) {
    return HexFormat.of().formatHex(bytes(text));
  }

  public static byte[] bytes(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
