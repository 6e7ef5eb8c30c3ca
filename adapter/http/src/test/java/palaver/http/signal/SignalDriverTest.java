// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import palaver.base.Outbox;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.Answer;
import palaver.rooms.EndReason;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;
import palaver.rooms.RoomsEvent;
import palaver.rooms.ServerMessage;
import palaver.rooms.SessionEnd;
import palaver.sfu.SfuCommand;

class SignalDriverTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final SessionId SESSION = new SessionId("s1");

  private final Map<SessionId, SessionEnd> ends = new ConcurrentHashMap<>();
  private final BlockingQueue<SfuCommand> taken = new LinkedBlockingQueue<>();
  private final AtomicInteger mediaRefusals = new AtomicInteger();
  private FakeEngine engine = new FakeEngine((_, _) -> {});
  private SignalDriver driver = driver((_, _) -> {});

  @AfterEach
  void stop() throws InterruptedException {
    driver.stop(0);
  }

  @Test
  void eachRequestGetsItsOwnAnswer() throws Exception {
    driver = driver(SignalDriverTest::listRooms);
    driver.start();
    CompletableFuture<Reply> first = driver.ask(n -> new RoomsCommand.ListRooms(n, "a", false));
    CompletableFuture<Reply> second = driver.ask(n -> new RoomsCommand.ListRooms(n, "b", false));

    assertThat(roomOf(second)).isEqualTo("b");
    assertThat(roomOf(first)).isEqualTo("a");
  }

  @Test
  void aFullQueueRefusesTheNewest() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    driver =
        driver((_, _) -> {
          busy.countDown();
          await(free);
        });
    driver.start();
    driver.submit(new RoomsCommand.Abandon(SESSION));
    await(busy);
    for (int i = 0; i < SignalDriver.COMMANDS_MAX; i++) {
      assertThat(driver.submit(new RoomsCommand.Abandon(SESSION))).isTrue();
    }

    assertThat(driver.submit(new RoomsCommand.Abandon(SESSION))).isFalse();
    Reply refused = get(driver.ask(n -> new RoomsCommand.ListRooms(n, "a", false)));

    assertThat(refused.answer())
        .isInstanceOfSatisfying(
            Answer.Refused.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.OVERLOADED));
    assertThat(driver.counters().commandsRefused()).isEqualTo(2);
    free.countDown();
  }

  @Test
  void anEndIsStampedLoggedAndHandedToTheLeaver() throws Exception {
    driver =
        driver((command, outbox) -> {
          if (command instanceof RoomsCommand.Leave leave) {
            outbox.emit(ended(2_500_000_000L, 1_499_999_999L));
            outbox.emit(
                new RoomsEvent.Answered(leave.request(), new Answer.Left(SESSION, 2_500_000_000L)));
          }
        });
    driver.start();

    Reply reply = get(driver.ask(n -> new RoomsCommand.Leave(n, SESSION, null)));

    SessionEnd expected =
        new SessionEnd(NOW, 3, 1, EndReason.LEFT, new SessionEnd.Measured(3, null));
    assertThat(reply.ending()).isNotNull().extracting(Reply.Ending::end).isEqualTo(expected);
    assertThat(ends).containsEntry(SESSION, expected);
  }

  @Test
  void commandsToABusyMediaThreadWaitInOrder() throws Exception {
    mediaRefusals.set(5);
    List<SfuCommand> sent = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sent.add(new SfuCommand.Silence(new SessionId("s" + i), true));
    }
    driver =
        driver((command, outbox) -> {
          if (command instanceof RoomsCommand.Abandon) {
            sent.forEach(c -> outbox.emit(new RoomsEvent.ToMedia(0, c)));
          }
        });
    driver.start();
    driver.submit(new RoomsCommand.Abandon(SESSION));

    for (SfuCommand expected : sent) {
      assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(expected);
    }
    assertThat(driver.counters().mediaCommandsLost()).isZero();
  }

  @Test
  void aDeadlineIsKeptWithoutACommand() {
    engine.setDeadlineNs(System.nanoTime() + 30_000_000);
    driver.start();
    assertThat(engine.nextDeadlineLatenessNs()).isNotNegative();
  }

  @Test
  void theEngineLearnsThatASocketItSpeaksToIsGone() {
    driver =
        driver((command, outbox) -> {
          if (command instanceof RoomsCommand.Abandon) {
            outbox.emit(new RoomsEvent.Send(77, new ServerMessage.Ping()));
            outbox.emit(new RoomsEvent.Send(77, new ServerMessage.Ping()));
          }
        });
    driver.start();
    driver.submit(new RoomsCommand.Abandon(SESSION));

    assertThat(engine.nextCommand()).isInstanceOf(RoomsCommand.Abandon.class);
    assertThat(engine.nextCommand()).isEqualTo(new RoomsCommand.SocketClosed(77));
  }

  @Test
  void anExceptionBreaksOffOneTurnOnly() throws Exception {
    driver =
        driver((command, outbox) -> {
          if (command instanceof RoomsCommand.Abandon) {
            throw new IllegalStateException("planted");
          }
          listRooms(command, outbox);
        });
    driver.start();
    driver.submit(new RoomsCommand.Abandon(SESSION));

    assertThat(roomOf(driver.ask(n -> new RoomsCommand.ListRooms(n, "a", false)))).isEqualTo("a");
    assertThat(driver.counters().engineFailures()).isEqualTo(1);
    assertThat(driver.running()).isTrue();
  }

  @Test
  void anErrorEndsTheThreadAndHealthShowsIt() throws Exception {
    driver =
        driver((_, _) -> {
          throw new AssertionError("planted");
        });
    driver.start();

    Reply reply = get(driver.ask(n -> new RoomsCommand.ListRooms(n, "a", false)));

    assertThat(reply.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(driver.running()).isFalse();
    assertThat(driver.submit(new RoomsCommand.Abandon(SESSION))).isFalse();
  }

  @Test
  void afterTheStopEveryRequestIsRefused() throws Exception {
    driver.start();
    driver.stop(1_000);

    assertThat(engine.nextCommand()).isEqualTo(new RoomsCommand.Stop(1_000));
    Reply refused = get(driver.ask(n -> new RoomsCommand.ListRooms(n, "a", false)));
    assertThat(refused.answer())
        .isInstanceOfSatisfying(
            Answer.Refused.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.SERVER_STOPPING));
    assertThat(driver.running()).isFalse();
  }

  private SignalDriver driver(BiConsumer<RoomsCommand, Outbox<RoomsEvent>> script) {
    engine = new FakeEngine(script);
    return new SignalDriver(engine, this::toMedia, this::log, () -> NOW);
  }

  private boolean toMedia(int mediaThread, SfuCommand command) {
    return mediaRefusals.getAndDecrement() <= 0 && taken.add(command);
  }

  private CompletableFuture<Boolean> log(SessionId session, SessionEnd end) {
    ends.put(session, end);
    return CompletableFuture.completedFuture(true);
  }

  private static void listRooms(RoomsCommand command, Outbox<RoomsEvent> outbox) {
    if (command instanceof RoomsCommand.ListRooms list) {
      Answer.RoomSummary room = new Answer.RoomSummary(list.world(), "", 0, 10);
      outbox.emit(new RoomsEvent.Answered(list.request(), new Answer.Rooms(List.of(room))));
    }
  }

  private static RoomsEvent ended(long durationNs, long speakingNs) {
    return new RoomsEvent.SessionEnded(
        SESSION,
        new RoomKey("materie", "hall"),
        "u1",
        EndReason.LEFT,
        durationNs,
        speakingNs,
        3,
        null,
        false);
  }

  private static String roomOf(CompletableFuture<Reply> reply) throws Exception {
    if (get(reply).answer() instanceof Answer.Rooms rooms) {
      return rooms.rooms().getFirst().roomId();
    }
    throw new AssertionError("no rooms");
  }

  private static Reply get(CompletableFuture<Reply> reply) throws Exception {
    return reply.get(10, TimeUnit.SECONDS);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
