// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import palaver.identity.Grant;

/// Whatever stands in an `Authorization` header, nobody gets in who was not let in, and nothing
/// breaks.
class TokensFuzzTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

  private final TokenSigner signer =
      new TokenSigner(
          List.of(new TokenSigner.Key("a", secret(1)), new TokenSigner.Key("b", secret(2))));
  private final ParticipantTokens participants = new ParticipantTokens(signer, NOON);
  private final Tokens tokens =
      new Tokens(
          _ -> Optional.empty(),
          new GuestTickets(signer, NOON),
          participants,
          new AccountTokens(signer, NOON));
  private final String real =
      participants.issue(
          new Caller.Participant("u1", "materie", null, Set.of(Grant.JOIN)), Duration.ofMinutes(5));

  @FuzzTest(maxDuration = "5s")
  void noForgedTokenLetsAnybodyIn(FuzzedDataProvider data) {
    int cut = data.consumeInt(0, real.length());
    String token = real.substring(0, cut) + data.consumeRemainingAsString();
    boolean letIn = tokens.bearer("Bearer " + token).isPresent();
    if (letIn) {
      // Base64 may end in bits that mean nothing: only the whole token counts, spaces around it
      // aside.
      assertThat(token.strip().substring(0, real.length() - 1))
          .isEqualTo(real.substring(0, real.length() - 1));
    }
    assertThat(tokens.bearer(token).isPresent()).isFalse();
  }

  private static byte[] secret(int filling) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) filling);
    return secret;
  }
}
