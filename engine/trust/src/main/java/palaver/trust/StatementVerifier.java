// SPDX-License-Identifier: Apache-2.0
package palaver.trust;

import java.util.LinkedHashMap;
import java.util.Map;
import palaver.base.Bytes;
import palaver.trust.crypto.Digests;
import palaver.trust.crypto.Signatures;

/// Verifies signatures, and remembers the newest ones that held: the same statement comes over
/// several paths and is repeated on purpose, and one look at it is enough.
public final class StatementVerifier {

  /// How many signatures are remembered; the oldest go.
  static final int REMEMBERED_MAX = 256;

  private final Signatures signatures;
  private final LinkedHashMap<Bytes, Boolean> held = new LinkedHashMap<>();
  private long verified;

  public StatementVerifier(Signatures signatures) {
    this.signatures = signatures;
  }

  /// Whether the 64 bytes of `in` from `at` are the signature of `statement` under `publicKey`.
  public boolean verify(Bytes publicKey, byte[] statement, byte[] in, int at) {
    if (in.length - at < Signatures.SIGNATURE_BYTES) {
      return false;
    }
    Bytes name =
        Digests.sha256(
            publicKey, Bytes.of(statement), Bytes.of(in, at, Signatures.SIGNATURE_BYTES));
    if (held.containsKey(name)) {
      return true;
    }
    verified++;
    boolean holds = signatures.verify(publicKey, statement, in, at);
    if (holds) {
      held.put(name, true);
      if (held.size() > REMEMBERED_MAX) {
        Map.Entry<Bytes, Boolean> eldest = held.firstEntry();
        held.remove(eldest.getKey());
      }
    }
    return holds;
  }

  /// How many signatures were really computed.
  public long verifiedCount() {
    return verified;
  }
}
