// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import org.jspecify.annotations.Nullable;
import palaver.wire.BigEndian;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// A lease of the floor, ordered as leases fence: a listener never goes back to a smaller one.
///
/// @param term the leader's term in which the lease was made
/// @param number counts the leases of that term, 0 to 2^32 - 1
public record LeaseId(Term term, long number) implements Comparable<LeaseId> {

  static final int WIRE_BYTES = Term.WIRE_BYTES + 4;

  @Override
  public int compareTo(LeaseId other) {
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

  static void writeIfAny(FieldWriter out, int tag, @Nullable LeaseId id) {
    if (id != null) {
      id.write(out, tag);
    }
  }

  static LeaseId read(FieldReader in, int tag) {
    int at = in.fixed(tag, WIRE_BYTES);
    if (at < 0) {
      return new LeaseId(Term.NONE, 0);
    }
    long number = Integer.toUnsignedLong(BigEndian.i32(in.array(), at + Term.WIRE_BYTES));
    return new LeaseId(Term.get(in, at), number);
  }

  static @Nullable LeaseId readIfAny(FieldReader in, int tag) {
    return in.has(tag) ? read(in, tag) : null;
  }
}
