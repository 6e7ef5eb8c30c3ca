// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import palaver.wire.BigEndian;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// One leader's period of office. The greater term wins: higher counter, then higher priority, then
/// the smaller node id, then the later boot.
///
/// @param counter rises with every claim, 0 to 2^63 - 1; 0 only in [#NONE]
/// @param priority the claimant's priority, an unsigned 32-bit number
/// @param node who leads in this term
/// @param boot the run of that node in which it claimed, an unsigned number that rises per start
public record Term(long counter, long priority, NodeId node, long boot)
    implements Comparable<Term> {

  /// Less than every term that was ever claimed.
  public static final Term NONE = new Term(0, 0, NodeId.NONE, 0);

  /// Bytes of a term on the wire.
  public static final int WIRE_BYTES = 28;

  @Override
  public int compareTo(Term other) {
    int order = Long.compare(counter, other.counter);
    if (order == 0) {
      order = Long.compare(priority, other.priority);
    }
    if (order == 0) {
      order = other.node.compareTo(node);
    }
    return order != 0 ? order : Long.compareUnsigned(boot, other.boot);
  }

  public boolean isNone() {
    return counter == 0;
  }

  /// Whether a voice frame that names its term by (low 32 bits of the counter, node) means this
  /// one.
  public boolean isNamedBy(int counterLow, long nodeValue) {
    return (int) counter == counterLow && node.value() == nodeValue;
  }

  void write(FieldWriter out, int tag) {
    int at = out.fixed(tag, WIRE_BYTES);
    if (at >= 0) {
      put(out.array(), at);
    }
  }

  void put(byte[] bytes, int at) {
    BigEndian.put64(bytes, at, counter);
    BigEndian.put32(bytes, at + 8, (int) priority);
    BigEndian.put64(bytes, at + 12, node.value());
    BigEndian.put64(bytes, at + 20, boot);
  }

  static Term read(FieldReader in, int tag) {
    int at = in.fixed(tag, WIRE_BYTES);
    return at < 0 ? NONE : get(in, at);
  }

  /// The term, or [#NONE] when the field is absent.
  static Term readIfAny(FieldReader in, int tag) {
    return in.has(tag) ? read(in, tag) : NONE;
  }

  static void writeIfAny(FieldWriter out, int tag, Term term) {
    if (!term.isNone()) {
      term.write(out, tag);
    }
  }

  static Term get(FieldReader in, int at) {
    byte[] bytes = in.array();
    long counter = BigEndian.i64(bytes, at);
    if (counter < 0) {
      in.refuse("term-counter");
      return NONE;
    }
    return new Term(
        counter,
        Integer.toUnsignedLong(BigEndian.i32(bytes, at + 8)),
        new NodeId(BigEndian.i64(bytes, at + 12)),
        BigEndian.i64(bytes, at + 20));
  }
}
