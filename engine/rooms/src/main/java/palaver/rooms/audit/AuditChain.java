// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How entries hang together. Each hash covers all columns of its entry, the personal ones by their
/// commitments, and the hash of the entry before.
public final class AuditChain {

  /// What stands before the first entry.
  public static final String START = "0".repeat(64);

  private static final String ENTRY = "palaver audit entry 1";
  private static final String COMMITMENT = "palaver audit commitment 1";
  private static final int ABSENT = -1;

  private AuditChain() {}

  /// The entry after `previousHash` that says what `note` says.
  ///
  /// @param salts 128 random bits in hex for each personal field: actor, target, note
  public static AuditEntry next(
      String serverId,
      long sequence,
      String previousHash,
      String at,
      AuditNote n,
      List<String> salts) {
    AuditEntry entry =
        new AuditEntry(
            serverId,
            sequence,
            at,
            n.action(),
            n.world(),
            n.roomId(),
            n.reference(),
            personal(n.actor(), salts.get(0)),
            personal(n.target(), salts.get(1)),
            personal(n.note(), salts.get(2)),
            previousHash,
            "");
    return entry.withHash(hash(entry));
  }

  private static Personal personal(@Nullable String value, String salt) {
    return value == null ? Personal.NOTHING : new Personal(value, salt, commitment(salt, value));
  }

  /// What is wrong with `entry` as the one after `previous`, or null when nothing is.
  ///
  /// @param previous null when `entry` should be the first
  public static @Nullable String defect(@Nullable AuditEntry previous, AuditEntry entry) {
    long expected = previous == null ? 1 : previous.sequence() + 1;
    if (entry.sequence() != expected) {
      return "entry " + expected + " is missing";
    }
    String before = previous == null ? START : previous.hash();
    if (!entry.previousHash().equals(before)) {
      return "it does not follow the entry before it";
    }
    if (!entry.actor().sound() || !entry.target().sound() || !entry.note().sound()) {
      return "a personal field was changed";
    }
    return entry.hash().equals(hash(entry)) ? null : "a field was changed";
  }

  /// SHA-256 over every column but the hash itself.
  static String hash(AuditEntry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    put(bytes, ENTRY);
    put(bytes, entry.serverId());
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(entry.sequence()).array());
    put(bytes, entry.at());
    put(bytes, entry.action());
    put(bytes, entry.world());
    put(bytes, entry.roomId());
    put(bytes, entry.reference());
    put(bytes, entry.actor().commitment());
    put(bytes, entry.target().commitment());
    put(bytes, entry.note().commitment());
    put(bytes, entry.previousHash());
    return sha256(bytes.toByteArray());
  }

  static String commitment(String salt, String value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    put(bytes, COMMITMENT);
    put(bytes, salt);
    put(bytes, value);
    return sha256(bytes.toByteArray());
  }

  /// A text behind its length, so that no two lists of fields look the same.
  private static void put(ByteArrayOutputStream bytes, @Nullable String text) {
    byte[] utf8 = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    int length = text == null ? ABSENT : utf8.length;
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    bytes.writeBytes(utf8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
