// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

/// Which characters go where in a session description (RFC 8866, section 9).
final class SdpText {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`{|}~";

  private SdpText() {}

  /// Whether `text` is a token: visible ASCII without separators, at least one character.
  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(SdpText::isTokenChar);
  }

  private static boolean isTokenChar(int c) {
    return isBetween(c, '0', '9')
        || isBetween(c, 'a', 'z')
        || isBetween(c, 'A', 'Z')
        || (c != 0 && TOKEN_MARKS.indexOf(c) >= 0);
  }

  /// Whether `text` is one word: not empty, no blank and no control character.
  static boolean isWord(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c != 0x7f);
  }

  /// Whether `text` can stand in a line: no line end, no NUL.
  static boolean isLine(String text) {
    return text.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0);
  }

  /// The decimal number `text`, or -1 when it is none or above `max`.
  static int number(String text, int max) {
    if (text.isEmpty() || text.length() > 9) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      if (!isBetween(text.charAt(i), '0', '9')) {
        return -1;
      }
      value = 10 * value + (text.charAt(i) - '0');
    }
    return value <= max ? value : -1;
  }

  private static boolean isBetween(int c, char low, char high) {
    return c >= low && c <= high;
  }

  static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(rule);
    }
  }
}
