// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// The right to talk, as its leader states it. It carries a duration, never a time of day: each
/// node counts down from receipt.
///
/// @param id term and number; a voice frame names it
/// @param renewal 0 in the grant, one more in each renewal, 0 to 2^32 - 1
/// @param channel 0 to 65535
/// @param holder who may talk
/// @param holderBoot the run of the holder; its sending key depends on it
/// @param durationMs how long it holds from its receipt, 0 to 2^32 - 1
/// @param talkLimitMs how long the burst may last in all, from the first media, 0 to 2^32 - 1
/// @param priority 0 to 255
/// @param emergency whether it was granted to an emergency request
/// @param adopted the lease of an earlier term whose burst this one continues, or null
public record Lease(
    LeaseId id,
    long renewal,
    int channel,
    NodeId holder,
    long holderBoot,
    long durationMs,
    long talkLimitMs,
    int priority,
    boolean emergency,
    @Nullable LeaseId adopted) {

  /// No lease is longer on the wire.
  public static final int BODY_BYTES_MAX = 200;

  /// The statement's bytes: what the leader signs, and what travels.
  public Bytes body() {
    byte[] bytes = new byte[BODY_BYTES_MAX];
    FieldWriter out = new FieldWriter(bytes, 0, bytes.length);
    write(out);
    return Bytes.of(bytes, 0, out.length());
  }

  void write(FieldWriter out) {
    id.write(out, 1);
    out.u32(2, renewal)
        .u16(3, channel)
        .u64(4, holder.value())
        .u64(5, holderBoot)
        .u32(6, durationMs)
        .u32(7, talkLimitMs)
        .u8(8, priority)
        .flag(9, emergency);
    LeaseId.writeIfAny(out, 10, adopted);
  }

  /// Reads a statement's bytes.
  public static Parsed<Lease> parse(byte[] bytes, int offset, int length) {
    FieldReader in = new FieldReader(bytes, offset, length);
    Lease lease = read(in);
    String fault = in.fault();
    return fault == null ? Parsed.ok(lease) : Parsed.malformed(fault);
  }

  static Lease read(FieldReader in) {
    return new Lease(
        LeaseId.read(in, 1),
        in.u32(2),
        in.u16(3),
        Ids.node(in, 4),
        in.u64(5),
        in.u32(6),
        in.u32(7),
        in.u8(8),
        in.flag(9),
        LeaseId.readIfAny(in, 10));
  }
}
