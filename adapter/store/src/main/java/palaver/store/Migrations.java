// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings a database to the present schema: an empty one, one of an earlier version, or one that
/// another program made with a `voice_sessions` table of its own.
final class Migrations {

  private Migrations() {}

  static void run(DataSource database) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:palaver/store/migration")
        .placeholders(Map.of("key", "INTEGER PRIMARY KEY AUTOINCREMENT"))
        .javaMigrations(
            new SetAsideOlderSessions(),
            new BackFillOlderSessions(),
            new SetAsideOlderModeration(),
            new BackFillOlderActions())
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
