// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/// Makes and reads the tokens of accounts. A token only names a log-in: what its account may do is
/// looked up at each call.
public final class AccountTokens {
  private static final String AUDIENCE = "account";

  private final TokenSigner signer;
  private final InstantSource wallClock;

  public AccountTokens(TokenSigner signer, InstantSource wallClock) {
    this.signer = signer;
    this.wallClock = wallClock;
  }

  /// The token of the log-in `sessionId` of the account `name`.
  public String issue(String sessionId, String name, Instant expiresAt) {
    return signer.sign(
        new JWTClaimsSet.Builder()
            .audience(AUDIENCE)
            .subject(name)
            .jwtID(sessionId)
            .expirationTime(Date.from(expiresAt)));
  }

  /// The log-in that a valid token names.
  public Optional<String> sessionId(String token) {
    Instant now = wallClock.instant();
    return signer
        .verify(token, AUDIENCE)
        .filter(claims -> now.isBefore(claims.getExpirationTime().toInstant()))
        .map(JWTClaimsSet::getJWTID);
  }
}
