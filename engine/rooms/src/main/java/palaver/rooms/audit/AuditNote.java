// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to be noted in the audit log. `actor`, `target` and `note` are about people and can be
/// erased later; the rest stays for ever, so nothing personal belongs there.
///
/// @param action what was done, such as `ban` or `key_rotated`
/// @param reference what else it is about, such as the id of an action or report, or null
public record AuditNote(
    Instant at,
    String action,
    @Nullable String world,
    @Nullable String roomId,
    @Nullable String reference,
    @Nullable String actor,
    @Nullable String target,
    @Nullable String note) {

  /// Something that `actor` did to nobody and in no room.
  public static AuditNote of(Instant at, String action, String actor) {
    return new AuditNote(at, action, null, null, null, actor, null, null);
  }
}
