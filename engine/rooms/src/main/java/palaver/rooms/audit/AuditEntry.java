// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.audit;

import org.jspecify.annotations.Nullable;

/// One entry of one server's chain.
///
/// @param sequence 1 for the first, then without a gap
/// @param at ISO-8601 in UTC, as it is stored
/// @param previousHash the hash of the entry before, [AuditChain#START] for the first
/// @param hash SHA-256 over every other column, in lower-case hex
public record AuditEntry(
    String serverId,
    long sequence,
    String at,
    String action,
    @Nullable String world,
    @Nullable String roomId,
    @Nullable String reference,
    Personal actor,
    Personal target,
    Personal note,
    String previousHash,
    String hash) {

  AuditEntry withHash(String computed) {
    return new AuditEntry(
        serverId,
        sequence,
        at,
        action,
        world,
        roomId,
        reference,
        actor,
        target,
        note,
        previousHash,
        computed);
  }
}
