// SPDX-License-Identifier: Apache-2.0
package palaver.http.web;

/// HTML, written piece by piece. Whatever is not markup of ours goes through [#text].
final class Html {
  private final StringBuilder out = new StringBuilder();

  /// Markup as it is.
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /// Words that may contain anything.
  Html text(String words) {
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return this;
  }

  /// An element with nothing but words in it.
  Html element(String tag, String words) {
    return raw("<" + tag + ">").text(words).raw("</" + tag + ">");
  }

  /// Words in which what stands between backquotes is code.
  Html prose(String words) {
    String[] parts = words.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 0) {
        text(parts[i]);
      } else {
        element("code", parts[i]);
      }
    }
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
