// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;
import palaver.rooms.insight.Insight;
import palaver.store.Database;
import palaver.store.DemoData;
import palaver.store.Store;
import palaver.store.StoreLimits;
import palaver.store.StoreUnavailableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `palaver admin demo-data`: sessions that never were, to look at analytics with.
@Command(
    name = "demo-data",
    description = "Fills an empty server with sessions that never were; the server must not run.",
    mixinStandardHelpOptions = true)
final class AdminDemoDataCommand implements Callable<Integer> {
  private static final int DAYS_MAX = 3_660;
  private static final int SESSIONS_MAX = 100_000;

  @Spec CommandSpec spec = CommandSpec.create();
  @ParentCommand AdminCommand admin = new AdminCommand();

  @Option(
      names = "--days",
      paramLabel = "DAYS",
      defaultValue = "365",
      description = "How many days (default: ${DEFAULT-VALUE}).")
  int days;

  @Option(
      names = "--sessions-per-day",
      paramLabel = "COUNT",
      defaultValue = "1000",
      description = "About how many sessions each day has (default: ${DEFAULT-VALUE}).")
  int sessionsPerDay;

  @Option(
      names = "--last-day",
      paramLabel = "DATE",
      description = "The last of the days, such as 2026-06-30 (default: yesterday, UTC).")
  @Nullable LocalDate lastDay;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "The same number makes the same sessions (default: ${DEFAULT-VALUE}).")
  long seed;

  @Override
  public Integer call() throws StartFailure {
    if (days < 1 || days > DAYS_MAX || sessionsPerDay < 1 || sessionsPerDay > SESSIONS_MAX) {
      throw new StartFailure(
          "--days is 1 to " + DAYS_MAX + " and --sessions-per-day 1 to " + SESSIONS_MAX);
    }
    InstantSource clock = InstantSource.system();
    LocalDate last =
        lastDay != null
            ? lastDay
            : clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
    try (DataFolder data = DataFolder.hold(admin.data())) {
      Database database = admin.database(data);
      requireEmpty(database, clock);
      DemoData.Written written =
          DemoData.write(database, last, days, sessionsPerDay, new SplittableRandom(seed));
      spec.commandLine()
          .getErr()
          .printf(
              "Wrote %d sessions, %d calls and %d actions from %s to %s.%n",
              written.sessions(),
              written.calls(),
              written.actions(),
              last.minusDays(days - 1L),
              last);
      spec.commandLine().getErr().flush();
      return 0;
    } catch (StoreUnavailableException failure) {
      throw new StartFailure(String.valueOf(failure.getMessage()), failure);
    }
  }

  /// What never was is not to be mixed with what was.
  private static void requireEmpty(Database database, InstantSource clock) throws StartFailure {
    try (Store store = Store.open(database, clock, StoreLimits.DEFAULT)) {
      Insight.Filter any = new Insight.Filter(null, null, null, null, null, null, 1);
      if (!store.insight().sessions(any).join().entries().isEmpty()) {
        throw new StartFailure("there are sessions already; choose another folder by --data");
      }
    }
  }
}
