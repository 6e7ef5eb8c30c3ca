// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.wire.BigEndian;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// A version of the settings.
///
/// @param term the term of the leader that published it
/// @param number counts the versions of that term, 0 to 2^32 - 1
/// @param parentHash SHA-256 of the version that it was made from; zeros for the first
public record SettingsVersion(Term term, long number, Bytes parentHash)
    implements Comparable<SettingsVersion> {

  /// Bytes of a parent hash.
  public static final int HASH_BYTES = 32;

  static final int WIRE_BYTES = Term.WIRE_BYTES + 4 + HASH_BYTES;

  public SettingsVersion {
    if (parentHash.length() != HASH_BYTES) {
      throw new IllegalArgumentException("a parent hash has 32 bytes");
    }
  }

  /// By term, then number; two versions of one place in different histories compare as equal.
  @Override
  public int compareTo(SettingsVersion other) {
    int order = term.compareTo(other.term);
    return order != 0 ? order : Long.compare(number, other.number);
  }

  void write(FieldWriter out, int tag) {
    int at = out.fixed(tag, WIRE_BYTES);
    if (at >= 0) {
      term.put(out.array(), at);
      BigEndian.put32(out.array(), at + Term.WIRE_BYTES, (int) number);
      parentHash.copyTo(out.array(), at + Term.WIRE_BYTES + 4);
    }
  }

  static void writeIfAny(FieldWriter out, int tag, @Nullable SettingsVersion version) {
    if (version != null) {
      version.write(out, tag);
    }
  }

  static SettingsVersion read(FieldReader in, int tag) {
    int at = in.fixed(tag, WIRE_BYTES);
    if (at < 0) {
      return new SettingsVersion(Term.NONE, 0, Bytes.of(new byte[HASH_BYTES]));
    }
    byte[] bytes = in.array();
    long number = Integer.toUnsignedLong(BigEndian.i32(bytes, at + Term.WIRE_BYTES));
    Bytes hash = Bytes.of(bytes, at + Term.WIRE_BYTES + 4, HASH_BYTES);
    return new SettingsVersion(Term.get(in, at), number, hash);
  }

  static @Nullable SettingsVersion readIfAny(FieldReader in, int tag) {
    return in.has(tag) ? read(in, tag) : null;
  }
}
