// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palaver.rooms.audit.AuditEntry;
import palaver.rooms.audit.AuditHead;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.audit.AuditReader;

@DisplayName("The audit log: a chain of hashes in the database (R057)")
final class AuditLogTest {

  @TempDir Path folder;
  private final Fixture fixture = new Fixture();
  private Store store;
  private AuditLog audit;

  @BeforeEach
  void open() {
    store = fixture.open(folder);
    audit = new ModerationStore(store, "server-1", Salts.counting(), fixture).audit();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void entriesAreNumberedAndTheLogIsWhole() {
    List<CompletableFuture<Long>> noted =
        IntStream.range(0, 50).mapToObj(i -> audit.note(note("u" + i))).toList();
    assertThat(noted.stream().map(CompletableFuture::join).toList())
        .isEqualTo(IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());
    seal();

    AuditVerification.Result result = verify();
    assertThat(result.defect()).isNull();
    assertThat(result.entries()).isEqualTo(50);
    assertThat(result.heads()).isEqualTo(1);
  }

  @Test
  void aClockThatJumpsBackLeavesTheLogWholeAndInTheOrderOfWhatHappened() {
    audit.note(AuditNote.of(fixture.instant(), "first", "ada")).join();
    Fixture.clockJumps(fixture, -86_400);
    audit.note(AuditNote.of(fixture.instant(), "second", "ada")).join();
    seal();
    Fixture.clockJumps(fixture, 10 * 86_400);
    audit.note(AuditNote.of(fixture.instant(), "third", "ada")).join();
    assertThat(verify().defect()).isNull();
    assertThat(reader().page(null, 9).join())
        .extracting(AuditEntry::action)
        .containsExactly("third", "second", "first");
  }

  @Test
  void aPageHasTheNewestEntriesFirstAndGoesOnBefore() {
    for (int i = 1; i <= 5; i++) {
      audit.note(note("u" + i)).join();
    }
    AuditReader reader = reader();
    assertThat(reader.page(null, 2).join())
        .extracting(AuditEntry::sequence)
        .containsExactly(5L, 4L);
    assertThat(reader.page(4L, 9).join())
        .extracting(AuditEntry::sequence)
        .containsExactly(3L, 2L, 1L);
  }

  @Test
  void thePagesSayWhetherTheLogIsWhole() {
    audit.note(note("u1")).join();
    assertThat(reader().verified().join().whole()).isTrue();
    store.writer().submit(handle -> handle.execute("UPDATE audit_log SET action = 'x'")).join();
    AuditReader.State broken = reader().verified().join();
    assertThat(broken.whole()).isFalse();
    assertThat(broken.defect()).contains("entry 1").contains("a field was changed");
  }

  private AuditReader reader() {
    return new ModerationStore(store, "server-1", Salts.counting(), fixture)
        .auditReader(this::verify);
  }

  @Test
  void anEmptyLogIsWholeAndHasNoHead() {
    assertThat(audit.seal(0, AuditLogTest::sign).join()).isEmpty();
    assertThat(verify().defect()).isNull();
  }

  @Test
  void nothingIsSignedTwice() {
    threeEntries();
    assertThat(audit.seal(3, AuditLogTest::sign).join()).isEmpty();
    assertThat(audit.seal(2, AuditLogTest::sign).join()).isPresent();
  }

  @Test
  void eachServerHasAChainOfItsOwn() {
    AuditLog other = new ModerationStore(store, "server-2", Salts.counting(), fixture).audit();
    audit.note(note("a")).join();
    assertThat(other.note(note("b")).join()).isEqualTo(1);
    assertThat(audit.note(note("c")).join()).isEqualTo(2);
    assertThat(verify().chains()).isEqualTo(2);
  }

  @Test
  void theChainGoesOnAfterARestart() {
    audit.note(note("a")).join();
    store.close();
    open();
    assertThat(audit.note(note("b")).join()).isEqualTo(2);
    assertThat(verify().defect()).isNull();
  }

  @Test
  void aRefusedWriteLeavesNoGap() {
    audit.note(note("a")).join();
    CompletableFuture<Long> refused =
        store
            .writer()
            .submit(handle -> {
              long sequence = audit.append(handle, note("b"));
              handle.execute("INSERT INTO no_such_table VALUES (1)");
              return sequence;
            });
    assertThatThrownBy(refused::join).isInstanceOf(CompletionException.class);
    assertThat(audit.note(note("c")).join()).isEqualTo(2);
    assertThat(verify().defect()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_log SET action = 'warn' WHERE sequence = 2",
        "UPDATE audit_log SET at = '2026-03-01T12:00:01.000Z' WHERE sequence = 2",
        "UPDATE audit_log SET world = 'energie' WHERE sequence = 2",
        "UPDATE audit_log SET room_id = NULL WHERE sequence = 2",
        "UPDATE audit_log SET reference = 'x' WHERE sequence = 2",
        "UPDATE audit_log SET actor = 'eve' WHERE sequence = 2",
        "UPDATE audit_log SET actor_salt = '00' WHERE sequence = 2",
        "UPDATE audit_log SET actor_commitment = '00' WHERE sequence = 2",
        "UPDATE audit_log SET target = 'eve' WHERE sequence = 2",
        "UPDATE audit_log SET target_salt = NULL WHERE sequence = 2",
        "UPDATE audit_log SET target_commitment = NULL WHERE sequence = 2",
        "UPDATE audit_log SET note = 'praise' WHERE sequence = 2",
        "UPDATE audit_log SET note_salt = '00' WHERE sequence = 2",
        "UPDATE audit_log SET note_commitment = '00' WHERE sequence = 2",
        "UPDATE audit_log SET previous_hash = hash WHERE sequence = 2",
        "UPDATE audit_log SET hash = previous_hash WHERE sequence = 2",
        "UPDATE audit_log SET server_id = 'server-0' WHERE sequence = 2",
        "DELETE FROM audit_log WHERE sequence = 2",
      })
  void whateverIsChangedIsFoundByItsEntry(String attack) {
    threeEntries();
    attack(attack);
    assertThat(verify().defect())
        .isNotNull()
        .contains("entry 2")
        .containsAnyOf("server-1", "server-0");
  }

  @Test
  void aCutTailIsFoundByTheSignedHead() {
    threeEntries();
    seal();
    attack("DELETE FROM audit_log WHERE sequence = 3");
    assertThat(verify().defect()).contains("entry 3").contains("missing");
  }

  @Test
  void aTailCutWithItsHeadsIsFoundByAHeadFromTheLog() {
    threeEntries();
    AuditHead known = seal();
    attack("DELETE FROM audit_log WHERE sequence = 3");
    attack("DELETE FROM audit_heads");
    assertThat(verify().defect()).isNull();
    assertThat(
            AuditVerification.verify(TestDatabase.in(folder), AuditLogTest::valid, known).defect())
        .contains("entry 3");
  }

  @Test
  void aChainThatWasMadeAnewIsFoundByTheSignedHead() {
    threeEntries();
    seal();
    attack("DELETE FROM audit_log");
    threeEntries();
    assertThat(verify().defect()).contains("entry 3").contains("not what was signed");
  }

  @Test
  void aForgedHeadIsFound() {
    threeEntries();
    seal();
    attack("UPDATE audit_heads SET signature = 'forged'");
    assertThat(verify().defect()).contains("signature").contains("entry 3");
  }

  @Test
  void anErasedPersonIsGoneAndTheChainIsWhole() {
    threeEntries();
    seal();
    assertThat(audit.erase("u1").join()).isEqualTo(1);
    assertThat(verify().defect()).isNull();
    int left =
        Fixture.other(folder)
            .withHandle(h ->
                h.createQuery(
                        """
                        SELECT count(*) FROM audit_log
                        WHERE target = 'u1'
                          OR (sequence = 2 AND (note IS NOT NULL OR note_salt IS NOT NULL))
                        """)
                    .mapTo(Integer.class)
                    .one());
    assertThat(left).isZero();
  }

  private void threeEntries() {
    for (int i = 0; i < 3; i++) {
      audit.note(note("u" + i)).join();
    }
  }

  private void attack(String sql) {
    Fixture.other(folder).useHandle(handle -> handle.execute(sql));
  }

  private AuditHead seal() {
    return audit.seal(0, AuditLogTest::sign).join().orElseThrow().head();
  }

  private AuditVerification.Result verify() {
    return AuditVerification.verify(TestDatabase.in(folder), AuditLogTest::valid, null);
  }

  /// A model of a signature: good enough to be wrong when anything changes.
  private static String sign(byte[] message) {
    return Integer.toHexString(Arrays.hashCode(message));
  }

  private static boolean valid(byte[] message, @Nullable String signature) {
    return Objects.equals(sign(message), signature);
  }

  private static AuditNote note(String target) {
    return new AuditNote(Fixture.NOON, "ban", "materie", "materie-1", "a1", "mod", target, "noise");
  }
}
