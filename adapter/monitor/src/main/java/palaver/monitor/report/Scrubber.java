// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.report;

import java.util.List;
import java.util.regex.Pattern;

/// Takes out of a text what may open something or name somebody: tokens, keys, passwords, queries,
/// users in addresses. A second wall: texts of ours should hold none of it.
public final class Scrubber {

  private static final String GONE = "[scrubbed]";
  private static final int CHARS_MAX = 4_096;

  private record Rule(Pattern pattern, String replacement) {
    Rule(String pattern, String replacement) {
      this(Pattern.compile(pattern), replacement);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          // Three parts of base64url that begin like a JSON object: a signed token.
          new Rule("eyJ[A-Za-z0-9_-]{5,}(\\.[A-Za-z0-9_-]*){1,2}", GONE),
          new Rule("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]+", "$1 " + GONE),
          new Rule(
              "(?i)\\b(password|passwd|secret|ticket|token|api[_-]?key|authorization|cookie|dsn)"
                  + "(\"?\\s*[=:]\\s*\"?)[^\\s\",;&}\\])]+",
              "$1$2" + GONE),
          new Rule("(\\w+://)[^/@\\s]+@", "$1" + GONE + "@"),
          new Rule("\\?[^\\s\"'<>]*=[^\\s\"'<>]*", "?" + GONE),
          // Keys and links of ours are long runs of hex or base64url.
          new Rule("\\b[0-9a-fA-F]{32,}\\b", GONE),
          new Rule("(?<![A-Za-z0-9_.$/-])[A-Za-z0-9_-]{40,}(?![A-Za-z0-9_.$/-])", GONE));

  private Scrubber() {}

  /// `text` without secrets, at most 4,096 characters of it.
  public static String scrub(String text) {
    String clean = text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) : text;
    for (Rule rule : RULES) {
      clean = rule.pattern().matcher(clean).replaceAll(rule.replacement());
    }
    return clean;
  }
}
