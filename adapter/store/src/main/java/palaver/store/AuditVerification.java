// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultIterable;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import palaver.rooms.audit.AuditChain;
import palaver.rooms.audit.AuditEntry;
import palaver.rooms.audit.AuditHead;

/// Goes through the audit log and finds the first entry that is not what it was.
///
/// It only reads, in one transaction, so it may run beside the server.
public final class AuditVerification {

  /// Whether a signature of [AuditHead#message] is by this server's key.
  @FunctionalInterface
  public interface Signatures {
    boolean valid(byte[] message, String signature);
  }

  /// What came out.
  ///
  /// @param defect the first thing that is wrong, or null when the log is whole
  public record Result(long entries, int chains, long heads, @Nullable String defect) {}

  private final Signatures signatures;
  private final Map<String, Long> lastSequences = new LinkedHashMap<>();
  private long entries;
  private long heads;

  private AuditVerification(Signatures signatures) {
    this.signatures = signatures;
  }

  /// Verifies the log in the SQLite database at `path`.
  ///
  /// @param known a head that is known from elsewhere, such as the server's log, or null
  /// @throws StoreUnavailableException when the database cannot be read
  public static Result verify(Path path, Signatures signatures, @Nullable AuditHead known) {
    return verify(new Database.Sqlite(path), signatures, known);
  }

  /// Verifies the log in `database`.
  ///
  /// @param known a head that is known from elsewhere, such as the server's log, or null
  /// @throws StoreUnavailableException when the database cannot be read
  public static Result verify(Database database, Signatures signatures, @Nullable AuditHead known) {
    try {
      return Jdbi.create(source(database))
          .inTransaction(handle -> new AuditVerification(signatures).run(handle, known));
    } catch (JdbiException failure) {
      throw new StoreUnavailableException("the audit log cannot be read", failure);
    }
  }

  /// Connections that only read, beside a server that may run.
  static DataSource source(Database database) {
    return switch (database) {
      case Database.Postgres postgres ->
          new PostgresServer(postgres.url(), StoreLimits.DEFAULT.busyTimeoutMs()).writing();
      case Database.Sqlite sqlite -> {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + sqlite.file().toAbsolutePath());
        yield source;
      }
    };
  }

  /// Verifies the log behind `handle`.
  static Result verify(Handle handle, Signatures signatures, @Nullable AuditHead known) {
    return new AuditVerification(signatures).run(handle, known);
  }

  private Result run(Handle handle, @Nullable AuditHead known) {
    String defect = defectOfEntries(handle);
    if (defect == null) {
      defect = defectOfHeads(handle);
    }
    if (defect == null && known != null) {
      defect = defectOfHead(handle, known);
    }
    return new Result(entries, lastSequences.size(), heads, defect);
  }

  private @Nullable String defectOfEntries(Handle handle) {
    ResultIterable<AuditEntry> all =
        handle
            .createQuery("SELECT * FROM audit_log ORDER BY server_id, sequence")
            .setFetchSize(1_000)
            .map((row, _) -> AuditRows.entry(row));
    AuditEntry previous = null;
    try (var iterator = all.iterator()) {
      Iterator<AuditEntry> each = iterator;
      while (each.hasNext()) {
        AuditEntry entry = each.next();
        if (previous != null && !previous.serverId().equals(entry.serverId())) {
          previous = null;
        }
        String defect = AuditChain.defect(previous, entry);
        if (defect != null) {
          return "entry " + entry.sequence() + " of server " + entry.serverId() + ": " + defect;
        }
        previous = entry;
        lastSequences.put(entry.serverId(), entry.sequence());
        entries++;
      }
    }
    return null;
  }

  private @Nullable String defectOfHeads(Handle handle) {
    record Row(AuditHead head, String signature) {}
    ResultIterable<Row> all =
        handle
            .createQuery("SELECT * FROM audit_heads ORDER BY server_id, sequence, at")
            .map((row, _) -> new Row(AuditRows.head(row), row.getString("signature")));
    for (Row row : all.list()) {
      heads++;
      if (!signatures.valid(row.head().message(), row.signature())) {
        return "the signature of the head at entry " + row.head().sequence() + " is not valid";
      }
      String defect = defectOfHead(handle, row.head());
      if (defect != null) {
        return defect;
      }
    }
    return null;
  }

  private @Nullable String defectOfHead(Handle handle, AuditHead head) {
    long last = lastSequences.getOrDefault(head.serverId(), 0L);
    if (last < head.sequence()) {
      return "entry "
          + (last + 1)
          + " of server "
          + head.serverId()
          + " is missing: the chain was signed up to entry "
          + head.sequence();
    }
    String hash =
        handle
            .createQuery("SELECT hash FROM audit_log WHERE server_id = :server AND sequence = :at")
            .bind("server", head.serverId())
            .bind("at", head.sequence())
            .mapTo(String.class)
            .one();
    return hash.equals(head.hash())
        ? null
        : "entry "
            + head.sequence()
            + " of server "
            + head.serverId()
            + ": it is not what was signed";
  }
}
