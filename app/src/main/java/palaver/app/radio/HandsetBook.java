// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.start.DataFolder;
import palaver.base.SecretSource;
import palaver.net.radio.NodeFiles;

/// Which handsets a node knows, kept in its data folder, and the codes by which new ones come.
///
/// A code is good once and for 15 minutes, and is never kept. A handset then has a key of its own,
/// of which the node keeps the digest.
final class HandsetBook {

  /// How many a node knows at most.
  static final int HANDSETS_MAX = 16;

  /// How long a code is good.
  static final Duration CODE_LIFE = Duration.ofMinutes(15);

  static final int NAME_BYTES_MAX = 64;

  private static final Logger LOG = LoggerFactory.getLogger(HandsetBook.class);
  private static final String FILE = "handsets";
  private static final int CODES_MAX = 16;
  private static final int ID_BYTES = 4;
  private static final int CODE_BYTES = 16;
  private static final int KEY_BYTES = 32;

  /// One that is known.
  ///
  /// @param id 8 hexadecimal digits
  /// @param digest of its key, SHA-256, hexadecimal
  record Known(String id, String digest, String name) {}

  /// Whether one comes in.
  sealed interface Entry {

    /// It is known now.
    ///
    /// @param key what it shows when it comes again; a secret
    record Admitted(Known handset, String key) implements Entry {
      @Override
      public String toString() {
        return "Admitted[" + handset.id() + "]";
      }
    }

    record Refused(Cause cause) implements Entry {}
  }

  /// Why one does not come in. The names are stable identifiers in small letters.
  enum Cause {
    /// The code was used, is older than 15 minutes, or never was one.
    CODE_UNKNOWN,
    /// The handset was put out, or is another node's.
    HANDSET_UNKNOWN,
    /// The node knows as many as it can.
    HANDSETS_FULL,
    /// The same handset is open in another window.
    OPEN_ELSEWHERE,
    /// It cannot be kept: the disk is full or broken.
    NOT_KEPT
  }

  /// What became of putting one out.
  enum Removal {
    DONE,
    /// None has that id.
    UNKNOWN,
    /// It is out now, and known again after a restart: the disk is full or broken.
    NOT_KEPT
  }

  private record Code(String text, Instant until) {}

  private final DataFolder folder;
  private final SecretSource secrets;
  private final InstantSource clock;
  private final List<Code> codes = new ArrayList<>();
  private final List<Known> known = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();

  /// Reads what the folder keeps.
  HandsetBook(DataFolder folder, SecretSource secrets, InstantSource clock) throws IOException {
    this.folder = folder;
    this.secrets = secrets;
    this.clock = clock;
    if (Files.exists(folder.file(FILE))) {
      for (String line : Files.readAllLines(folder.file(FILE))) {
        read(line);
      }
    }
  }

  /// What this version cannot read is kept as it is.
  private void read(String line) {
    String[] words = line.split(" ", 3);
    if (!NodeFiles.isLater(line) && words.length == 3 && known.size() < HANDSETS_MAX) {
      known.add(new Known(words[0], words[1], words[2]));
    } else if (!line.isBlank()) {
      unread.add(line);
    }
  }

  /// A new code; the oldest one is forgotten when there are too many.
  synchronized String code() {
    Instant now = clock.instant();
    codes.removeIf(each -> !each.until().isAfter(now));
    if (codes.size() == CODES_MAX) {
      codes.removeFirst();
    }
    String text = text(CODE_BYTES);
    codes.add(new Code(text, now.plus(CODE_LIFE)));
    return text;
  }

  /// A handset comes for the first time.
  ///
  /// @param name 1 to 64 bytes without control characters
  synchronized Entry redeem(String code, String name) {
    Instant now = clock.instant();
    Code found = null;
    for (Code each : codes) {
      if (same(each.text(), code) && each.until().isAfter(now)) {
        found = each;
      }
    }
    if (found == null) {
      return new Entry.Refused(Cause.CODE_UNKNOWN);
    }
    if (known.size() == HANDSETS_MAX) {
      return new Entry.Refused(Cause.HANDSETS_FULL);
    }
    String key = text(KEY_BYTES);
    String id = HexFormat.of().formatHex(secrets.bytes(ID_BYTES));
    Known handset = new Known(id, digest(key), name);
    known.add(handset);
    try {
      keep();
    } catch (IOException failure) {
      LOG.warn("a new handset could not be kept", failure);
      known.removeLast();
      return new Entry.Refused(Cause.NOT_KEPT);
    }
    codes.remove(found);
    return new Entry.Admitted(handset, key);
  }

  /// The handset that has this key, null when none has.
  synchronized @Nullable Known find(String key) {
    String digest = digest(key);
    Known found = null;
    for (Known each : known) {
      if (same(each.digest(), digest)) {
        found = each;
      }
    }
    return found;
  }

  /// Forgets a handset at once.
  synchronized Removal remove(String id) {
    if (!known.removeIf(each -> each.id().equals(id))) {
      return Removal.UNKNOWN;
    }
    try {
      keep();
      return Removal.DONE;
    } catch (IOException failure) {
      LOG.warn("that a handset was put out could not be kept", failure);
      return Removal.NOT_KEPT;
    }
  }

  synchronized List<Known> all() {
    return List.copyOf(known);
  }

  private void keep() throws IOException {
    StringBuilder lines = new StringBuilder();
    known.forEach(each ->
        lines
            .append(each.id())
            .append(' ')
            .append(each.digest())
            .append(' ')
            .append(each.name())
            .append('\n'));
    unread.forEach(each -> lines.append(each).append('\n'));
    folder.writeSecret(FILE, lines.toString());
  }

  private String text(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.bytes(bytes));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String digest(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
