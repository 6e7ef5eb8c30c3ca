// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import palaver.identity.Grant;
import palaver.identity.Identified;

/// Makes and reads participant tokens: what a host's program gives to one of its users, so that the
/// user's browser may join by itself. All that they allow is inside.
public final class ParticipantTokens {
  private static final String AUDIENCE = "participant";
  private static final String WORLD = "world";
  private static final String ROOM = "room";
  private static final String GRANTS = "grants";

  private final TokenSigner signer;
  private final InstantSource wallClock;

  public ParticipantTokens(TokenSigner signer, InstantSource wallClock) {
    this.signer = signer;
    this.wallClock = wallClock;
  }

  /// A token that is good for `lifetime`.
  public String issue(Caller.Participant participant, Duration lifetime) {
    return signer.sign(
        new JWTClaimsSet.Builder()
            .audience(AUDIENCE)
            .subject(participant.userId())
            .expirationTime(Date.from(wallClock.instant().plus(lifetime)))
            .claim(WORLD, participant.world())
            .claim(ROOM, participant.roomId())
            .claim(GRANTS, Identified.join(participant.grants())));
  }

  /// The bearer of a valid token.
  public Optional<Caller.Participant> participant(String token) {
    Instant now = wallClock.instant();
    return signer
        .verify(token, AUDIENCE)
        .filter(claims -> now.isBefore(claims.getExpirationTime().toInstant()))
        .map(ParticipantTokens::read);
  }

  private static Caller.@Nullable Participant read(JWTClaimsSet claims) {
    try {
      String world = claims.getStringClaim(WORLD);
      String grants = claims.getStringClaim(GRANTS);
      if (world == null || grants == null) {
        return null;
      }
      return new Caller.Participant(
          claims.getSubject(),
          world,
          claims.getStringClaim(ROOM),
          Identified.parse(Grant.class, grants));
    } catch (ParseException _) {
      return null;
    }
  }
}
