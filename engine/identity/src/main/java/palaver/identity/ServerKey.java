// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.base.SecretSource;

/// A server key as it is kept: all but the key itself.
///
/// @param id names the key in lists and logs; no secret
/// @param name what people call it
/// @param sha256 of the key, in lower-case hex
/// @param expiresAt from when on it is not valid, or null
/// @param revokedAt since when it is not valid, or null
public record ServerKey(
    String id,
    String name,
    String sha256,
    Set<Scope> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {

  private static final int KEY_BYTES = 32;
  private static final int ID_CHARS = 12;

  public ServerKey {
    scopes = Identified.copy(Scope.class, scopes);
  }

  /// A new key and its record. The key goes to whoever asked, and nowhere else.
  public record Made(String key, ServerKey record) {
    @Override
    public String toString() {
      return "Made[record=" + record.id() + "]";
    }
  }

  /// A key of 256 random bits.
  public static Made make(
      String name,
      Set<Scope> scopes,
      Instant now,
      @Nullable Instant expiresAt,
      SecretSource secrets) {
    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.bytes(KEY_BYTES));
    return new Made(key, of(key, name, scopes, now, expiresAt));
  }

  /// The record of a key that is there already.
  public static ServerKey of(
      String key, String name, Set<Scope> scopes, Instant now, @Nullable Instant expiresAt) {
    String sha256 = Sha256.hex(key);
    return new ServerKey(sha256.substring(0, ID_CHARS), name, sha256, scopes, now, expiresAt, null);
  }

  public boolean isValid(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }
}
