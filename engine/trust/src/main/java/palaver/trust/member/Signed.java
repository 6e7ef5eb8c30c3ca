// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import palaver.base.Bytes;
import palaver.trust.crypto.Signatures;
import palaver.wire.radio.field.FieldReader;
import palaver.wire.radio.field.FieldWriter;

/// A signed document: fields, then the signature over a label and the fields. The label keeps a
/// signature of one kind of document from being used for another.
final class Signed {

  /// No document is longer; it has to fit into messages.
  static final int BYTES_MAX = 400;

  private final Bytes whole;

  private Signed(Bytes whole) {
    this.whole = whole;
  }

  static Signed of(Bytes whole) {
    return new Signed(whole);
  }

  /// Writes the fields and asks `signer` for the signature.
  static Bytes make(String label, Consumer<FieldWriter> fields, Function<byte[], Bytes> signer) {
    byte[] room = new byte[BYTES_MAX];
    FieldWriter out = new FieldWriter(room, 0, BYTES_MAX - Signatures.SIGNATURE_BYTES);
    fields.accept(out);
    if (out.length() < 0) {
      throw new IllegalArgumentException("a signed document has at most 400 bytes");
    }
    Bytes body = Bytes.of(room, 0, out.length());
    signer.apply(labelled(label, body)).copyTo(room, out.length());
    return Bytes.of(room, 0, out.length() + Signatures.SIGNATURE_BYTES);
  }

  private static byte[] labelled(String label, Bytes body) {
    byte[] prefix = ("palaver-" + label + '\0').getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(prefix, prefix.length + body.length());
    body.copyTo(all, prefix.length);
    return all;
  }

  private int bodyBytes() {
    return Math.max(0, whole.length() - Signatures.SIGNATURE_BYTES);
  }

  FieldReader fields() {
    return new FieldReader(whole.toArray(), 0, bodyBytes());
  }

  boolean isSignedBy(Signatures signatures, Bytes publicKey, String label) {
    if (whole.length() <= Signatures.SIGNATURE_BYTES) {
      return false;
    }
    byte[] bytes = whole.toArray();
    Bytes body = Bytes.of(bytes, 0, bodyBytes());
    return signatures.verify(publicKey, labelled(label, body), bytes, bodyBytes());
  }
}
