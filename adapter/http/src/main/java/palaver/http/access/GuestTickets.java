// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import palaver.base.SecretSource;

/// Makes and reads guest tickets: signed tokens (JWT with HMAC-SHA256) under a key that lives as
/// long as the process.
public final class GuestTickets {
  private static final String ISSUER = "palaver";
  private static final String PREFIX = "guest-";
  private static final int KEY_BYTES = 32;
  private static final int USER_ID_BYTES = 16;
  private static final Duration LIFETIME = Duration.ofHours(12);

  private final SecretSource secrets;
  private final InstantSource wallClock;
  private final MACSigner signer;
  private final MACVerifier verifier;

  public GuestTickets(SecretSource secrets, InstantSource wallClock) {
    this.secrets = secrets;
    this.wallClock = wallClock;
    byte[] key = secrets.bytes(KEY_BYTES);
    try {
      signer = new MACSigner(key);
      verifier = new MACVerifier(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("HMAC-SHA256 takes every key of 256 bits", e);
    }
  }

  /// A ticket for a guest nobody has seen before.
  public GuestTicket issue() {
    return issue(PREFIX + HexFormat.of().formatHex(secrets.bytes(USER_ID_BYTES)));
  }

  /// A fresh ticket for the guest of `old`, which may have expired up to one lifetime ago.
  public Optional<GuestTicket> renew(String old) {
    return subject(old, LIFETIME).map(this::issue);
  }

  /// The user id of a valid ticket.
  public Optional<String> userId(String token) {
    return subject(token, Duration.ZERO);
  }

  private GuestTicket issue(String userId) {
    Instant expiresAt = wallClock.instant().plus(LIFETIME);
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .subject(userId)
            .expirationTime(Date.from(expiresAt))
            .build();
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("the key signs every claim", e);
    }
    return new GuestTicket(token.serialize(), userId, expiresAt);
  }

  private Optional<String> subject(String token, Duration grace) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      if (!JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm())
          || !signed.verify(verifier)) {
        return Optional.empty();
      }
      JWTClaimsSet claims = signed.getJWTClaimsSet();
      Date expires = claims.getExpirationTime();
      boolean valid =
          ISSUER.equals(claims.getIssuer())
              && expires != null
              && wallClock.instant().isBefore(expires.toInstant().plus(grace));
      return valid ? Optional.ofNullable(claims.getSubject()) : Optional.empty();
    } catch (ParseException | JOSEException _) {
      return Optional.empty();
    }
  }
}
