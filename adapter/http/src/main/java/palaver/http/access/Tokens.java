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
  private final ParticipantTokens participants;
  private final AccountTokens accounts;

  public Tokens(
      ApiKeys apiKeys,
      GuestTickets guestTickets,
      ParticipantTokens participants,
      AccountTokens accounts) {
    this.apiKeys = apiKeys;
    this.guestTickets = guestTickets;
    this.participants = participants;
    this.accounts = accounts;
  }

  /// What a valid token says by itself.
  public sealed interface Bearer {
    /// Somebody about whom the token says all.
    record Known(Caller caller) implements Bearer {}

    /// Somebody logged in; the account has to be looked up.
    record LoggedIn(String sessionId) implements Bearer {}
  }

  /// The bearer, or nothing when the header is missing or its token is not valid.
  public Optional<Bearer> bearer(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String token = authorization.substring(SCHEME.length()).strip();
    if (token.isEmpty() || token.length() > TOKEN_CHARS_MAX) {
      return Optional.empty();
    }
    return known(token).<Bearer>map(Bearer.Known::new).or(() -> loggedIn(token));
  }

  /// The bearer of an account's token, and of no other.
  public Optional<Bearer> loggedIn(String token) {
    return accounts.sessionId(token).map(Bearer.LoggedIn::new);
  }

  private Optional<Caller> known(String token) {
    return apiKeys
        .find(sha256(token))
        .<Caller>map(key -> key)
        .or(() -> guestTickets.userId(token).map(Caller.Guest::new))
        .or(() -> participants.participant(token));
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
