// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/// Turns the URL that people know, with `user:password@` in front of the host, into the one that
/// the driver takes.
final class PostgresUrl {

  private PostgresUrl() {}

  static String toJdbc(String text) {
    String url =
        text.strip().replaceFirst("^jdbc:", "").replaceFirst("^postgres://", "postgresql://");
    URI uri = parsed(url);
    if (!"postgresql".equals(uri.getScheme())
        || uri.getHost() == null
        || uri.getPath().length() < 2) {
      throw malformed();
    }
    String authority = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");
    String login = uri.getUserInfo();
    if (login != null) {
      int colon = login.indexOf(':');
      parameters.add("user=" + encoded(colon < 0 ? login : login.substring(0, colon)));
      if (colon >= 0) {
        parameters.add("password=" + encoded(login.substring(colon + 1)));
      }
    }
    if (uri.getRawQuery() != null) {
      parameters.add(uri.getRawQuery());
    }
    return "jdbc:postgresql://" + authority + uri.getRawPath() + parameters;
  }

  private static URI parsed(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException unreadable) {
      // Its message would repeat the password.
      throw malformed();
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "a PostgreSQL URL looks like postgresql://user:password@host:5432/name");
  }
}
