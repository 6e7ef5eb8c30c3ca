// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server process that is killed, and the one that follows it on the same data.
class CrashTest {

  @TempDir Path folder;

  @Test
  void aKilledServersSessionsEndHonestlyAndPeopleCanJoinAgain() {
    String session;
    Instant killed;
    try (ServerProcess server =
        ServerProcess.start(folder.resolve("data"), "--media-host", "127.0.0.1")) {
      session = joined(new Rest(server).join("materie", "materie-1", "ada", "Ada"));
      server.kill();
      killed = Instant.now();
    }
    try (ServerProcess server =
        ServerProcess.start(folder.resolve("data"), "--media-host", "127.0.0.1")) {
      Rest rest = new Rest(server);
      assertThat(rest.get("/api/health").status()).isEqualTo(200);
      Rest.Reply end = rest.leave(session);
      assertThat(end.status()).isEqualTo(200);
      Instant left = Instant.parse(end.body().path("left_at").asString());
      assertThat(left).isCloseTo(killed, within(5, ChronoUnit.SECONDS));
      assertThat(rest.participantCount("materie", "materie-1")).isZero();
      joined(rest.join("materie", "materie-1", "ada", "Ada"));
      assertThat(server.stop()).isZero();
    }
  }

  private static String joined(Rest.Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    return reply.body().path("session_id").asString();
  }
}
