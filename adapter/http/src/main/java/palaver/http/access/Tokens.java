// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out who stands behind an `Authorization` header.
public final class Tokens {
  private static final String SCHEME = "Bearer ";
  private static final int TOKEN_CHARS_MAX = 2048;

  private final ApiKeys apiKeys;
  private final GuestTickets guestTickets;

  public Tokens(ApiKeys apiKeys, GuestTickets guestTickets) {
    this.apiKeys = apiKeys;
    this.guestTickets = guestTickets;
  }

  /// The caller, or nothing when the header is missing or its token is not valid.
  public Optional<Caller> caller(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String token = authorization.substring(SCHEME.length()).strip();
    if (token.isEmpty() || token.length() > TOKEN_CHARS_MAX) {
      return Optional.empty();
    }
    if (apiKeys.matches(sha256(token))) {
      return Optional.of(new Caller.ServerKey());
    }
    return guestTickets.userId(token).map(Caller.Guest::new);
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
