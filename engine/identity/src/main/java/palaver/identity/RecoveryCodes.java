// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import palaver.base.SecretSource;

/// Codes that stand in for a lost authenticator, each once: 80 random bits, kept as SHA-256. They
/// are too long to be guessed, so they need no slow hash.
public final class RecoveryCodes {
  /// How many an account gets.
  public static final int COUNT = 10;

  private static final int CODE_BYTES = 10;
  private static final int GROUP_CHARS = 4;

  private RecoveryCodes() {}

  /// Fresh codes, such as `ABCD-EFGH-JKLM-NPQR`.
  public static List<String> fresh(SecretSource secrets) {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      String letters = Base32.encode(secrets.bytes(CODE_BYTES));
      StringBuilder code = new StringBuilder(letters);
      for (int at = letters.length() - GROUP_CHARS; at > 0; at -= GROUP_CHARS) {
        code.insert(at, '-');
      }
      codes.add(code.toString());
    }
    return List.copyOf(codes);
  }

  /// What is kept of a code: its hash, whatever hyphens, spaces and cases it was typed with.
  public static String hash(String code) {
    return Sha256.hex(code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
  }
}
