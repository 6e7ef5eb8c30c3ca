// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import palaver.base.SecretSource;

/// The secret that lets somebody with access to the machine make the first admin: 256 random bits,
/// good for one hour. Only its hash stays here.
public final class FirstAdminLink {
  /// How long it is good.
  public static final Duration LIFETIME = Duration.ofHours(1);

  private static final int SECRET_BYTES = 32;

  private final byte[] sha256;
  private final Instant expiresAt;

  private FirstAdminLink(byte[] sha256, Instant expiresAt) {
    this.sha256 = sha256;
    this.expiresAt = expiresAt;
  }

  /// A link and the secret that it is made of.
  public record Made(String secret, FirstAdminLink link) {
    @Override
    public String toString() {
      return "Made[link]";
    }
  }

  public static Made make(SecretSource secrets, Instant now) {
    byte[] random = secrets.bytes(SECRET_BYTES);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    return new Made(secret, new FirstAdminLink(Sha256.bytes(secret), now.plus(LIFETIME)));
  }

  /// Whether this is the link's secret and the hour is not over.
  public boolean accepts(String secret, Instant now) {
    return MessageDigest.isEqual(sha256, Sha256.bytes(secret)) && now.isBefore(expiresAt);
  }
}
