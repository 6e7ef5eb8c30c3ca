// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings a database to the present schema: an empty one, one of an earlier version, or one that
/// another program made with a `voice_sessions` table of its own (SQLite only).
final class Migrations {

  private Migrations() {}

  static void run(Backend backend) {
    of(backend).load().migrate();
  }

  /// All of them, not yet run.
  static FluentConfiguration of(Backend backend) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(backend.writing())
        .locations("classpath:palaver/store/migration")
        .placeholders(Map.of("key", backend.keyColumn()))
        .javaMigrations(
            new SetAsideOlderSessions(),
            new BackFillOlderSessions(),
            new SetAsideOlderModeration(),
            new BackFillOlderActions())
        .baselineOnMigrate(true)
        .baselineVersion("0");
  }
}
