// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.SecretSource;
import palaver.store.ApiKeys;

/// The API key that the first start makes: readable in the data folder, known to the store by its
/// hash only.
final class ServerKey {

  static final String FILE = "api-key";

  private static final Logger LOG = LoggerFactory.getLogger(ServerKey.class);
  private static final int KEY_BYTES = 32;

  private ServerKey() {}

  /// Makes sure that the data folder has a key and that the store accepts it.
  static void ensure(DataFolder folder, ApiKeys keys, SecretSource secrets) throws IOException {
    Path file = folder.file(FILE);
    String present = Files.exists(file) ? Files.readString(file).strip() : "";
    if (!present.isEmpty()) {
      accept(keys, present, file);
      return;
    }
    boolean lost = !keys.isEmpty();
    String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.bytes(KEY_BYTES));
    keys.add(sha256(fresh)).join();
    folder.writeSecret(FILE, fresh);
    if (lost) {
      LOG.warn("The file {} was gone; it has a new API key. The old key stays valid.", file);
    } else {
      LOG.info("The API key for servers is in {}", file);
    }
  }

  private static void accept(ApiKeys keys, String key, Path file) {
    String hash = sha256(key);
    if (!keys.accepts(hash)) {
      keys.add(hash).join();
      LOG.warn("The API key in {} was unknown to the database; it is accepted from now on.", file);
    }
  }

  static String sha256(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
