// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// A lease with the signature of the leader of its term, for all who were not there.
///
/// @param lease what `body` says
/// @param body the bytes that were signed, with fields that this version may not know
/// @param signature 64 bytes, over (type LEASE, the leader's node id, body); see [Statement]
public record LeaseProof(Lease lease, Bytes body, Bytes signature) {

  /// The longest proof on the wire: body and signature as two fields.
  public static final int WIRE_BYTES_MAX = 2 + Lease.BODY_BYTES_MAX + 2 + Statement.SIGNATURE_BYTES;

  public static LeaseProof of(Lease lease, Bytes signature) {
    return new LeaseProof(lease, lease.body(), signature);
  }

  /// Who must have signed it.
  public NodeId signer() {
    return lease.id().term().node();
  }

  /// The bytes under the signature.
  public byte[] signedBytes() {
    return Statement.signedBytes(MessageType.LEASE, signer(), body);
  }

  static void writeIfAny(FieldWriter out, int tag, @Nullable LeaseProof proof) {
    if (proof != null) {
      out.nested(tag, proof::write);
    }
  }

  void write(FieldWriter out) {
    out.bytes(1, body).bytes(2, signature);
  }

  static LeaseProof read(FieldReader in, int tag) {
    FieldReader fields = in.nested(tag);
    LeaseProof proof = read(fields);
    String fault = fields.fault();
    if (fault != null) {
      in.refuse(fault);
    }
    return proof;
  }

  static LeaseProof read(FieldReader fields) {
    Bytes body = fields.bytes(1, Lease.BODY_BYTES_MAX);
    Bytes signature = fields.exact(2, Statement.SIGNATURE_BYTES);
    FieldReader inner = new FieldReader(body.toArray(), 0, body.length());
    Lease lease = Lease.read(inner);
    String fault = inner.fault();
    if (fault != null) {
      fields.refuse(fault);
    }
    return new LeaseProof(lease, body, signature);
  }

  static @Nullable LeaseProof readIfAny(FieldReader in, int tag) {
    return in.has(tag) ? read(in, tag) : null;
  }

  /// Writes the proof as a voice frame attaches it; answers its length, or -1 without room.
  public int put(byte[] bytes, int at, int room) {
    FieldWriter out = new FieldWriter(bytes, at, room);
    write(out);
    return out.length();
  }

  /// Reads a proof that a voice frame attached.
  public static Parsed<LeaseProof> parse(byte[] bytes, int offset, int length) {
    FieldReader in = new FieldReader(bytes, offset, length);
    LeaseProof proof = read(in);
    String fault = in.fault();
    return fault == null ? Parsed.ok(proof) : Parsed.malformed(fault);
  }
}
