// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import palaver.net.radio.RadioDriver;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;

/// A command whose answer is an event; one at a time.
final class RadioQuestion {
  private static final long ANSWER_SECONDS = 5;

  private final AtomicReference<@Nullable CompletableFuture<RadioEvent>> asked =
      new AtomicReference<>();

  /// Has the node do something and waits for the event that answers it; null when none comes in
  /// time, or another such command is under way.
  @Nullable RadioEvent ask(RadioDriver<RadioCommand, RadioEvent> driver, RadioCommand command)
      throws InterruptedException {
    CompletableFuture<RadioEvent> answer = new CompletableFuture<>();
    if (!asked.compareAndSet(null, answer)) {
      return null;
    }
    try {
      driver.command(command);
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException none) {
      return null;
    } finally {
      asked.set(null);
    }
  }

  /// An event that may be the answer.
  void answer(RadioEvent event) {
    CompletableFuture<RadioEvent> waiting = asked.get();
    if (waiting != null) {
      waiting.complete(event);
    }
  }
}
