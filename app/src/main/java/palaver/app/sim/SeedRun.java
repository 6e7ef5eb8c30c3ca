// SPDX-License-Identifier: Apache-2.0
package palaver.app.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import palaver.sim.SimulationFailure;

/// Plays many seeds on all cores; what each gives is taken in the order of the seeds.
final class SeedRun {

  private SeedRun() {}

  /// Plays `seeds` seeds from `first` on.
  ///
  /// @return the failures, in the order of their seeds
  static <T> List<SimulationFailure> play(
      long first, int seeds, LongFunction<T> story, Consumer<T> taken) {
    List<SimulationFailure> failures = new ArrayList<>();
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      List<Future<T>> running = new ArrayList<>();
      for (long seed = first; seed < first + seeds; seed++) {
        long one = seed;
        running.add(pool.submit(() -> story.apply(one)));
      }
      for (Future<T> future : running) {
        take(future, taken, failures);
      }
    }
    return failures;
  }

  private static <T> void take(
      Future<T> future, Consumer<T> taken, List<SimulationFailure> failures) {
    try {
      taken.accept(future.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SimulationFailure failure) {
        failures.add(failure);
      } else {
        throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while seeds were played", e);
    }
  }
}
