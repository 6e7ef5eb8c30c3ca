// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditChainTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<String> SALTS =
      List.of("00".repeat(16), "11".repeat(16), "22".repeat(16));

  private final AuditEntry first = entry(null, "ban", "ada");
  private final AuditEntry second = entry(first, "mute", "bob");

  private static AuditEntry entry(@Nullable AuditEntry before, String action, String target) {
    return AuditChain.next(
        "server",
        before == null ? 1 : before.sequence() + 1,
        before == null ? AuditChain.START : before.hash(),
        AT.toString(),
        new AuditNote(AT, action, "materie", "plaza", "r1", "mod", target, "noise"),
        SALTS);
  }

  @Test
  void anEntryFollowsTheOneBefore() {
    assertThat(AuditChain.defect(null, first)).isNull();
    assertThat(AuditChain.defect(first, second)).isNull();
    assertThat(second.previousHash()).isEqualTo(first.hash());
  }

  @Test
  void anErasedFieldLeavesTheChainWhole() {
    AuditEntry erased =
        with(second, e -> replace(e, new Personal(null, null, e.target().commitment())));
    assertThat(AuditChain.defect(first, erased)).isNull();
  }

  @Test
  void whateverIsChangedIsFound() {
    List<AuditEntry> changed = new ArrayList<>();
    changed.add(columns(second, "other", second.at(), "mute", "materie", "plaza", "r1"));
    changed.add(
        columns(second, "server", "2026-03-01T12:00:01Z", "mute", "materie", "plaza", "r1"));
    changed.add(columns(second, "server", second.at(), "kick", "materie", "plaza", "r1"));
    changed.add(columns(second, "server", second.at(), "mute", "energie", "plaza", "r1"));
    changed.add(columns(second, "server", second.at(), "mute", "materie", null, "r1"));
    changed.add(columns(second, "server", second.at(), "mute", "materie", "plaza", ""));
    changed.add(replace(second, Personal.NOTHING));
    changed.add(
        replace(second, new Personal("eve", second.target().salt(), second.target().commitment())));
    changed.add(replace(second, new Personal("bob", null, second.target().commitment())));
    changed.add(
        replace(
            second,
            new Personal("eve", "33".repeat(16), AuditChain.commitment("33".repeat(16), "eve"))));
    for (AuditEntry entry : changed) {
      assertThat(AuditChain.defect(first, entry)).as("%s", entry).isNotNull();
    }
  }

  @Test
  void aMissingOrForeignEntryIsFound() {
    AuditEntry third = entry(second, "kick", "eve");
    assertThat(AuditChain.defect(first, third)).isEqualTo("entry 2 is missing");
    assertThat(AuditChain.defect(null, second)).isEqualTo("entry 1 is missing");
    AuditEntry other = entry(entry(null, "warn", "zoe"), "mute", "bob");
    assertThat(AuditChain.defect(first, other)).isEqualTo("it does not follow the entry before it");
  }

  @Test
  void noTwoListsOfFieldsLookTheSame() {
    AuditEntry a = columns(first, "server", first.at(), "ban", "ab", "c", null);
    AuditEntry b = columns(first, "server", first.at(), "ban", "a", "bc", null);
    AuditEntry c = columns(first, "server", first.at(), "ban", "ab", null, "c");
    assertThat(List.of(AuditChain.hash(a), AuditChain.hash(b), AuditChain.hash(c)))
        .doesNotHaveDuplicates();
  }

  @Test
  void theChainIsThatOfTheDocument() {
    // Computed by another program from the layout in docs/admin-actions.md.
    assertThat(AuditChain.commitment("00".repeat(16), "ada"))
        .isEqualTo("bf3b3b8c4b0b9d7c6de124909078e4cdc7b865c92be06d3fafd204165330ac8f");
  }

  private static AuditEntry with(AuditEntry entry, UnaryOperator<AuditEntry> change) {
    return change.apply(entry);
  }

  private static AuditEntry replace(AuditEntry e, Personal target) {
    return new AuditEntry(
        e.serverId(),
        e.sequence(),
        e.at(),
        e.action(),
        e.world(),
        e.roomId(),
        e.reference(),
        e.actor(),
        target,
        e.note(),
        e.previousHash(),
        e.hash());
  }

  private static AuditEntry columns(
      AuditEntry e,
      String server,
      String at,
      String action,
      String world,
      @Nullable String room,
      @Nullable String ref) {
    return new AuditEntry(
        server,
        e.sequence(),
        at,
        action,
        world,
        room,
        ref,
        e.actor(),
        e.target(),
        e.note(),
        e.previousHash(),
        e.hash());
  }
}
