// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/// Makes and reads guest tickets.
public final class GuestTickets {
  private static final String AUDIENCE = "guest";
  private static final Duration LIFETIME = Duration.ofHours(12);

  private final TokenSigner signer;
  private final InstantSource wallClock;

  public GuestTickets(TokenSigner signer, InstantSource wallClock) {
    this.signer = signer;
    this.wallClock = wallClock;
  }

  /// A ticket for a guest.
  public GuestTicket issue(String userId) {
    Instant expiresAt = wallClock.instant().plus(LIFETIME);
    String token =
        signer.sign(
            new JWTClaimsSet.Builder()
                .audience(AUDIENCE)
                .subject(userId)
                .expirationTime(Date.from(expiresAt)));
    return new GuestTicket(token, userId, expiresAt);
  }

  /// A fresh ticket for the guest of `old`, which may have expired up to one lifetime ago.
  public Optional<GuestTicket> renew(String old) {
    return subject(old, LIFETIME).map(this::issue);
  }

  /// The user id of a valid ticket.
  public Optional<String> userId(String token) {
    return subject(token, Duration.ZERO);
  }

  private Optional<String> subject(String token, Duration grace) {
    Instant now = wallClock.instant();
    return signer
        .verify(token, AUDIENCE)
        .filter(claims -> now.isBefore(claims.getExpirationTime().toInstant().plus(grace)))
        .map(JWTClaimsSet::getSubject);
  }
}
