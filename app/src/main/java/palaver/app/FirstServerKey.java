// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.start.DataFolder;
import palaver.base.SecretSource;
import palaver.identity.Scope;
import palaver.identity.ServerKey;
import palaver.identity.ServerKeyRecords;
import palaver.identity.Sha256;

/// The server key that the first start makes: readable in the data folder, known to the store by
/// its hash only.
final class FirstServerKey {

  static final String FILE = "api-key";

  private static final Logger LOG = LoggerFactory.getLogger(FirstServerKey.class);
  private static final String NAME = "first";

  private FirstServerKey() {}

  /// Makes sure that the data folder has a key and that the store accepts it, unless somebody
  /// revoked or replaced it.
  static void ensure(DataFolder folder, ServerKeyRecords keys, SecretSource secrets, Instant now)
      throws IOException {
    Path file = folder.file(FILE);
    String present = Files.exists(file) ? Files.readString(file).strip() : "";
    if (!present.isEmpty()) {
      accept(keys, present, file, now);
      return;
    }
    boolean lost = !keys.all().isEmpty();
    ServerKey.Made fresh = ServerKey.make(NAME, EnumSet.allOf(Scope.class), now, null, secrets);
    keys.add(fresh.record()).join();
    folder.writeSecret(FILE, fresh.key());
    if (lost) {
      LOG.warn("The file {} was gone; it has a new server key. The old key stays valid.", file);
    } else {
      LOG.info("The key for servers is in {}", file);
    }
  }

  private static void accept(ServerKeyRecords keys, String key, Path file, Instant now) {
    String hash = Sha256.hex(key);
    Optional<ServerKey> known =
        keys.all().stream().filter(one -> one.sha256().equals(hash)).findFirst();
    if (known.isEmpty()) {
      keys.add(ServerKey.of(key, NAME, EnumSet.allOf(Scope.class), now, null)).join();
      LOG.warn("The key in {} was unknown to the database; it is accepted from now on.", file);
    } else if (!known.get().isValid(now)) {
      LOG.warn("The key in {} is not valid any more; nothing uses the file.", file);
    }
  }
}
