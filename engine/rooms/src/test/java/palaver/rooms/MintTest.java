// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import palaver.base.SessionId;
import palaver.rtc.IceCredentials;

class MintTest {
  private final Mint mint = new Mint(RoomsHarness.seeded(3));

  @Test
  void sessionIdsAreRandomUuids() {
    Set<SessionId> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      SessionId session = mint.sessionId();
      UUID uuid = UUID.fromString(session.value());
      assertThat(List.of(uuid.version(), uuid.variant())).containsExactly(4, 2);
      assertThat(seen.add(session)).isTrue();
    }
  }

  /// RFC 8839, section 5.4.
  @Test
  void iceCredentialsHaveTheLettersAndLengthsOfTheStandard() {
    for (int i = 0; i < 1_000; i++) {
      IceCredentials credentials = mint.iceCredentials();
      assertThat(credentials.ufrag()).matches("[A-Za-z0-9+/]{12}");
      assertThat(credentials.password()).matches("[A-Za-z0-9+/]{24}");
    }
  }

  @Test
  void ssrcsOfOneConnectionAreDifferentAndNotZero() {
    byte[][] script = {{0, 0, 0, 0}, {0, 0, 0, 1}, {0, 0, 0, 1}, {-1, 0, 0, 0}};
    int[] next = {0};
    Mint scripted = new Mint(bytes -> System.arraycopy(script[next[0]++], 0, bytes, 0, 4));

    assertThat(scripted.ssrcs(2)).containsExactly(1, 0xff000000);
  }

  @Test
  void aTicketIsRecognisedByItsHash() {
    String secret = mint.ticket();
    Ticket ticket = new Ticket(secret);

    assertThat(ticket.matches(secret)).isTrue();
    assertThat(ticket.matches(mint.ticket())).isFalse();
    assertThat(ticket.matches("")).isFalse();
  }
}
