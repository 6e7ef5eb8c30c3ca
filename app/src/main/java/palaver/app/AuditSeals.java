// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.start.DataFolder;
import palaver.rooms.audit.AuditHead;
import palaver.store.AuditLog;

/// Signs how far the audit log is, each minute in which something was noted and when the server
/// stops, and writes it to the log and to a file beside the database.
final class AuditSeals implements AutoCloseable {
  static final String HEAD_FILE = "audit-head";

  private static final Logger LOG = LoggerFactory.getLogger(AuditSeals.class);
  private static final long PERIOD_SECONDS = 60;
  private static final long PATIENCE_SECONDS = 5;

  private final AuditLog audit;
  private final PrivateKey key;
  private final DataFolder data;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit-seals").daemon().factory());
  private long sealedSequence;

  AuditSeals(AuditLog audit, PrivateKey key, DataFolder data) {
    this.audit = audit;
    this.key = key;
    this.data = data;
  }

  void start() {
    var _ =
        timer.scheduleWithFixedDelay(this::seal, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void seal() {
    try {
      Optional<AuditLog.SignedHead> sealed =
          audit
              .seal(sealedSequence, message -> AuditKey.sign(key, message))
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (sealed.isPresent()) {
        keep(sealed.get());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception failure) {
      LOG.warn("the audit log could not be signed: {}", failure.toString());
    }
  }

  private void keep(AuditLog.SignedHead sealed) throws IOException {
    AuditHead head = sealed.head();
    sealedSequence = head.sequence();
    data.writeSecret(
        HEAD_FILE,
        String.join("\n", head.serverId(), "" + head.sequence(), head.hash(), head.at()) + "\n");
    LOG.info(
        "audit head: server {} entry {} hash {} at {} signature {}",
        head.serverId(),
        head.sequence(),
        head.hash(),
        head.at(),
        sealed.signature());
  }

  /// The head that was kept last in a data folder, or null when there is none.
  static @Nullable AuditHead kept(Path folder) throws IOException {
    Path file = folder.resolve(HEAD_FILE);
    if (!Files.exists(file)) {
      return null;
    }
    List<String> lines = Files.readAllLines(file);
    try {
      return new AuditHead(lines.get(0), Long.parseLong(lines.get(1)), lines.get(2), lines.get(3));
    } catch (IndexOutOfBoundsException | NumberFormatException failure) {
      throw new IOException("the file " + file + " is damaged", failure);
    }
  }

  /// Signs once more.
  @Override
  public void close() {
    timer.shutdown();
    seal();
  }
}
