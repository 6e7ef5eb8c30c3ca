// SPDX-License-Identifier: Apache-2.0
package palaver.trust.audit;

import java.nio.charset.StandardCharsets;
import palaver.base.Bytes;
import palaver.trust.crypto.Digests;
import palaver.wire.BigEndian;
import palaver.wire.radio.NodeId;

/// One line of the audit.
///
/// @param index counts from 0
/// @param atEpochMs the writer's wall clock, in milliseconds since 1970
/// @param actor who did it
/// @param kind what it is, a stable identifier such as `member-revoked`
/// @param detail what people need to know, without secrets
/// @param previous the hash of the line before; zeros before the first
/// @param hash SHA-256 over all of the above
public record AuditEntry(
    long index,
    long atEpochMs,
    NodeId actor,
    String kind,
    String detail,
    Bytes previous,
    Bytes hash) {

  static AuditEntry of(
      long index, long atEpochMs, NodeId actor, String kind, String detail, Bytes previous) {
    AuditEntry draft = new AuditEntry(index, atEpochMs, actor, kind, detail, previous, Bytes.EMPTY);
    return new AuditEntry(index, atEpochMs, actor, kind, detail, previous, draft.computeHash());
  }

  Bytes computeHash() {
    byte[] numbers = new byte[24];
    BigEndian.put64(numbers, 0, index);
    BigEndian.put64(numbers, 8, atEpochMs);
    BigEndian.put64(numbers, 16, actor.value());
    return Digests.sha256(
        Bytes.of(numbers),
        Bytes.of(kind.getBytes(StandardCharsets.UTF_8)),
        Bytes.of(detail.getBytes(StandardCharsets.UTF_8)),
        previous);
  }
}
