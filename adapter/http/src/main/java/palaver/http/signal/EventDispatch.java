// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.SessionId;
import palaver.rooms.Answer;
import palaver.rooms.RoomsEvent;
import palaver.rooms.ServerMessage;
import palaver.rooms.SessionEnd;

/// Hands each event of the rooms engine to whom it concerns. Runs on the signal thread.
final class EventDispatch {
  private static final Logger log = LoggerFactory.getLogger(EventDispatch.class);

  private final Map<Long, CompletableFuture<Reply>> pending;
  private final Map<Long, SignalConnection> connections;
  private final MediaBacklog media;
  private final SessionLog sessionLog;
  private final RoomWatcher watcher;
  private final InstantSource wallClock;
  private final SignalCounters counters;
  private final SequencedSet<Long> gone = new LinkedHashSet<>();
  private @Nullable SessionId endedSession;
  private Reply.@Nullable Ending ending;

  EventDispatch(
      Map<Long, CompletableFuture<Reply>> pending,
      Map<Long, SignalConnection> connections,
      MediaBacklog media,
      SessionLog sessionLog,
      RoomWatcher watcher,
      InstantSource wallClock,
      SignalCounters counters) {
    this.pending = pending;
    this.connections = connections;
    this.media = media;
    this.sessionLog = sessionLog;
    this.watcher = watcher;
    this.wallClock = wallClock;
    this.counters = counters;
  }

  /// Hands out what one input made the engine say, in order.
  void handOut(List<RoomsEvent> events) {
    endedSession = null;
    ending = null;
    for (RoomsEvent event : events) {
      handOut(event);
    }
  }

  /// Whether commands wait for a media thread.
  boolean mediaWaits() {
    return !media.isEmpty();
  }

  void retryMedia() {
    if (!media.isEmpty()) {
      media.retry();
    }
  }

  /// The next WebSocket that the engine speaks to although it is gone, or null.
  @Nullable Long nextGone() {
    return gone.isEmpty() ? null : gone.removeFirst();
  }

  private void handOut(RoomsEvent event) {
    switch (event) {
      case RoomsEvent.Answered answered -> answer(answered);
      case RoomsEvent.Send send -> {
        send(send.connection(), send.message());
        if (send.message() instanceof ServerMessage.RoomState) {
          watcher.heard(send);
        }
      }
      case RoomsEvent.CloseSocket close -> close(close.connection());
      case RoomsEvent.ToMedia toMedia -> media.submit(toMedia);
      case RoomsEvent.SeatShown _,
          RoomsEvent.SpeakingChanged _,
          RoomsEvent.GradeChanged _,
          RoomsEvent.ChatSaid _ ->
          watcher.heard(event);
      case RoomsEvent.SessionEnded ended -> {
        end(ended);
        watcher.heard(ended);
      }
      case RoomsEvent.Failed failed -> {
        counters.engineFailures.incrementAndGet();
        log.error("The rooms engine broke off a {}", failed.command(), failed.cause());
      }
    }
  }

  private void answer(RoomsEvent.Answered answered) {
    CompletableFuture<Reply> reply = pending.remove(answered.request());
    if (reply == null) {
      return;
    }
    boolean here =
        answered.answer() instanceof Answer.Left left && left.session().equals(endedSession);
    reply.complete(new Reply(answered.answer(), here ? ending : null));
  }

  private void send(long number, ServerMessage message) {
    SignalConnection connection = connections.get(number);
    if (connection == null) {
      gone.add(number);
    } else {
      connection.send(message);
    }
  }

  private void close(long number) {
    SignalConnection connection = connections.remove(number);
    if (connection != null) {
      connection.close();
    }
  }

  private void end(RoomsEvent.SessionEnded ended) {
    SessionEnd end =
        new SessionEnd(
            wallClock.instant(),
            nearestSecond(ended.durationNs()),
            nearestSecond(ended.speakingNs()),
            ended.reason(),
            new SessionEnd.Measured(ended.participantsPeak(), ended.quality()));
    CompletableFuture<Boolean> stored =
        ended.observer()
            ? CompletableFuture.completedFuture(false)
            : sessionLog.ended(ended.session(), end);
    var _ = stored.whenComplete((_, failure) -> noteFailure(ended.session(), failure));
    endedSession = ended.session();
    ending = new Reply.Ending(end, stored);
  }

  private void noteFailure(SessionId session, @Nullable Throwable failure) {
    if (failure != null) {
      counters.endsNotStored.incrementAndGet();
      log.error("The end of session {} could not be stored", session.value(), failure);
    }
  }

  private static long nearestSecond(long durationNs) {
    return (durationNs + 500_000_000L) / 1_000_000_000L;
  }
}
