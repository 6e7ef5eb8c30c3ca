// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import palaver.http.access.Caller;
import palaver.http.signal.Reply;
import palaver.http.signal.SignalDriver;
import palaver.rooms.Answer;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;

/// Asks the rooms and the store on a request's own thread, and waits.
final class RoomsClient {
  private final SignalDriver signal;
  private final Duration timeout;

  RoomsClient(SignalDriver signal, Duration timeout) {
    this.signal = signal;
    this.timeout = timeout;
  }

  CompletableFuture<Reply> ask(LongFunction<RoomsCommand> command) {
    return signal.ask(command);
  }

  /// Tells the rooms something that has no answer; false when they cannot take it.
  boolean tell(RoomsCommand command) {
    return signal.submit(command);
  }

  /// The reply, or the refusal that the rooms or their silence mean.
  Reply await(CompletableFuture<Reply> asked) {
    Reply reply;
    try {
      reply = asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new RefusedException(ErrorCode.OVERLOADED, "The rooms did not answer in time.");
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("the rooms answer every request", e);
    }
    if (reply.answer() instanceof Answer.Refused refused) {
      throw new RefusedException(refused);
    }
    return reply;
  }

  /// What the store answers, or `STORE_UNAVAILABLE`.
  <T> T stored(CompletableFuture<T> future) {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      throw storeUnavailable();
    } catch (InterruptedException e) {
      throw new IllegalStateException("a request was interrupted", e);
    }
  }

  /// Waits until a write is settled, well or badly: what it notes has happened all the same.
  /// Answers whether it is durable by now.
  boolean settled(CompletableFuture<?> write) {
    return settledWithin(write, timeout);
  }

  /// Whether `future` completes normally within `patience`.
  static boolean settledWithin(CompletableFuture<?> future, Duration patience) {
    try {
      future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException("a request was interrupted", e);
    }
  }

  static RefusedException overloaded() {
    return new RefusedException(ErrorCode.OVERLOADED, "The server cannot take this now.");
  }

  static RefusedException storeUnavailable() {
    return new RefusedException(
        ErrorCode.STORE_UNAVAILABLE, "The store cannot be written now.", Duration.ofSeconds(5));
  }

  /// Refuses guests of worlds that are not open to them; a world that nobody knows is not found.
  void requireOpen(Caller caller, String world, boolean openToGuests) {
    if (caller instanceof Caller.Guest && !openToGuests) {
      await(ask(request -> new RoomsCommand.ListRooms(request, world, false)));
      throw new RefusedException(ErrorCode.FORBIDDEN, "This world is not open to guests.");
    }
  }
}
