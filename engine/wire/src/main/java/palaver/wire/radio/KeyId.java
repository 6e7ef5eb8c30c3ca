// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import org.jspecify.annotations.Nullable;
import palaver.wire.BigEndian;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// A group key of a channel.
///
/// @param term the leader's term in which the key was made
/// @param number counts the keys of that term, 0 to 2^32 - 1
public record KeyId(Term term, long number) implements Comparable<KeyId> {

  static final int WIRE_BYTES = Term.WIRE_BYTES + 4;

  @Override
  public int compareTo(KeyId other) {
    int order = term.compareTo(other.term);
    return order != 0 ? order : Long.compare(number, other.number);
  }

  void write(FieldWriter out, int tag) {
    int at = out.fixed(tag, WIRE_BYTES);
    if (at >= 0) {
      term.put(out.array(), at);
      BigEndian.put32(out.array(), at + Term.WIRE_BYTES, (int) number);
    }
  }

  static void writeIfAny(FieldWriter out, int tag, @Nullable KeyId id) {
    if (id != null) {
      id.write(out, tag);
    }
  }

  static KeyId read(FieldReader in, int tag) {
    int at = in.fixed(tag, WIRE_BYTES);
    if (at < 0) {
      return new KeyId(Term.NONE, 0);
    }
    long number = Integer.toUnsignedLong(BigEndian.i32(in.array(), at + Term.WIRE_BYTES));
    return new KeyId(Term.get(in, at), number);
  }

  static @Nullable KeyId readIfAny(FieldReader in, int tag) {
    return in.has(tag) ? read(in, tag) : null;
  }
}
