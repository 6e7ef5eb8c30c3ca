// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import palaver.rooms.ErrorCode;

/// Waits on a call's own thread, and says what it means when the wait was in vain.
///
/// @param limit how long a call waits
public record Patience(Duration limit) {

  /// What the store answers, or `STORE_UNAVAILABLE`.
  <T> T stored(CompletableFuture<T> asked) {
    try {
      return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      throw RoomsClient.storeUnavailable();
    } catch (InterruptedException e) {
      throw new IllegalStateException("a request was interrupted", e);
    }
  }

  /// What the heavy thread answers, or `RATE_LIMITED` when too much waits for it.
  <T> T worked(CompletableFuture<T> asked) {
    try {
      return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw busy();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RejectedExecutionException) {
        throw busy();
      }
      throw new IllegalStateException("the heavy thread failed", failure.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("a request was interrupted", e);
    }
  }

  private static RefusedException busy() {
    return new RefusedException(
        ErrorCode.RATE_LIMITED, "Too many of these wait already.", Duration.ofSeconds(1));
  }
}
