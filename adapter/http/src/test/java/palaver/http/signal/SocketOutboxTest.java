// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import palaver.rooms.EndReason;
import palaver.rooms.ErrorCode;
import palaver.rooms.ServerMessage;

class SocketOutboxTest {
  private final SocketOutbox outbox = new SocketOutbox(4);

  @Test
  void messagesKeepTheirOrder() throws InterruptedException {
    outbox.offer(left(1));
    outbox.offer(left(2));
    outbox.offer(new ServerMessage.Ping());
    assertThat(drain()).containsExactly(left(1), left(2), new ServerMessage.Ping());
  }

  @Test
  void ofSpeakingOnlyTheLatestPerPersonWaits() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      assertThat(outbox.offer(speaking("ada", i % 2 == 0))).isTrue();
      assertThat(outbox.offer(speaking("ben", i % 2 == 1))).isTrue();
    }
    assertThat(drain()).containsExactly(speaking("ada", false), speaking("ben", true));
  }

  @Test
  void speakingTakenIsNotReplaced() throws InterruptedException {
    outbox.offer(speaking("ada", true));
    assertThat(outbox.take()).isEqualTo(speaking("ada", true));
    outbox.offer(speaking("ada", false));
    assertThat(drain()).containsExactly(speaking("ada", false));
  }

  @Test
  void speakingDoesNotOvertakeWhoIsThere() throws InterruptedException {
    outbox.offer(speaking("ada", true));
    outbox.offer(left(1));
    outbox.offer(speaking("ada", false));
    assertThat(drain()).containsExactly(speaking("ada", true), left(1), speaking("ada", false));
  }

  @Test
  void theFifthOfFourFindsNoRoom() throws InterruptedException {
    for (int i = 1; i <= 4; i++) {
      assertThat(outbox.offer(left(i))).isTrue();
    }
    assertThat(outbox.offer(left(5))).isFalse();
    ServerMessage last = new ServerMessage.Failure(ErrorCode.SLOW_CLIENT, "slow", null);
    outbox.closeWith(last);
    assertThat(drain()).containsExactly(last);
  }

  @Test
  void whatWaitsAtTheCloseStillGoesOut() throws InterruptedException {
    outbox.offer(left(1));
    outbox.close();
    assertThat(outbox.offer(left(2))).isTrue();
    assertThat(outbox.take()).isEqualTo(left(1));
    assertThat(outbox.take()).isNull();
  }

  @Test
  void aWaitingWriterWakesUp() throws Exception {
    CompletableFuture<ServerMessage> taken = new CompletableFuture<>();
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                taken.complete(outbox.take());
              } catch (InterruptedException e) {
                taken.completeExceptionally(e);
              }
            });
    outbox.offer(left(1));
    assertThat(taken.get(10, TimeUnit.SECONDS)).isEqualTo(left(1));
    writer.join();
  }

  private List<ServerMessage> drain() throws InterruptedException {
    outbox.close();
    List<ServerMessage> drained = new ArrayList<>();
    for (ServerMessage next = outbox.take(); next != null; next = outbox.take()) {
      drained.add(next);
    }
    return drained;
  }

  private static ServerMessage left(long revision) {
    return new ServerMessage.ParticipantLeft(revision, "u" + revision, EndReason.LEFT);
  }

  private static ServerMessage speaking(String userId, boolean speaking) {
    return new ServerMessage.Speaking(userId, speaking);
  }
}
