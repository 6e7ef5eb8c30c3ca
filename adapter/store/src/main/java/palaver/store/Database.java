// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.nio.file.Path;

/// Which database a [Store] uses.
public sealed interface Database {

  /// One SQLite file, made when it is not there.
  record Sqlite(Path file) implements Database {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /// A PostgreSQL database that is there already; its tables are made by the store.
  ///
  /// @param url in the form of JDBC, `jdbc:postgresql://host:port/name`, with user and password as
  ///   parameters or in the driver's own files
  record Postgres(String url) implements Database {
    private static final String SCHEME = "postgresql://";
    private static final String JDBC = "jdbc:";

    public Postgres {
      if (!url.startsWith(JDBC + SCHEME)) {
        throw new IllegalArgumentException("a PostgreSQL URL begins with " + SCHEME);
      }
    }

    /// Reads `postgresql://[user[:password]@]host[:port]/name[?parameters]`, with or without
    /// `jdbc:` or as `postgres:`.
    ///
    /// @throws IllegalArgumentException when it is none; the message does not repeat it
    public static Postgres parse(String text) {
      return new Postgres(PostgresUrl.toJdbc(text));
    }

    /// Without the password, which has no place in a message.
    @Override
    public String toString() {
      return url.substring(JDBC.length()).replaceFirst("\\?.*", "");
    }
  }
}
