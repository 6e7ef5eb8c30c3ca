// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which pages may call: those of the allowed origins, or of the server's own when none is named.
///
/// The own origin is judged by host and port alone, because a proxy in front may speak HTTPS for
/// us.
public final class Origins {
  private final List<String> allowed;

  /// @param allowed origins such as `https://example.org`
  public Origins(List<String> allowed) {
    this.allowed = allowed.stream().map(Origins::normal).toList();
  }

  /// Whether a page of `origin` may call the server that it knows as `host`.
  public boolean allows(String origin, @Nullable String host) {
    String normal = normal(origin);
    if (!allowed.isEmpty()) {
      return allowed.contains(normal);
    }
    int scheme = normal.indexOf("://");
    if (scheme < 0 || host == null) {
      return false;
    }
    String ownAsSeen = normal(normal.substring(0, scheme + 3) + host);
    return normal.startsWith("http") && normal.equals(ownAsSeen);
  }

  private static String normal(String origin) {
    String lower = origin.strip().toLowerCase(Locale.ROOT);
    if (lower.endsWith("/")) {
      lower = lower.substring(0, lower.length() - 1);
    }
    if (lower.startsWith("https://") && lower.endsWith(":443")) {
      return lower.substring(0, lower.length() - 4);
    }
    if (lower.startsWith("http://") && lower.endsWith(":80")) {
      return lower.substring(0, lower.length() - 3);
    }
    return lower;
  }
}
