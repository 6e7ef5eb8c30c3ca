// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import palaver.app.start.DataFolder;
import palaver.base.SecretSource;

/// Who was erased and when, beside the database, so that a restored backup does not bring them
/// back.
///
/// The list names nobody: it has keyed hashes (HMAC-SHA256), which say yes or no about an id that
/// somebody has already. One line each, `HASH TIME`.
final class ErasureList {
  static final String FILE = "erasures";
  static final String KEY_FILE = "erasure-key";

  private static final String MAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final DataFolder data;
  private final SecretKeySpec key;
  private final Map<String, Instant> erased = new LinkedHashMap<>();

  private ErasureList(DataFolder data, SecretKeySpec key) {
    this.data = data;
    this.key = key;
  }

  static ErasureList open(DataFolder data, SecretSource secrets) throws IOException {
    String secret = data.secret(KEY_FILE, secrets, KEY_BYTES);
    ErasureList list = new ErasureList(data, new SecretKeySpec(secret.getBytes(UTF_8), MAC));
    Path file = data.file(FILE);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        list.read(line);
      }
    }
    return list;
  }

  private void read(String line) throws IOException {
    String[] words = line.split(" ", -1);
    try {
      erased.put(words[0], Instant.parse(words[1]));
    } catch (IndexOutOfBoundsException | DateTimeException failure) {
      throw new IOException("the file " + data.file(FILE) + " has a line that is none", failure);
    }
  }

  boolean isEmpty() {
    synchronized (erased) {
      return erased.isEmpty();
    }
  }

  /// When a person was erased last.
  Optional<Instant> erasedAt(String userId) {
    String hash = hash(userId);
    synchronized (erased) {
      return Optional.ofNullable(erased.get(hash));
    }
  }

  /// Adds a person; it is on the disk when this returns.
  void add(String userId, Instant at) throws IOException {
    synchronized (erased) {
      String hash = hash(userId);
      Path file = data.file(FILE);
      boolean fresh = !Files.exists(file);
      try (FileChannel out =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.APPEND)) {
        if (fresh) {
          data.restrict(FILE);
        }
        ByteBuffer line = UTF_8.encode(hash + " " + at + "\n");
        while (line.hasRemaining()) {
          out.write(line);
        }
        out.force(true);
      }
      erased.put(hash, at);
    }
  }

  /// Takes the newest line about a person back: the erasure was refused.
  void withdraw(String userId, Optional<Instant> before) throws IOException {
    synchronized (erased) {
      String hash = hash(userId);
      erased.remove(hash);
      before.ifPresent(at -> erased.put(hash, at));
      StringBuilder all = new StringBuilder();
      erased.forEach((known, at) -> all.append(known).append(' ').append(at).append('\n'));
      data.writeSecret(FILE, all.toString());
    }
  }

  private String hash(String userId) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(userId.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }
}
